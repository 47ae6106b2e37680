using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace VideoGen.LocalRuntime.Durable.Telemetry;

/// <summary>Watches turns and activities: logs below say whose they are, spans and metrics say what came of them.</summary>
sealed class DurableTelemetry(DurableMetrics metrics, ILogger<DurableTelemetry> log)
{
    /// <summary>From the claim of a turn until it is disposed.</summary>
    public TurnWatch Watch(ClaimedTurn turn) => new(turn, metrics, log);

    /// <summary>From the claim of an activity until it is disposed.</summary>
    public ActivityWatch Watch(ClaimedTask task) => new(task, metrics, log);

    /// <summary>A status as the real runtime spells it: Completed for completed.</summary>
    public static string Spelling(string status) => char.ToUpperInvariant(status[0]) + status[1..];
}

/// <summary>What runs meanwhile belongs to the instance's span, and its logs to the instance.</summary>
abstract class Watch : IDisposable
{
    readonly long _begun = Stopwatch.GetTimestamp();
    readonly DurableMetrics _metrics;
    readonly string _type;
    readonly IDisposable? _scope;

    protected Watch(string type, string instanceId, DurableMetrics metrics, ILogger log)
    {
        (_type, _metrics) = (type, metrics);
        _scope = log.BeginScope("{InstanceId}", instanceId);
        metrics.LeaseChanged(type, 1);
    }

    protected TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begun);

    public virtual void Dispose()
    {
        _metrics.LeaseChanged(_type, -1);
        _scope?.Dispose();
    }
}
