using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>A video as the API shows it.</summary>
public sealed record VideoView(
    Guid Id,
    VideoStatus Status,
    int Run,
    Guid BrandId,
    Guid ProductId,
    Guid? ReferenceId,
    Guid? OriginId,
    GenerationOptions Options,
    ProgressView Progress,
    RevisionView<Script>? Script,
    RevisionView<Storyboard>? Storyboard,
    Quote? Quote,
    IReadOnlyList<SceneView> Scenes,
    ReviewView? Review,
    IReadOnlyList<Finding> Checks,
    AnimaticView? Animatic,
    GenerationFailure? Failure,
    ResultView? Result,
    decimal CostUsd,
    IReadOnlyList<SpentOn> Spent,
    decimal MaxCostUsd,
    DateTime CreatedAt,
    DateTime ChangedAt,
    DateTime? CompletedAt);

/// <summary>A video in a list.</summary>
/// <param name="Title">The script's; <see langword="null"/> before there is one.</param>
/// <param name="BrandName">As it was when the video was created; so is the product's.</param>
/// <param name="DurationSeconds">Of the film; before there is one, as it was asked for.</param>
/// <param name="PreviewUrl">The film, when it is completed; expires.</param>
public sealed record VideoSummary(
    Guid Id,
    VideoStatus Status,
    string? Title,
    Guid BrandId,
    string BrandName,
    Guid ProductId,
    string ProductName,
    Guid? OriginId,
    GenerationOptions Options,
    double DurationSeconds,
    ProgressView Progress,
    GenerationFailure? Failure,
    string? ThumbnailUrl,
    string? PreviewUrl,
    decimal CostUsd,
    DateTime CreatedAt,
    DateTime? CompletedAt);

/// <param name="Percent">Of the whole way, 0 to 100; never goes back within a run.</param>
/// <param name="Scene">The scene that is worked on, while scenes are rendered.</param>
/// <param name="WaitingFor">
/// While nothing is worked on, what is waited for: script_review, storyboard_review or scene_resolution (a person), start, or, when no scene
/// can go on, what its first one waits for: provider_limit, provider_outage, same_scene, reconciliation or clip_download.
/// </param>
/// <param name="Since">When the wait began, or else the status was reached.</param>
public sealed record ProgressView(int Percent, string Message, int? Scene, int? SceneCount, string? WaitingFor, DateTime Since);

/// <summary>The current revision of a script or storyboard.</summary>
/// <param name="Provenance">Who wrote it, by which model and prompt, and what that cost; null when a person did.</param>
public sealed record RevisionView<T>(
    int Revision, string Digest, string Author, DateTime CreatedAt, bool Approved, T Content, Provenance? Provenance);

/// <summary>A review that is waited for.</summary>
/// <param name="Deadline">When the video is cancelled if nobody has decided; edits and rewrites do not move it.</param>
/// <param name="Revising">A rewrite under way; until it ends nothing else can be decided.</param>
/// <param name="ReviseFailure">Why the last rewrite did not come about.</param>
public sealed record ReviewView(
    ReviewPoint Point, DateTime Since, DateTime? Deadline, RevisingView? Revising, GenerationFailure? ReviseFailure);

/// <param name="Scenes">Empty for all.</param>
public sealed record RevisingView(string Feedback, IReadOnlyList<int> Scenes, DateTime Since);

/// <summary>The free preview of a storyboard.</summary>
/// <param name="Revision">The storyboard's revision that it shows; may be older than the current one.</param>
/// <param name="Status">rendering, ready or failed.</param>
/// <param name="Url">Expires.</param>
public sealed record AnimaticView(int Revision, string Status, int Percent, string? Url, GenerationFailure? Failure);

/// <param name="State">waiting, rendering, finished or failed.</param>
/// <param name="Attempt">Of this run, from 1; 0 while nothing was tried.</param>
/// <param name="Reused">A clip that was there already was taken; it cost nothing.</param>
/// <param name="StandIn">Shown as its animatic because no provider could render it; retry orders it again.</param>
/// <param name="CostUsd">Of all attempts; what is reserved counts as spent.</param>
/// <param name="WaitingFor">
/// provider_limit, provider_outage, same_scene, reconciliation or clip_download while something other than the rendering is waited for,
/// scene_resolution while a person is: see POST /api/v1/videos/{id}/scenes/{number}/resolve.
/// </param>
/// <param name="WaitingDetail">What stands in the way, where more is known than the word says.</param>
/// <param name="StillUrl">The preview picture; expires.</param>
public sealed record SceneView(
    int Number,
    string State,
    int Percent,
    string? Provider,
    string? Model,
    int Attempt,
    bool Reused,
    bool StandIn,
    decimal CostUsd,
    string? WaitingFor,
    DateTime? WaitingSince,
    string? WaitingDetail,
    string StillUrl,
    StillView Still,
    GenerationFailure? Failure);

/// <param name="DownloadUrl">Leads to a link that expires.</param>
/// <param name="ThumbnailUrl">Readable by everybody.</param>
public sealed record ResultView(
    double DurationSeconds,
    long SizeBytes,
    int Width,
    int Height,
    string VideoCodec,
    string AudioCodec,
    double FrameRate,
    string Sha256,
    string DownloadUrl,
    string ThumbnailUrl);
