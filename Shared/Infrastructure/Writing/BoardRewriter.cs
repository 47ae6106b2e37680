using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>Draws scenes of a storyboard anew without any service: the camera that was asked for, or else another subject.</summary>
internal sealed class BoardRewriter(WritingBrief brief, Storyboard board, Revising ask)
{
    readonly AskedPicture asked = AskedPicture.Read(ask.Feedback);
    readonly VisualPrompt prompt = new(brief);

    public Storyboard Rewrite()
    {
        var scenes = board.Scenes.ToArray();
        for (var i = 0; i < scenes.Length; i++)
        {
            scenes[i] = ask.MayChange(scenes[i].Number) ? Redraw(scenes, i) : scenes[i];
        }

        return ask.Merge(board, new(scenes));
    }

    StoryboardScene Redraw(StoryboardScene[] scenes, int index)
    {
        var before = scenes[index];
        var after = asked.IsOpen
            ? before with { ShotSize = Another(scenes, index, scene => scene.ShotSize), CameraAngle = Another(scenes, index, scene => scene.CameraAngle) }
            : asked.Apply(before);
        var script = new ScriptScene(before.Number, before.Role, before.DurationSeconds, before.Narration, before.OnScreenText);
        var (was, now) = (CameraOf(before), CameraOf(after));
        return after with
        {
            VisualPrompt = prompt.WithWish(
                asked.IsOpen ? prompt.ForOther(script, now, before.VisualPrompt) : VisualPrompt.Refilmed(before.VisualPrompt, was, now), ask.Feedback),
        };
    }

    /// <summary>The next value in turn that neither the scene nor its neighbours have.</summary>
    static T Another<T>(StoryboardScene[] scenes, int index, Func<StoryboardScene, T> valueOf) where T : struct, Enum
    {
        var all = Enum.GetValues<T>();
        var taken = scenes.Where((_, i) => Math.Abs(i - index) <= 1).Select(valueOf).ToHashSet();
        var at = Array.IndexOf(all, valueOf(scenes[index]));
        return Enumerable.Range(1, all.Length).Select(step => all[(at + step) % all.Length]).First(value => !taken.Contains(value));
    }

    static Camera CameraOf(StoryboardScene scene) => new(scene.ShotSize, scene.CameraMovement, scene.CameraAngle, scene.Transition);
}
