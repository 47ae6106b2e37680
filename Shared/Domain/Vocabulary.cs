using System.Text.Json.Serialization;

namespace VideoGen.Domain;

/// <summary>The language of script, captions and on-screen text (ISO 639-1).</summary>
public enum Language
{
    [JsonStringEnumMemberName("ko")] Korean,
    [JsonStringEnumMemberName("en")] English,
}

public enum AspectRatio
{
    [JsonStringEnumMemberName("16:9")] Landscape,
    [JsonStringEnumMemberName("9:16")] Portrait,
    [JsonStringEnumMemberName("1:1")] Square,
}

/// <summary>Length of the shorter side in lines.</summary>
public enum Resolution
{
    [JsonStringEnumMemberName("720p")] P720,
    [JsonStringEnumMemberName("1080p")] P1080,
}

/// <summary>What a part of an advertisement does for its viewer; segments of a reference and scenes of a script share these.</summary>
public enum SegmentRole
{
    Hook,
    Problem,
    Solution,
    Benefit,
    Proof,
    Offer,
    CallToAction,
}

/// <summary>How the first seconds win attention.</summary>
public enum HookStyle
{
    Question,
    Statistic,
    BoldClaim,
    Problem,
    Story,
}

public enum ShotSize
{
    ExtremeCloseUp,
    CloseUp,
    Medium,
    Full,
    Wide,
}

public enum CameraMovement
{
    Static,
    PushIn,
    PullOut,
    PanLeft,
    PanRight,
    TiltUp,
    TiltDown,
}

public enum CameraAngle
{
    EyeLevel,
    LowAngle,
    HighAngle,
    Overhead,
    Dutch,
}

/// <summary>How a scene gives way to the next; after the last scene, to black.</summary>
public enum Transition
{
    Cut,
    Dissolve,
    FadeThroughBlack,
    Wipe,
    Slide,
}

/// <summary>Where the generation pauses for a person.</summary>
public enum ReviewPoint
{
    Script,
    Storyboard,
}
