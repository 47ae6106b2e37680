using System.Collections.Concurrent;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace VideoGen.Infrastructure.Data;

/// <summary>
/// Wakes those who follow a video when something was written to it: by one listening connection for the whole process, and, since that may
/// break or stand behind a pooler that lets nobody listen, by looking at all followed videos every few seconds. Both only wake; what has
/// happened is read by who was woken.
/// </summary>
public sealed class VideoNews(NpgsqlDataSource database, VideoFeed feed, ILogger<VideoNews> log) : IAsyncDisposable
{
    /// <summary>Where events are announced, each with the id of its video.</summary>
    internal const string Channel = "video_events";

    static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(5);
    readonly ConcurrentDictionary<VideoFollower, Guid> _followers = new();
    readonly CancellationTokenSource _stop = new();
    readonly Lock _starting = new();
    Task? _work;

    public VideoFollower Follow(Guid videoId)
    {
        lock (_starting)
        {
            _work ??= Task.WhenAll(RepeatAsync(ListenAsync), RepeatAsync(LookAsync));
        }

        var follower = new VideoFollower(gone => _followers.TryRemove(gone, out _));
        _followers[follower] = videoId;
        return follower;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await (_work ?? Task.CompletedTask);
        _stop.Dispose();
    }

    async Task ListenAsync()
    {
        await using var connection = await database.OpenConnectionAsync(_stop.Token);
        connection.Notification += (_, news) => Wake(id => Guid.TryParse(news.Payload, out var named) && named == id);
        await connection.ExecuteAsync(new CommandDefinition($"listen {Channel}", cancellationToken: _stop.Token));
        Wake(_ => true);
        while (true)
        {
            await connection.WaitAsync(_stop.Token);
        }
    }

    async Task LookAsync()
    {
        IReadOnlyDictionary<Guid, (DateTime, long)> seen = new Dictionary<Guid, (DateTime, long)>();
        while (true)
        {
            await Task.Delay(LooksEvery, _stop.Token);
            if (_followers.IsEmpty)
            {
                continue;
            }

            var now = await feed.ReadMarksAsync([.. _followers.Values.Distinct()], _stop.Token);
            // Who has only just come has read by itself; who is gone is told, too.
            Wake(id => !now.TryGetValue(id, out var mark) || (seen.TryGetValue(id, out var before) && mark != before));
            seen = now;
        }
    }

    async Task RepeatAsync(Func<Task> work)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await work();
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                log.LogInformation(e, "News of videos are late: PostgreSQL does not answer");
                await Task.Delay(LooksEvery, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    void Wake(Func<Guid, bool> isMeant)
    {
        foreach (var (follower, videoId) in _followers)
        {
            if (isMeant(videoId))
            {
                follower.Wake();
            }
        }
    }
}

/// <summary>Somebody who wants to know when something happens to a video, until disposed of.</summary>
public sealed class VideoFollower : IDisposable
{
    readonly SemaphoreSlim _news = new(0, 1);
    readonly Action<VideoFollower> _leave;

    internal VideoFollower(Action<VideoFollower> leave) => _leave = leave;

    /// <returns><see langword="true"/> when something was written since the last time; <see langword="false"/> when nothing came for so
    /// long.</returns>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _news.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _leave(this);

    internal void Wake()
    {
        try
        {
            _news.Release();
        }
        catch (SemaphoreFullException)
        {
            // Woken already.
        }
    }
}
