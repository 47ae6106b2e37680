namespace VideoGen.Domain;

public enum FindingSeverity
{
    /// <summary>Should not be published like this.</summary>
    Error,

    /// <summary>Deserves a look.</summary>
    Warning,

    /// <summary>Good to know, such as what a claim rests on.</summary>
    Info,
}

/// <summary>What a check of a script or storyboard found, for the person who reviews it. Findings inform; they stop nobody.</summary>
/// <param name="Code">Stable, one of <see cref="FindingCodes"/>.</param>
/// <param name="Scene">From 1; <see langword="null"/> when it is about the whole.</param>
/// <param name="Field">The field of the scene, or of the script, that it is about.</param>
/// <param name="Evidence">What it rests on: the fact, the word, the seconds.</param>
public sealed record Finding(string Code, FindingSeverity Severity, int? Scene, string Field, string Message, string Evidence);

public static class FindingCodes
{
    public const string ClaimSupported = "claim_supported";
    public const string ClaimUnsupported = "claim_unsupported";
    public const string ForbiddenWord = "forbidden_word";
    public const string DisclosureMissing = "disclosure_missing";
    public const string SpeechTooLong = "speech_too_long";
    public const string CaptionTooFast = "caption_too_fast";
    public const string TextTooLong = "text_too_long";
    public const string GlyphMissing = "glyph_missing";
}
