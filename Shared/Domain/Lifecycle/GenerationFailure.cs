namespace VideoGen.Domain;

/// <summary>Why a generation stopped, for people and for programs.</summary>
/// <param name="Code">Stable, snake_case, such as <c>render_failed</c>.</param>
/// <param name="Scene">The scene at fault, if it is one.</param>
/// <param name="Detail">What the failing part said last, such as the end of ffmpeg's output.</param>
public sealed record GenerationFailure(string Code, string Message, int? Scene = null, string? Detail = null)
{
    /// <summary>Of a script or storyboard that no writer could make: the writers, each with its reason.</summary>
    public IReadOnlyList<Fallback> Fallbacks { get; init; } = [];
}
