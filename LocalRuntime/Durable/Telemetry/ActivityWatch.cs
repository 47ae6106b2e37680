using System.Diagnostics;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace VideoGen.LocalRuntime.Durable.Telemetry;

/// <inheritdoc/>
sealed class ActivityWatch(ClaimedTask task, DurableMetrics metrics, ILogger log) : Watch("activity", task.InstanceId, metrics, log)
{
    readonly DurableMetrics _metrics = metrics;
    readonly Activity? _span = Spans.RunActivity(task);
    bool _hasEnded;

    public void Completed() => End("completed");

    public void Failed(TaskFailureDetails failure)
    {
        _span?.Fail(failure);
        End("failed");
    }

    /// <summary>It was cancelled, because the host stops or the lease is lost; it will be run again, if anybody still wants it.</summary>
    public void Cancelled()
    {
        _span?.SetStatus(ActivityStatusCode.Error, "cancelled");
        End("cancelled");
    }

    public override void Dispose()
    {
        if (!_hasEnded)
        {
            Cancelled();
        }

        base.Dispose();
    }

    /// <summary>Saving the result does not belong to the activity.</summary>
    void End(string outcome)
    {
        _hasEnded = true;
        _metrics.ActivityEnded(task.Name, outcome, Elapsed);
        _span?.Dispose();
    }
}
