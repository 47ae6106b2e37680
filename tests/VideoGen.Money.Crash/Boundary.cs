using VideoGen.Domain;

namespace VideoGen.Money.Crash;

/// <summary>Where in a step the process dies.</summary>
public enum Moment
{
    /// <summary>Somebody is about to execute it.</summary>
    Claimed,

    /// <summary>The provider has the order and its answer is on the way. Of a submit alone.</summary>
    Calling,

    /// <summary>All is done and nobody knows: the result is not stored.</summary>
    Executed,

    /// <summary>The result is stored, and the orchestration is about to go on by it.</summary>
    Recorded,
}

/// <param name="Step">The activity.</param>
public sealed record Boundary(string Step, Moment Moment)
{
    /// <summary>Of every step that a video goes through, in that order.</summary>
    public static IReadOnlyList<Boundary> All { get; } =
    [
        .. new[]
        {
            Steps.BeginRun.Name, Steps.WriteScript.Name, Steps.ReadReview.Name, Steps.DrawStoryboard.Name, Steps.PlanRendering.Name,
            Steps.PrepareScene.Name, Steps.SubmitScene.Name, Steps.PollScene.Name, Steps.CollectScene.Name, Steps.AssembleVideo.Name,
            Steps.MakeThumbnail.Name, Steps.PublishVideo.Name,
        }.SelectMany(step => Enum.GetValues<Moment>()
            .Where(moment => moment != Moment.Calling || step == Steps.SubmitScene.Name)
            .Select(moment => new Boundary(step, moment))),
    ];

    public string Word => Moment.ToString().ToLowerInvariant();

    public override string ToString() => $"{Step} {Word}";
}
