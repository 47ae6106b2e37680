namespace VideoGen.Domain;

/// <summary>What a reviewer wants to be otherwise.</summary>
/// <param name="Feedback">In the reviewer's own words, in any language.</param>
/// <param name="Scenes">Numbers of the scenes that may change; empty for all.</param>
public sealed record Revising(string Feedback, IReadOnlyList<int> Scenes)
{
    public const int LongestFeedback = 1000;

    public bool MayChange(int scene) => Scenes.Count == 0 || Scenes.Contains(scene);

    /// <returns>The rewritten scenes where they may change, the others as they were; a script keeps its title unless all of it was meant.</returns>
    public Script Merge(Script before, Script after) => Scenes.Count == 0 ? after : before with
    {
        Scenes = [.. before.Scenes.Select(scene => MayChange(scene.Number) ? after.Scenes.FirstOrDefault(other => other.Number == scene.Number) ?? scene : scene)],
    };

    /// <returns>The pictures of the redrawn scenes where they may change; words, lengths and order as they were, always.</returns>
    public Storyboard Merge(Storyboard before, Storyboard after) => new(
    [
        .. before.Scenes.Select(scene => MayChange(scene.Number) && after.Scenes.FirstOrDefault(other => other.Number == scene.Number) is { } redrawn
            ? scene with
            {
                VisualPrompt = redrawn.VisualPrompt,
                ShotSize = redrawn.ShotSize,
                CameraMovement = redrawn.CameraMovement,
                CameraAngle = redrawn.CameraAngle,
                Transition = redrawn.Transition,
            }
            : scene),
    ]);
}
