using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace VideoGen.LocalRuntime.Durable.Telemetry;

/// <summary>An instance's place in a trace, as it is stored.</summary>
/// <param name="Parent">Its own span, as a W3C traceparent: the parent of all that it starts.</param>
/// <param name="State">W3C tracestate.</param>
/// <param name="CallerSpan">Id of the span that started it.</param>
sealed record TraceLink(string? Parent, string? State, string? CallerSpan)
{
    static readonly TraceLink None = new(null, null, null);

    /// <summary>A new instance below <paramref name="caller"/>; its span has an id from the first moment on, though it ends late.</summary>
    public static TraceLink Below(ActivityContext? caller)
        => caller is { } found && found.TraceId != default
            ? new(Header(found.TraceId, ActivitySpanId.CreateRandom(), found.TraceFlags), found.TraceState, found.SpanId.ToHexString())
            : None;

    /// <returns>A W3C traceparent.</returns>
    public static string Header(ActivityContext span) => Header(span.TraceId, span.SpanId, span.TraceFlags);

    /// <returns><see langword="null"/> when nothing is traced.</returns>
    public static ActivityContext? Read(string? parent, string? state)
        => ActivityContext.TryParse(parent, state, isRemote: true, out var span) ? span : null;

    /// <summary>
    /// The span of one step of an instance. It is begun by one process and ended by any other, so its id follows from the step.
    /// </summary>
    public static ActivityContext OfStep(ActivityContext instance, long execution, int step)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes($"{instance.SpanId}/{execution}/{step}"), hash);
        var spanId = ActivitySpanId.CreateFromBytes(hash[..8]);
        return new ActivityContext(instance.TraceId, spanId, instance.TraceFlags, instance.TraceState, isRemote: true);
    }

    static string Header(ActivityTraceId trace, ActivitySpanId span, ActivityTraceFlags flags) => $"00-{trace}-{span}-{(int)flags:x2}";
}
