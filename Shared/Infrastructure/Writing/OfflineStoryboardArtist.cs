using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>Adds pictures without any service: camera and style from the reference, subjects from brand and product.</summary>
public sealed class OfflineStoryboardArtist : IStoryboardArtist
{
    public Task<Storyboard> DrawAsync(Script script, WritingBrief brief, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var cameras = CameraPlan.For(script.Scenes, brief.Reference);
        var prompt = new VisualPrompt(brief);
        return Task.FromResult(new Storyboard(
        [
            .. script.Scenes.Zip(cameras, (scene, camera) => new StoryboardScene(
                scene.Number, scene.Role, scene.DurationSeconds, scene.Narration, scene.OnScreenText,
                prompt.For(scene, camera), camera.Shot, camera.Movement, camera.Angle, camera.Transition)),
        ]));
    }

    /// <remarks>
    /// Camera and transition are understood of the feedback; all of it goes into the prompt, for painters and video models.
    /// </remarks>
    public Task<Storyboard> ReviseAsync(WritingBrief brief, Storyboard storyboard, Revising ask, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new BoardRewriter(brief, storyboard, ask).Rewrite());
    }
}
