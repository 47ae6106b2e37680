using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Rendering;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Activities;

public sealed class WriteScript(VideoPhases phases, ProductionLoader productions, RevisionRepository revisions, Regenerations regenerations, IScriptWriter writer)
{
    [Function(nameof(Steps.WriteScript))]
    public async Task<StepOutcome> RunAsync([ActivityTrigger] RunKey run, CancellationToken cancellationToken)
    {
        var entry = await phases.EnterAsync(run, VideoStatus.ScriptGenerating, cancellationToken);
        if (entry != PhaseEntry.Entered)
        {
            return entry.AsOutcome();
        }

        var production = await productions.FindAsync(run.VideoId, cancellationToken);
        var script = (await regenerations.FindKeptAsync(run.VideoId, cancellationToken)).KeptScript
            ?? await writer.WriteAsync(production!.WritingBrief, cancellationToken);
        return await revisions.KeepScriptAsync(run, script, cancellationToken) ? StepOutcome.Done : StepOutcome.Stopped;
    }
}
