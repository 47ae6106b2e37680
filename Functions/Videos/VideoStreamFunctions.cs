using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>Streams what happens to a video as server-sent events.</summary>
public sealed class VideoStreamFunctions(VideoFeed feed, VideoNews news, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>
    /// From the event after <c>Last-Event-ID</c>, or the query's <c>after</c>; from the first one without both. 204 says that the video is over and
    /// everything is known: a browser then stops asking.
    /// </summary>
    [Function(nameof(StreamVideo))]
    [Needs(Scope.Read)]
    public async Task StreamVideo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos/{id:guid}/events")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
    {
        var http = request.HttpContext;
        var after = LastEvent(request);
        // Before the first look, so that nothing happens in between unseen.
        using var follower = news.Follow(id);
        if (await feed.ReadAsync(id, after, cancellationToken) is not { } now)
        {
            await Problems.NotFound("video", id).ExecuteAsync(http);
            return;
        }

        if (now.Events.Count == 0 && after > 0 && VideoStream.IsOver(now.Video))
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, http.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await new VideoStream(http.Response, feed, follower, time).RunAsync(id, after, now, end.Token);
        }
        catch (Exception e) when ((e is OperationCanceledException && end.IsCancellationRequested) || (e is IOException && http.RequestAborted.IsCancellationRequested))
        {
            // The reader has gone, or the app stops: the reader comes again where it was.
        }
    }

    static long LastEvent(HttpRequest request)
    {
        var (name, text) = request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } known ? ("Last-Event-ID", known) : ("after", request.Query["after"].ToString());
        if (text.Length == 0)
        {
            return 0;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw BadInputException.At(name, $"{name} is the id of an event that was sent here.");
    }
}
