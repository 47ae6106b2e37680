using Dapper;
using Npgsql;
using VideoGen.Testing;

namespace VideoGen.Money.Crash;

/// <summary>What must be true when all videos are done, whatever happened before.</summary>
sealed class MoneyAudit(NpgsqlDataSource database, SimulatorServer simulator)
{
    readonly HashSet<(Guid Video, int Scene, string Clip)> _finished = [];

    /// <summary>Remembers what is finished now, right after a kill.</summary>
    public async Task RememberAsync()
    {
        await using var connection = await database.OpenConnectionAsync();
        _finished.UnionWith(await connection.QueryAsync<(Guid, int, string)>(
            "select video_id, number, clip_digest from video_scenes where state = 'finished'"));
    }

    /// <returns>What should not be, in words.</returns>
    public async Task<IReadOnlyList<string>> FindWrongsAsync(IEnumerable<string> providers)
    {
        var wrongs = new List<string>();
        await using var connection = await database.OpenConnectionAsync();
        foreach (var provider in providers)
        {
            var spent = await connection.ExecuteScalarAsync<decimal>("""
                select coalesce(sum(case kind when 'settle' then amount_usd when 'refund' then -amount_usd else 0 end), 0) from ledger where provider = @provider
                """, new { provider });
            var billed = await simulator.NetUsdAsync(provider);
            // What a failed job cost in the end some contracts leave open: it counts as spent for as long as it is asked about.
            var doubtful = await connection.ExecuteScalarAsync<decimal>("""
                select coalesce(sum(l.amount_usd), 0)
                  from render_jobs j
                  join ledger l on l.render_job_id = j.id and l.kind = 'settle'
                 where j.provider = @provider
                   and j.state = 'failed'
                   and j.looks_at is not null
                """, new { provider });
            Add(Math.Round(spent, 2) < Math.Round(billed, 2) || Math.Round(spent - doubtful, 2) > Math.Round(billed, 2),
                $"{provider}: the ledger says {spent} USD, {doubtful} of them in doubt, and the bill {billed} USD");
            var ours = (await connection.QueryAsync<string>(
                "select provider_job_id from render_jobs where provider = @provider and provider_job_id is not null", new { provider })).AsList();
            var theirs = (await simulator.JobsAsync(provider)).Select(job => job["id"]!.GetValue<string>()).ToHashSet();
            Add(ours.Count != ours.Distinct().Count(), $"{provider}: two attempts have the same job");
            Add(theirs.Except(ours).Any(), $"{provider}: {theirs.Except(ours).Count()} jobs that no attempt knows: submitted twice");
        }

        await CountAsync("scenes with two paid clips", """
            select count(*) from (
              select from render_jobs where state = 'succeeded' group by video_id, scene having count(*) > 1) twice
            """);
        await CountAsync("attempts that are open", "select count(*) from render_jobs where state in ('submitting', 'accepted', 'outcome_unknown')");
        await CountAsync("reservations that are open", """
            select count(*) from ledger l join render_jobs j on j.id = l.render_job_id
             where l.kind = 'reserve' and not j.superseded
               and not exists (select from ledger c where c.render_job_id = l.render_job_id and c.kind in ('settle', 'release'))
            """);
        await CountAsync("videos that are not completed", "select count(*) from videos where status <> 'completed'");
        var kept = (await connection.QueryAsync<(Guid, int, string)>(
            "select s.video_id, s.number, s.clip_digest from video_scenes s join clips c on c.digest = s.clip_digest where s.state = 'finished'")).ToHashSet();
        Add(_finished.Except(kept).Any(), $"{_finished.Except(kept).Count()} finished scenes were lost");
        return wrongs;

        async Task CountAsync(string what, string sql)
        {
            var count = await connection.ExecuteScalarAsync<long>(sql);
            Add(count > 0, $"{count} {what}");
        }

        void Add(bool isWrong, string what)
        {
            if (isWrong)
            {
                wrongs.Add(what);
            }
        }
    }
}
