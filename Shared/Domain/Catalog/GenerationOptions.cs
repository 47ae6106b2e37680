using System.Text.Json.Serialization;

namespace VideoGen.Domain;

/// <summary>What was asked for.</summary>
/// <param name="DurationSeconds">Length of the finished video, 10 to 120.</param>
/// <param name="Review">Where to pause for a person; empty goes straight through.</param>
/// <param name="Providers">Video providers, each as <c>name</c> or <c>name:model</c>; the first is tried first.</param>
/// <param name="Captions">Whether the narration is burned in.</param>
/// <param name="PartialDelivery">Whether a scene that no provider could render is shown as its animatic instead of failing the video.</param>
/// <param name="Writers">Who writes, each as <c>name</c> or <c>name:model</c>; the first is tried first. <see langword="null"/> writes offline.</param>
/// <param name="Painters">Who paints the stills, as writers are named; <see langword="null"/> paints offline.</param>
/// <param name="Style">A look in words, for pictures; <see langword="null"/> leaves it to reference and brand.</param>
/// <param name="Stills">Whether painters other than the offline one paint at all.</param>
/// <param name="ReviewHours">How long each review waits for a decision; then the video is cancelled.</param>
public sealed record GenerationOptions(
    Language Language,
    AspectRatio AspectRatio,
    int DurationSeconds,
    Resolution Resolution,
    IReadOnlyList<ReviewPoint> Review,
    IReadOnlyList<string> Providers,
    bool Captions,
    bool PartialDelivery = false,
    int ReviewHours = GenerationOptions.UsualReviewHours,
    IReadOnlyList<string>? Writers = null,
    IReadOnlyList<string>? Painters = null,
    string? Style = null,
    bool Stills = true)
{
    public const int UsualReviewHours = 7 * 24;
    public const int LongestReviewHours = 30 * 24;

    public const int LongestStyle = 200;

    public const int ShortestSeconds = 10;
    public const int LongestSeconds = 120;

    [JsonIgnore]
    public FrameSize FrameSize => FrameSize.Of(AspectRatio, Resolution);
}
