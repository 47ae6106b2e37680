using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Rendering;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Activities;

public sealed class WriteScript(
    VideoPhases phases, ProductionLoader productions, RevisionRepository revisions, Regenerations regenerations, WritersRoom writers)
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
        var written = (await regenerations.FindKeptAsync(run.VideoId, cancellationToken)).KeptScript is { } kept
            ? new Writing<Script>(kept, null, null)
            : await writers.WriteAsync(run, production!.WritingBrief, cancellationToken);
        return written.Content is { } script
            ? await revisions.KeepScriptAsync(run, script, cancellationToken, written.Provenance) ? StepOutcome.Done : StepOutcome.Stopped
            : written.Failure is { } failure ? StepOutcome.Failed(failure) : StepOutcome.Stopped;
    }
}
