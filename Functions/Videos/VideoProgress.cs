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
        if (rendering && scenes.Where(scene => scene.WaitingFor == Words.Of(SceneWait.SceneResolution)).MinBy(scene => scene.WaitingSince) is { } doubtful)
        {
            return new ProgressView(Percent(video.Status, done), $"Scene {doubtful.Number} waits for you: nobody knows whether its provider took the order",
                doubtful.Number, scenes.Count, doubtful.WaitingFor, doubtful.WaitingSince!.Value);
        }

        return new ProgressView(Percent(video.Status, done), Message(video, current, scenes.Count), current, rendering ? scenes.Count : null,
            video.AwaitedReview is { } point ? $"{Words.Of(point)}_review" : null, video.StatusSince);
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
