using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Activities;

public sealed class PrepareScene(
    ProductionLoader productions, RevisionRepository revisions, ClipRepository clips, SceneRepository scenes, RenderJobRepository jobs, VideoProviders providers)
{
    [Function(nameof(Steps.PrepareScene))]
    public async Task<SceneAttempt> RunAsync([ActivityTrigger] SceneKey scene, CancellationToken cancellationToken)
    {
        var production = (await productions.FindAsync(scene.Run.VideoId, cancellationToken))!;
        var storyboard = (await revisions.FindStoryboardAsync(production.Video, cancellationToken))!.Content;
        var brief = production.SceneBriefs(storyboard)[scene.Scene - 1];
        var offer = providers.Get(production.Video.Options.Providers[0]);
        var digest = offer.ClipDigest(brief);
        if ((await clips.FindManyAsync([digest], cancellationToken)).GetValueOrDefault(digest) is { } clip)
        {
            await scenes.TakeClipAsync(scene, clip, cancellationToken);
            return new SceneAttempt(scene, StepOutcome.Done, null);
        }

        var job = new NewRenderJob(offer.Provider.Name, offer.Model.Id, digest, brief, offer.CostOf(brief, DateOnly.FromDateTime(DateTime.UtcNow)));
        var (result, jobId) = await jobs.ReserveAsync(scene, job, cancellationToken);
        return result switch
        {
            ReservationResult.Reserved => new SceneAttempt(scene, StepOutcome.Done, jobId),
            ReservationResult.Stopped => new SceneAttempt(scene, StepOutcome.Stopped, null),
            _ => new SceneAttempt(scene, await FailAsync(scene, cancellationToken), null),
        };
    }

    async Task<StepOutcome> FailAsync(SceneKey scene, CancellationToken cancellationToken)
    {
        var failure = new GenerationFailure("over_limit", "Another attempt would bring the video's cost over its limit.", scene.Scene);
        await scenes.FailAsync(scene, failure, cancellationToken);
        return StepOutcome.Failed(failure);
    }
}
