namespace VideoGen.Domain;

/// <summary>
/// What is still to be paid for a storyboard at today's prices: its scenes at the first choice that can do each, and the stills that are yet to
/// be painted, at most.
/// </summary>
/// <param name="WorstCaseUsd">With the dearest choice for each scene, when that is more than the total.</param>
/// <param name="Estimated">There is no storyboard yet: scenes are assumed as the offline writer would make them.</param>
public sealed record Quote(IReadOnlyList<QuoteLine> Lines, decimal? WorstCaseUsd = null, bool Estimated = false)
{
    public const string Scene = "scene", Still = "still";

    public decimal TotalUsd => Lines.Sum(line => line.CostUsd);

    public decimal CostOf(string kind) => Lines.Where(line => line.Kind == kind).Sum(line => line.CostUsd);

    /// <summary>Whether stills would take what is needed for the rendering; then they are not painted.</summary>
    /// <param name="limitUsd">What the video may still cost.</param>
    /// <param name="budgetUsd">What the brand may still spend; <see langword="null"/> without a budget.</param>
    public bool StillsExceed(decimal? limitUsd, decimal? budgetUsd) => CostOf(Still) > 0 && (TotalUsd > limitUsd || TotalUsd > budgetUsd);
}

/// <summary><c>CostUsd</c> is <c>Units</c> times <c>UnitUsd</c>, or nothing when reused.</summary>
/// <param name="Scene"><see langword="null"/> of what is no scene.</param>
/// <param name="Seconds">Length that is ordered; the scene may be shorter.</param>
/// <param name="Unit">What is counted: second, clip or call.</param>
/// <param name="Reused">A finished clip of the same content is taken; it costs nothing.</param>
/// <param name="Kind">What is paid for: scene and still, or before there is a storyboard script and storyboard, too.</param>
public sealed record QuoteLine(
    int? Scene, string Provider, string Model, double Seconds, string Unit, double Units, decimal UnitUsd, decimal CostUsd, bool Reused,
    string Kind = Quote.Scene)
{
    /// <summary>Why none of the choices can render the scene, one for each; empty when one can.</summary>
    public IReadOnlyList<RenderObstacle> Obstacles { get; init; } = [];

    public string? Obstacle => RenderObstacle.Saying(Obstacles);
}
