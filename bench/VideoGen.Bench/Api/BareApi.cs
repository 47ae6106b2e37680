using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace VideoGen.Bench.Api;

/// <summary>The floor: Kestrel, the SQL that the app runs for the same request, and the values as they come. No shapes, rules or links.</summary>
internal static class BareApi
{
    const string Video = """
        select v.id, v.brand_id, v.product_id, v.reference_id, v.origin_id, v.title, v.brand_name, v.product_name, v.options, v.status as status_word,
               v.status_since, v.run, v.started_run, v.phase_progress, v.failure, v.script_revision, v.storyboard_revision, v.approved_script_revision,
               v.approved_storyboard_revision, v.max_cost_usd, v.cost_usd, v.result, v.created_at, v.changed_at, v.completed_at
          from videos v
        """;

    static readonly string[] OneVideo =
    [
        $"{Video} where v.id = $1 and v.deleting_since is null",
        "select revision, digest, content, author, created_at from video_revisions where video_id = $1 and revision = 1",
        "select revision, digest, content, author, created_at from video_revisions where video_id = $1 and revision = 2",
        """
        select s.number, s.state, s.progress, s.provider, s.model, s.attempt, s.render_job_id, s.clip_digest, s.reused, s.stand_in,
               s.waiting_for, s.waiting_since, s.failure,
               coalesce((select sum(case when l.kind in ('release', 'refund') then -l.amount_usd else l.amount_usd end)
                           from render_jobs j
                           join ledger l on l.render_job_id = j.id
                          where j.video_id = s.video_id
                            and j.scene = s.number
                            and not (l.kind = 'reserve' and exists (
                              select from ledger c where c.render_job_id = j.id and c.kind = 'settle'))), 0) as cost_usd
          from video_scenes s
         where s.video_id = $1
         order by s.number
        """,
        """
        select coalesce(v.brand, b.content) as brand, coalesce(v.product, p.content) as product, coalesce(v.reference, r.content) as reference
          from videos v
          join brands b on b.id = v.brand_id
          join products p on p.id = v.product_id
          left join reference_analyses r on r.id = v.reference_id
         where v.id = $1
        """,
    ];

    const string Page = $"{Video} where v.workspace_id = $1 and v.deleting_since is null order by v.created_at desc, v.id desc limit 21";

    /// <summary>Serves until it is ended.</summary>
    public static async Task<int> ServeAsync(string connectionString, string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var app = builder.Build();
        app.Urls.Add(address);
        app.MapGet("/videos/{id:guid}", (HttpContext http, Guid id) => AnswerAsync(http, database, OneVideo, id));
        app.MapGet("/videos", (HttpContext http) => AnswerAsync(http, database, [Page], new Guid("00000000-0000-0000-0000-000000000001")));
        await app.RunAsync();
        return 0;
    }

    /// <summary>A connection from the pool for each statement, as repositories take it.</summary>
    static async Task AnswerAsync(HttpContext http, NpgsqlDataSource database, IReadOnlyList<string> statements, Guid id)
    {
        var text = new StringBuilder();
        foreach (var sql in statements)
        {
            await using var command = database.CreateCommand(sql);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                for (var i = 0; i < rows.FieldCount; i++)
                {
                    text.Append(rows.GetValue(i));
                }
            }
        }

        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(text.ToString());
    }
}
