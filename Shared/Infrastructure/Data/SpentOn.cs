namespace VideoGen.Infrastructure.Data;

/// <summary>What a video has cost so far for one of the things that it is paid for.</summary>
/// <param name="Kind">script, storyboard, still or scene.</param>
/// <param name="CostUsd">Settled, and reserved where neither settled nor released; repairs, and what nothing came of, among it.</param>
public sealed record SpentOn(string Kind, decimal CostUsd)
{
    internal const string OfVideo = $"""
        select coalesce(c.kind, 'scene') as kind,
               {Ledger.Net} as cost_usd
          from ledger l
          left join model_calls c on c.id = l.render_job_id
         where l.video_id = @videoId
           and {Ledger.Counts}
         group by coalesce(c.kind, 'scene')
        having {Ledger.Net} <> 0
         order by array_position(array['script', 'storyboard', 'still', 'scene'], coalesce(c.kind, 'scene'))
        """;
}
