using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace VideoGen.LocalRuntime.Durable.Telemetry;

/// <inheritdoc/>
sealed class TurnWatch(ClaimedTurn turn, DurableMetrics metrics, ILogger log) : Watch("orchestration", turn.InstanceId, metrics, log)
{
    readonly DurableMetrics _metrics = metrics;
    readonly Activity? _span = Spans.ResumeOrchestration(turn);
    string _outcome = "not_saved";

    /// <summary>There was nothing to do: its mail came too late.</summary>
    public void Discarded() => _outcome = "discarded";

    /// <summary>The turn is saved, so what it ended has ended for good.</summary>
    public void Saved(IReadOnlyList<HistoryEvent> history, IReadOnlyList<HistoryEvent> news, TurnOutcome outcome)
    {
        _outcome = "saved";
        var savedAt = turn.Now + Elapsed;
        if (turn.Span is { } own && Spans.Source.HasListeners())
        {
            new TurnSpans(turn, own, history, savedAt).Record(news, outcome);
        }

        if (InstanceStatus.IsFinished(outcome.Status))
        {
            _metrics.OrchestrationEnded(turn.Name, DurableTelemetry.Spelling(outcome.Status), savedAt - (turn.StartedAt ?? turn.Now));
        }
    }

    public override void Dispose()
    {
        _metrics.TurnEnded(turn.Name, _outcome, Elapsed);
        _span?.Dispose();
        base.Dispose();
    }
}
