using System.Collections.Concurrent;
using System.Diagnostics;

namespace VideoGen.Runtime.Tests.Durable;

/// <summary>Records the spans of one trace, as an exporter would; other tests' spans go by.</summary>
public sealed class SpanLog : IDisposable
{
    readonly ConcurrentQueue<Activity> _ended = [];
    readonly ActivityListener _listener;

    public SpanLog(params string[] sources)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.TraceId == Root.TraceId
                ? ActivitySamplingResult.AllDataAndRecorded
                : ActivitySamplingResult.None,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The caller's span, as an HTTP request brings it.</summary>
    public ActivityContext Root { get; } = new(
        ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, "vendor=1", isRemote: true);

    public IReadOnlyList<Activity> Ended => [.. _ended];

    public Activity Of(string name, ActivityKind kind) => _ended.Single(span => span.OperationName == name && span.Kind == kind);

    /// <summary>Runs <paramref name="call"/> as part of the caller's request.</summary>
    public async Task<T> InRequestAsync<T>(Func<Task<T>> call)
    {
        using var request = new Activity("request") { TraceStateString = Root.TraceState };
        request.SetParentId(Root.TraceId, Root.SpanId, Root.TraceFlags).Start();
        return await call();
    }

    public void Dispose() => _listener.Dispose();
}
