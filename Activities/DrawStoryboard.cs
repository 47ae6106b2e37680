using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Rendering;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Activities;

public sealed class DrawStoryboard(
    VideoPhases phases, ProductionLoader productions, RevisionRepository revisions, Regenerations regenerations, IStoryboardArtist artist, StillLibrary stills)
{
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
        var storyboard = kept is { KeptScript: { } origin, KeptStoryboard: { } drawn } && Digest.Of(origin) == script.Digest
            ? drawn
            : await artist.DrawAsync(script.Content, production.WritingBrief, cancellationToken);
        await using var progress = new RunProgress((value, token) => phases.ReportProgressAsync(run, value, token), cancellationToken);
        try
        {
            await stills.EnsureAsync(production.SceneBriefs(storyboard), progress, progress.Work);
        }
        catch (OperationCanceledException) when (progress.RunIsOver)
        {
            return StepOutcome.Stopped;
        }

        return await revisions.KeepStoryboardAsync(run, storyboard, cancellationToken) ? StepOutcome.Done : StepOutcome.Stopped;
    }
}
