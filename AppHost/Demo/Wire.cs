using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoGen.AppHost.Demo;

/// <summary>The part of the API's video that the demo reads. Money is decimal text in USD.</summary>
public sealed record Video(
    string Id, string Status, Progress Progress, Revised<Script>? Script, Revised<Storyboard>? Storyboard, Quote? Quote,
    Failure? Failure, VideoResult? Result, string CostUsd, IReadOnlyList<SceneState>? Scenes = null)
{
    public const string Completed = "completed", Failed = "failed", Cancelled = "cancelled";

    public bool IsWaitingForReview => Progress.WaitingFor == "storyboard_review";
}

public sealed record Progress(double Percent, string? Message, int? Scene, int? SceneCount, string? WaitingFor);

public sealed record Revised<T>(int Revision, T Content, Provenance? Provenance = null);

public sealed record Provenance(string Writer, string Model, int InputTokens, int OutputTokens, string CostUsd, string? FallbackReason);

public sealed record SceneState(int Number, Still? Still);

public sealed record Still(string Painter, string Model, string CostUsd, string? FallbackReason);

public sealed record Script(string Title, IReadOnlyList<ScriptScene> Scenes);

public sealed record ScriptScene(int Number, string Role, double DurationSeconds, string Narration);

public sealed record Storyboard(IReadOnlyList<StoryboardScene> Scenes);

public sealed record StoryboardScene(int Number, string VisualPrompt, string ShotSize, string CameraMovement, string Transition);

public sealed record Quote(string TotalUsd);

public sealed record Failure(string Code, string Message, int? Scene, string? Detail);

public sealed record VideoResult(double DurationSeconds, long SizeBytes, int Width, int Height, string VideoCodec, string Sha256);

/// <summary>An error reply (RFC 9457), with the members that this API adds.</summary>
public sealed record Problem(string? Title, string? Detail, string? Code, IReadOnlyList<ProblemField>? Errors)
{
    /// <summary>Members that only this kind of problem has, such as the revision that is current now.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? More { get; init; }
}

public sealed record ProblemField(string Field, string Message);

static class Wire
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };
}
