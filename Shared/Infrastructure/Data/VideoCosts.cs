using Dapper;
using Npgsql;

namespace VideoGen.Infrastructure.Data;

/// <param name="Kind">What was paid for: script, storyboard, still or scene.</param>
/// <param name="CostUsd">Settled, and reserved where neither settled nor released; repairs, and what nothing came of, among it.</param>
public sealed record SpentOn(string Kind, decimal CostUsd);

/// <summary>What a video has cost so far, by what it was paid for.</summary>
public sealed class VideoCosts(NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<SpentOn>> ListAsync(Video video, CancellationToken cancellationToken)
    {
        if (video.CostUsd == 0)
        {
            return [];
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<SpentOn>(new CommandDefinition("""
            select coalesce(c.kind, 'scene') as kind,
                   sum(case when l.kind in ('release', 'refund') then -l.amount_usd else l.amount_usd end) as cost_usd
              from ledger l
              left join model_calls c on c.id = l.render_job_id
             where l.video_id = @Id
               and not (l.kind = 'reserve' and exists (select from ledger s where s.render_job_id = l.render_job_id and s.kind = 'settle'))
             group by coalesce(c.kind, 'scene')
            having sum(case when l.kind in ('release', 'refund') then -l.amount_usd else l.amount_usd end) <> 0
             order by array_position(array['script', 'storyboard', 'still', 'scene'], coalesce(c.kind, 'scene'))
            """, new { video.Id }, cancellationToken: cancellationToken))).AsList();
    }
}
