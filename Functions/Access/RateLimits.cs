using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using VideoGen.Functions.Http;

namespace VideoGen.Functions.Access;

public sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Requests that one caller may make in a minute, at each instance of the app; 0 for no limit. Default 600.</summary>
    public int PerMinute { get; set; } = 600;
}

/// <summary>
/// A bucket per caller that holds a minute's requests and fills up steadily. It is kept in this process: with N instances a caller gets up
/// to N times as much, and none of the requests costs a query.
/// </summary>
public sealed class RateLimits(IOptions<RateLimitOptions> options, TimeProvider time)
{
    /// <summary>More callers than that, and those whose bucket is full are forgotten.</summary>
    const int Many = 10_000;

    readonly ConcurrentDictionary<string, Bucket> _buckets = [];

    internal int Known => _buckets.Count;

    /// <exception cref="BadInputException">429: they have used up theirs; Retry-After says when there is more.</exception>
    public void Take(HttpContext http, Caller caller)
    {
        var most = options.Value.PerMinute;
        if (most <= 0 || caller.Auth == "none")
        {
            return;
        }

        var now = time.GetTimestamp();
        if (_buckets.Count > Many)
        {
            Forget(most, now);
        }

        var left = _buckets.GetOrAdd(caller.Id, _ => new Bucket(most, now)).Take(most, time, now);
        var headers = http.Response.Headers;
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"caller\";q={most};w=60");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture,
            $"\"caller\";r={Math.Max(0, (int)left)};t={(int)Math.Ceiling((most - Math.Max(0, left)) * 60 / most)}");
        if (left < 0)
        {
            headers.RetryAfter = Math.Ceiling(-left * 60 / most).ToString(CultureInfo.InvariantCulture);
            throw new BadInputException(StatusCodes.Status429TooManyRequests, "too_many_requests",
                $"You may make {most} requests in a minute; wait as long as Retry-After says.", []);
        }
    }

    void Forget(int most, long now)
    {
        foreach (var (caller, bucket) in _buckets)
        {
            if (bucket.IsFull(most, time, now))
            {
                _buckets.TryRemove(caller, out _);
            }
        }
    }

    sealed class Bucket(double left, long at)
    {
        double _left = left;
        long _at = at;

        /// <returns>What is left after this request; below zero, and by how much, when it is one too many.</returns>
        public double Take(int most, TimeProvider time, long now)
        {
            lock (this)
            {
                Fill(most, time, now);
                if (_left < 1)
                {
                    return _left - 1;
                }

                return --_left;
            }
        }

        public bool IsFull(int most, TimeProvider time, long now)
        {
            lock (this)
            {
                Fill(most, time, now);
                return _left >= most;
            }
        }

        void Fill(int most, TimeProvider time, long now)
        {
            _left = Math.Min(most, _left + time.GetElapsedTime(_at, now).TotalMinutes * most);
            _at = now;
        }
    }
}
