using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>Tells people how far a video is.</summary>
static class VideoProgress
{
    /// <summary>Where each phase begins, in percent of the whole way; rendering takes most of the time.</summary>
    static readonly Dictionary<VideoStatus, int> Begins = new()
    {
        [VideoStatus.Pending] = 0,
        [VideoStatus.ScriptGenerating] = 1,
        [VideoStatus.ScriptReady] = 4,
        [VideoStatus.StoryboardCreating] = 5,
        [VideoStatus.StoryboardReady] = 15,
        [VideoStatus.VideoRendering] = 16,
        [VideoStatus.PostProcessing] = 70,
        [VideoStatus.Completed] = 100,
    };

    public static ProgressView Of(Video video, IReadOnlyList<SceneProgress> scenes)
    {
        var rendering = video.Status == VideoStatus.VideoRendering && scenes.Count > 0;
        var done = rendering ? scenes.Average(scene => scene.Progress) : video.PhaseProgress;
        var current = rendering ? scenes.FirstOrDefault(scene => scene.State == "rendering")?.Number : null;
        var percent = Percent(video.Status, done);
        if (GenerationLifecycle.IsActive(video.Status) && video.StartedRun < video.Run)
        {
            return new ProgressView(percent, "Waiting to start", null, null, "start", video.StatusSince);
        }

        return rendering && AwaitedScene(scenes) is { } held
            ? new ProgressView(percent, Message(held), held.Number, scenes.Count, held.WaitingFor, held.WaitingSince!.Value)
            : new ProgressView(percent, Message(video, current, scenes.Count), current, rendering ? scenes.Count : null,
                video.AwaitedReview is { } point ? $"{Spelling.Of(point)}_review" : null, video.StatusSince);
    }

    /// <returns>The scene for which a person is waited for; or the one that waits longest when all that are left wait for
    /// something.</returns>
    static SceneProgress? AwaitedScene(IReadOnlyList<SceneProgress> scenes)
    {
        var waiting = scenes.Where(scene => scene.WaitingFor is not null).OrderBy(scene => scene.WaitingSince).ToList();
        return waiting.FirstOrDefault(scene => scene.WaitingFor == Spelling.Of(SceneWait.SceneResolution))
            ?? (scenes.Any(scene => scene is { WaitingFor: null, State: "rendering" }) ? null : waiting.FirstOrDefault());
    }

    static int Percent(VideoStatus status, double done)
    {
        if (!Begins.TryGetValue(status, out var begins))
        {
            return 0;
        }

        var ends = Begins.Values.Where(value => value > begins).DefaultIfEmpty(100).Min();
        // The last percent of a phase is the step into the next.
        return begins + (int)((ends - begins - 1) * Math.Clamp(done, 0, 1));
    }

    /// <summary>What a scene waits for.</summary>
    public static string Message(SceneProgress held) => Spelling.Parse<SceneWait>(held.WaitingFor!) switch
    {
        SceneWait.SceneResolution => $"Scene {held.Number} waits for you: nobody knows whether its provider took the order",
        SceneWait.ProviderLimit => $"Scene {held.Number} waits for its turn at the provider",
        SceneWait.ProviderOutage => $"Scene {held.Number} waits until a provider is back in order",
        SceneWait.SameScene => $"Scene {held.Number} waits for the same scene of another video",
        SceneWait.Reconciliation => $"Scene {held.Number} waits for its provider to say whether it has the order",
        SceneWait.ClipDownload => $"The clip of scene {held.Number} is finished and cannot be fetched yet",
        var wait => throw new ArgumentOutOfRangeException(nameof(held), wait, "There are no words for it."),
    };

    static string Message(Video video, int? scene, int sceneCount) => video.Status switch
    {
        VideoStatus.Pending => "Waiting to start",
        VideoStatus.ScriptGenerating => "Writing the script",
        VideoStatus.ScriptReady when video.AwaitedReview is not null => "The script waits for your review",
        VideoStatus.ScriptReady => "The script is ready",
        VideoStatus.StoryboardCreating => "Drawing the storyboard",
        VideoStatus.StoryboardReady when video.AwaitedReview is not null => "The storyboard waits for your review",
        VideoStatus.StoryboardReady => "The storyboard is ready",
        VideoStatus.VideoRendering when scene is not null => $"Rendering scene {scene} of {sceneCount}",
        VideoStatus.VideoRendering => "Rendering the scenes",
        VideoStatus.PostProcessing => "Joining the scenes",
        VideoStatus.Completed => "Completed",
        VideoStatus.Failed => video.Failure?.Message ?? "Failed",
        _ => video.Failure?.Message ?? "Cancelled",
    };
}
