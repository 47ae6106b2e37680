using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>One reader's stream of a video's events, with its progress in between.</summary>
sealed class VideoStream(HttpResponse response, VideoFeed feed, VideoFollower follower, TimeProvider time)
{
    /// <summary>How often a stream looks by itself while its video is worked on: progress is written without an announcement.</summary>
    static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(2);

    static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(10);

    /// <summary>Proxies cut connections on which nothing comes for half a minute.</summary>
    static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The Functions host cuts an answer after 230 s; not all streams end at once, so that their readers do not come again at once.
    /// </summary>
    readonly TimeSpan _lasts = TimeSpan.FromSeconds(180 + Random.Shared.Next(40));

    string _progress = "";
    long _progressAt;

    public static bool IsOver(Video video) => !GenerationLifecycle.IsActive(video.Status);

    /// <param name="after">The last event that the reader has.</param>
    /// <param name="first">What there is after it.</param>
    public async Task RunAsync(Guid id, long after, VideoNow first, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        await OpenAsync(cancellationToken);
        for (var now = first; now is not null; now = await feed.ReadAsync(id, after, cancellationToken))
        {
            foreach (var one in now.Events)
            {
                await WriteAsync(Event(one), cancellationToken);
                after = one.Id;
            }

            await ShowProgressAsync(now, cancellationToken);
            if (now.Events.Count == VideoFeed.Most)
            {
                continue;
            }

            if (IsOver(now.Video) || !await WaitAsync(now, begin, cancellationToken))
            {
                return;
            }
        }
    }

    async Task OpenAsync(CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        // Proxies such as nginx keep answers until they are whole unless told not to.
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await WriteAsync("retry: 1000\n\n", cancellationToken);
    }

    /// <summary>Waits for news, and shows that the stream lives while there are none.</summary>
    /// <returns><see langword="false"/> when the stream has lasted long enough.</returns>
    async Task<bool> WaitAsync(VideoNow now, long begin, CancellationToken cancellationToken)
    {
        var worksOn = Runs(now);
        while (time.GetElapsedTime(begin) < _lasts)
        {
            if (await follower.WaitAsync(worksOn ? LooksEvery : HeartbeatEvery, cancellationToken) || worksOn)
            {
                return true;
            }

            await WriteAsync(":\n\n", cancellationToken);
        }

        return false;
    }

    async Task ShowProgressAsync(VideoNow now, CancellationToken cancellationToken)
    {
        var progress = JsonSerializer.Serialize(
            new { now.Video.Status, Progress = VideoProgress.Of(now.Video, now.Scenes), now.Video.CostUsd }, DomainJson.Options);
        if (progress != _progress || (Runs(now) && time.GetElapsedTime(_progressAt) >= ProgressEvery - LooksEvery))
        {
            (_progress, _progressAt) = (progress, time.GetTimestamp());
            await WriteAsync($"event: progress\ndata: {progress}\n\n", cancellationToken);
        }
    }

    /// <summary>Not while a person is waited for.</summary>
    static bool Runs(VideoNow now) => GenerationLifecycle.IsActive(now.Video.Status) && now.Video.AwaitedReview is null;

    /// <summary>What the event holds stands beside its type and time; the database writes JSON on one line.</summary>
    static string Event(VideoEvent one)
    {
        var more = one.Data is "{}" ? "}" : $", {one.Data[1..]}";
        return string.Create(CultureInfo.InvariantCulture,
            $"id: {one.Id}\nevent: {one.Type}\ndata: {{\"type\": \"{one.Type}\", \"at\": {JsonSerializer.Serialize(one.At, DomainJson.Options)}{more}\n\n");
    }

    async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
