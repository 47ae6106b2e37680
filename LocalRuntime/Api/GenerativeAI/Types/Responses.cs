namespace Mscc.GenerativeAI.Types;

public sealed class GenerateContentResponse
{
    public List<Candidate>? Candidates { get; set; }

    public PromptFeedback? PromptFeedback { get; set; }

    public UsageMetadata? UsageMetadata { get; set; }

    public string? ModelVersion { get; set; }
}

public sealed class Candidate
{
    public ContentResponse? Content { get; set; }

    public FinishReason? FinishReason { get; set; }

    public string? FinishMessage { get; set; }
}

public sealed class ContentResponse(string text, string role = "user")
{
    public List<Part> Parts { get; set; } = [];

    public string Role { get; set; } = role;

    public string Text { get; set; } = text;
}

public sealed class PromptFeedback
{
    public BlockReason? BlockReason { get; set; }
}

public sealed class UsageMetadata
{
    public int? PromptTokenCount { get; set; }

    public int? CandidatesTokenCount { get; set; }

    public int? ThoughtsTokenCount { get; set; }

    public int? TotalTokenCount { get; set; }
}

/// <summary>Why a model stopped.</summary>
public enum FinishReason
{
    FinishReasonUnspecified = 0,
    Stop = 1,
    MaxTokens = 2,
    Safety = 3,
    Recitation = 4,
    Language = 5,
    Other = 6,
    Blocklist = 7,
    ProhibitedContent = 8,
    Spii = 9,
    MalformedFunctionCall = 10,
    ImageSafety = 11,
    ImageProhibitedContent = 12,
    ImageOther = 13,
    NoImage = 14,
    ImageRecitation = 15,
    UnexpectedToolCall = 16,
    TooManyToolCalls = 17,
}

/// <summary>Why a prompt was not answered at all.</summary>
public enum BlockReason
{
    BlockReasonUnspecified = 0,
    BlockedReasonUnspecified = 1,
    Safety = 2,
    Other = 3,
    Blocklist = 4,
    ProhibitedContent = 5,
    ModelArmor = 6,
    ImageSafety = 7,
    Jailbreak = 8,
}
