namespace VideoGen.Domain;

/// <summary>Why a model cannot render a scene.</summary>
public enum ObstacleCode
{
    AspectRatio,

    /// <summary>The scene is longer than the longest clip.</summary>
    SceneTooLong,

    /// <summary>It speaks the narration, and there is none.</summary>
    NoNarration,

    NoVoice,

    /// <summary>The narration takes longer to say than the scene lasts.</summary>
    NarrationTooLong,

    NoPrice,

    /// <summary>The model's last day has passed.</summary>
    ModelRetired,

    /// <summary>None of the providers that were chosen is in the settings any more.</summary>
    NotConfigured,
}

/// <summary>One of the models that cannot render a scene.</summary>
/// <param name="Provider"><see langword="null"/> where none is left, as is the model.</param>
/// <param name="Message">For people, in English.</param>
/// <param name="Seconds">The longest clip, or what the narration takes.</param>
public sealed record RenderObstacle(string? Provider, string? Model, ObstacleCode Code, string Message, double? Seconds = null)
{
    /// <summary>All of them in one text; <see langword="null"/> when there are none.</summary>
    public static string? Saying(IReadOnlyCollection<RenderObstacle> all)
        => all.Count == 0 ? null : string.Join("; ", all.Select(one => one.Provider is null ? one.Message : $"{one.Provider}:{one.Model}: {one.Message}"));
}
