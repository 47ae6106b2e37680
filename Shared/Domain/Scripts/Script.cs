namespace VideoGen.Domain;

/// <summary>What is said and shown in words, scene by scene.</summary>
public sealed record Script(string Title, IReadOnlyList<ScriptScene> Scenes);

/// <param name="Number">From 1, without gaps.</param>
/// <param name="DurationSeconds">In tenths of a second.</param>
/// <param name="Narration">Spoken, and shown as the caption.</param>
/// <param name="OnScreenText">Drawn into the picture; may be empty.</param>
public sealed record ScriptScene(int Number, SegmentRole Role, double DurationSeconds, string Narration, string OnScreenText);
