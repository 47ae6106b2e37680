using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using VideoGen.ProviderSimulator.Jobs;

namespace VideoGen.ProviderSimulator.Contracts.HeyGen;

/// <summary>
/// <c>Idempotency-Key</c>: for 24 hours the same key gets the first call's job again, whatever the body says; while the first call
/// runs, 409.
/// A call that made no job does not use its key up.
/// </summary>
public sealed partial class IdempotencyKeys
{
    static readonly TimeSpan Life = TimeSpan.FromHours(24);
    readonly ConcurrentDictionary<string, Use> _uses = new();

    /// <param name="request">Its header is read.</param>
    /// <param name="create">Makes the job and tells of it as soon as it exists.</param>
    /// <param name="replay">The answer for a job of before.</param>
    public async Task<IResult> OnceAsync(HttpRequest request, Func<Action<Job>, Task<IResult>> create, Func<Job, IResult> replay)
    {
        if (request.Headers["Idempotency-Key"] is not [{ } key])
        {
            return await create(_ => { });
        }

        if (!Valid().IsMatch(key))
        {
            throw RefusedException.Invalid("Idempotency-Key", "Idempotency-Key has 1 to 255 characters of A-Za-z0-9_:.-");
        }

        var mine = new Use();
        var use = _uses.AddOrUpdate(key, mine, (_, old) => DateTimeOffset.UtcNow - old.At < Life ? old : mine);
        if (use != mine)
        {
            return use is { Job: { } job, IsRunning: false } ? replay(job)
                : throw new RefusedException(new Refusal(RefusalKind.Conflict, "A request with this Idempotency-Key is in progress."));
        }

        try
        {
            return await create(job => mine.Job = job);
        }
        finally
        {
            mine.IsRunning = false;
            if (mine.Job is null)
            {
                _uses.TryRemove(key, out _);
            }
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_:.-]{1,255}$")]
    private static partial Regex Valid();

    sealed class Use
    {
        public DateTimeOffset At { get; } = DateTimeOffset.UtcNow;

        public bool IsRunning { get; set; } = true;

        public Job? Job { get; set; }
    }
}
