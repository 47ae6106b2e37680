using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Rendering;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Activities;

public sealed class DrawStoryboard(
    VideoPhases phases, ProductionLoader productions, RevisionRepository revisions, Regenerations regenerations, WritersRoom writers, StillStudio studio,
    StillLibrary stills)
{
    /// <summary>How much of the phase painting takes, where models paint.</summary>
    const double Painting = 0.8;

    [Function(nameof(Steps.DrawStoryboard))]
    public async Task<StepOutcome> RunAsync([ActivityTrigger] RunKey run, CancellationToken cancellationToken)
    {
        var entry = await phases.EnterAsync(run, VideoStatus.StoryboardCreating, cancellationToken);
        if (entry != PhaseEntry.Entered)
        {
            return entry.AsOutcome();
        }

        var production = (await productions.FindAsync(run.VideoId, cancellationToken))!;
        var script = (await revisions.FindScriptAsync(production.Video, cancellationToken))!;
        var kept = await regenerations.FindKeptAsync(run.VideoId, cancellationToken);
        // A storyboard is kept with the script that it was drawn from; whoever has edited that since wants another.
        var drawn = kept is { KeptScript: { } origin, KeptStoryboard: { } before } && Digest.Of(origin) == script.Digest
            ? new Writing<Storyboard>(before, null, null)
            : await writers.DrawAsync(run, production.WritingBrief, script.Content, cancellationToken);
        if (drawn.Content is not { } storyboard)
        {
            return drawn.Failure is { } failure ? StepOutcome.Failed(failure) : StepOutcome.Stopped;
        }

        await using var progress = new RunProgress((value, token) => phases.ReportProgressAsync(run, value, token), cancellationToken);
        try
        {
            if (!await studio.PaintAsync(production, storyboard, new Progress<double>(value => progress.Report(value * Painting)), progress.Work))
            {
                return StepOutcome.Stopped;
            }

            production = (await productions.FindAsync(run.VideoId, progress.Work))!;
            await stills.EnsureAsync(production.SceneBriefs(storyboard), progress, progress.Work);
        }
        catch (OperationCanceledException) when (progress.RunIsOver)
        {
            return StepOutcome.Stopped;
        }

        return await revisions.KeepStoryboardAsync(run, storyboard, cancellationToken, drawn.Provenance) ? StepOutcome.Done : StepOutcome.Stopped;
    }
}
