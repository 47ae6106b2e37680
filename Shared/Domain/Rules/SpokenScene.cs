namespace VideoGen.Domain;

/// <summary>What is said and shown in one scene, of a script or of a storyboard.</summary>
public sealed record SpokenScene(int Number, double Seconds, string Narration, string OnScreenText)
{
    public static IReadOnlyList<SpokenScene> Of(Script script)
        => [.. script.Scenes.Select(scene => new SpokenScene(scene.Number, scene.DurationSeconds, scene.Narration, scene.OnScreenText))];

    public static IReadOnlyList<SpokenScene> Of(Storyboard storyboard)
        => [.. storyboard.Scenes.Select(scene => new SpokenScene(scene.Number, scene.DurationSeconds, scene.Narration, scene.OnScreenText))];

    /// <summary>The texts that are heard and seen, each with its field.</summary>
    public IEnumerable<(string Field, string Text)> Texts => [("narration", Narration), ("on_screen_text", OnScreenText)];
}
