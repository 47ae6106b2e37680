using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Activities;

/// <summary>
/// Decides, by the rows of what was tried, who renders the scene next; nothing is ordered while a clip exists or may come.
/// </summary>
public sealed class PrepareScene(
    ProductionLoader productions,
    RevisionRepository revisions,
    ClipRepository clips,
    SceneRepository scenes,
    RenderJobRepository jobs,
    ProviderCircuits circuits,
    VideoProviders providers,
    TimeProvider time)
{
    static readonly TimeSpan SameSceneAgain = TimeSpan.FromSeconds(5);

    /// <summary>How long a scene waits for providers that are out of order when there is no other left.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    [Function(nameof(Steps.PrepareScene))]
    public async Task<SceneTurn> RunAsync([ActivityTrigger] SceneKey scene, CancellationToken cancellationToken)
    {
        if (await productions.FindAsync(scene.Run.VideoId, cancellationToken) is not { } production)
        {
            // Deleted.
            return SceneTurn.Over(StepOutcome.Stopped);
        }

        var storyboard = (await revisions.FindStoryboardAsync(production.Video, cancellationToken))!.Content;
        var brief = production.SceneBriefs(storyboard)[scene.Scene - 1];
        var choices = providers.For(production.Video.Options);
        var attempts = await jobs.ListAsync(scene.Run.VideoId, scene.Scene, cancellationToken);
        if (attempts.LastOrDefault(attempt => attempt.IsOpen) is { } open)
        {
            await scenes.TakeUpAsync(open.Id, cancellationToken);
            return SceneTurn.Go(open.State == RenderJobState.Submitting ? SceneStep.Submit : SceneStep.Poll, open.Id);
        }

        if (await FinishedBeforeAsync(scene, choices, brief, cancellationToken))
        {
            return SceneTurn.Over(StepOutcome.Done);
        }

        var obstacles = new Obstacles(scene.Scene, attempts.Where(attempt => attempt.Run == scene.Run.Run));
        // A first attempt is stopped where providers are called; it need not look here.
        var known = attempts.Count == 0 ? [] : await circuits.ListAsync(cancellationToken);
        foreach (var choice in FallbackPlan.Remaining(choices, brief, time.Today(), scene.Run.Run, attempts))
        {
            if (await TryAsync(scene, choice, brief, known, obstacles, cancellationToken) is { } turn)
            {
                return turn;
            }
        }

        return await EndAsync(scene, obstacles, WaitedInVain(scene, attempts), choices, brief, cancellationToken);
    }

    /// <returns><see langword="null"/> when it cannot be this choice now.</returns>
    async Task<SceneTurn?> TryAsync(
        SceneKey scene, Choice choice, SceneBrief brief, IReadOnlyList<ProviderCircuit> circuits, Obstacles obstacles, CancellationToken cancellationToken)
    {
        var offer = choice.Offer;
        var digest = offer.ClipDigest(brief);
        if ((await clips.FindManyAsync([digest], cancellationToken)).GetValueOrDefault(digest) is { } clip
            && await scenes.TakeClipAsync(scene, clip, choice.StandIn, cancellationToken))
        {
            return SceneTurn.Over(StepOutcome.Done);
        }

        if (circuits.FirstOrDefault(circuit => circuit.Provider == offer.Provider.Name && (circuit.Model.Length == 0 || circuit.Model == offer.Model.Id)
            && circuit.Bars() > TimeSpan.Zero) is { } open)
        {
            obstacles.Add(open);
            return null;
        }

        var job = new NewRenderJob(
            offer.Provider.Name, offer.Model.Id, digest, brief, offer.CostOf(brief, time.Today()), choice.StandIn);
        var reservation = await jobs.ReserveAsync(scene, job, cancellationToken);
        switch (reservation.Result)
        {
            case ReservationResult.Reserved:
                return SceneTurn.Go(SceneStep.Submit, reservation.JobId!.Value);
            case ReservationResult.Stopped:
                return SceneTurn.Over(StepOutcome.Stopped);
            case ReservationResult.OrderedElsewhere:
                await scenes.WaitAsync(scene, SceneWait.SameScene, cancellationToken);
                return SceneTurn.Prepare(SameSceneAgain);
            default:
                obstacles.Add(job, reservation);
                return null;
        }
    }

    /// <summary>A scene that an earlier run finished keeps its clip, whichever of the choices made it.</summary>
    async Task<bool> FinishedBeforeAsync(
        SceneKey scene, IReadOnlyList<Choice> choices, SceneBrief brief, CancellationToken cancellationToken)
        => scene.Run.Run > 1
            && (await scenes.ListAsync(scene.Run.VideoId, cancellationToken)).FirstOrDefault(one => one.Number == scene.Scene)
                is { State: "finished", StandIn: false, ClipDigest: { } digest }
            && choices.Any(choice => choice.Offer.ClipDigest(brief) == digest)
            && (await clips.FindManyAsync([digest], cancellationToken)).Count == 1;

    static TimeSpan WaitedInVain(SceneKey scene, IReadOnlyList<RenderJob> attempts)
        => attempts.Where(attempt => attempt.Run == scene.Run.Run && attempt.WasNeverCalled).Select(attempt => attempt.Age).DefaultIfEmpty().Max();

    async Task<SceneTurn> EndAsync(
        SceneKey scene, Obstacles obstacles, TimeSpan waited, IReadOnlyList<Choice> choices, SceneBrief brief, CancellationToken cancellationToken)
    {
        if (obstacles.PassesIn is { } wait && waited < Patience)
        {
            await scenes.WaitAsync(scene, SceneWait.ProviderOutage, cancellationToken);
            return SceneTurn.Prepare(wait);
        }

        var failure = obstacles.Describe()
            ?? new GenerationFailure("no_provider_fits", $"No provider of this video can render the scene: {RenderObstacle.Saying(Quoter.Obstacles(choices, brief, time.Today()))}.", scene.Scene);
        await scenes.FailAsync(scene, failure, cancellationToken);
        return SceneTurn.Over(StepOutcome.Failed(failure));
    }
}
