using System.Diagnostics;
using System.Globalization;

namespace VideoGen.LocalRuntime.Durable.Telemetry;

/// <summary>
/// The spans that a saved turn makes known: steps that have ended, events that were sent, and the orchestration's own when it is over.
/// Only saved turns are recorded, so each span comes once. Times are the database's.
/// </summary>
sealed class TurnSpans(ClaimedTurn turn, ActivityContext own, IReadOnlyList<HistoryEvent> history, DateTime savedAt)
{
    public void Record(IEnumerable<HistoryEvent> news, TurnOutcome outcome)
    {
        foreach (var happened in news)
        {
            RecordStep(happened);
        }

        foreach (var sent in outcome.Actions.OfType<SendEvent>())
        {
            Spans.Record($"orchestration_event:{sent.Name}", ActivityKind.Producer, own, null, savedAt, savedAt, span => span
                .SetTag(Spans.Tags.Type, "event")
                .SetTag(Spans.Tags.Name, sent.Name)
                .SetTag(Spans.Tags.InstanceId, turn.InstanceId)
                .SetTag(Spans.Tags.ExecutionId, turn.Execution)
                .SetTag(Spans.Tags.EventTarget, sent.InstanceId));
        }

        if (InstanceStatus.IsFinished(outcome.Status))
        {
            RecordOrchestration(outcome);
        }
    }

    void RecordStep(HistoryEvent ended)
    {
        switch (ended.Type)
        {
            case EventType.TaskDone or EventType.TaskFailed when Scheduled(EventType.TaskScheduled, ended) is { } task:
                RecordCall("activity", task, ended, ended.Type == EventType.TaskFailed);
                break;
            case EventType.ChildDone or EventType.ChildFailed when Scheduled(EventType.ChildScheduled, ended) is { } child:
                RecordCall("orchestration", child, ended, ended.Type == EventType.ChildFailed);
                break;
            case EventType.TimerFired when Scheduled(EventType.TimerCreated, ended) is { } timer:
                Spans.Record($"orchestration:{turn.Name}:timer", ActivityKind.Internal, own, null, timer.At, turn.Now, span => Spans
                    .Tag(span, "timer", turn.Name, turn.InstanceId, "")!
                    .SetTag(Spans.Tags.FireAt, ended.At.ToString("o", CultureInfo.InvariantCulture))
                    .SetTag(Spans.Tags.TaskId, timer.EventId));
                break;
        }
    }

    /// <summary>The caller's side of a step, from asking to hearing of its end.</summary>
    void RecordCall(string type, HistoryEvent asked, HistoryEvent ended, bool failed)
    {
        var self = TraceLink.OfStep(own, turn.Execution, asked.EventId!.Value);
        Spans.Record(Spans.Name(type, asked.Name!, ""), ActivityKind.Client, own, self, asked.At, turn.Now, span =>
        {
            Spans.Tag(span, type, asked.Name!, turn.InstanceId, "");
            if (type == "activity")
            {
                span.SetTag(Spans.Tags.TaskId, asked.EventId);
            }

            if (failed)
            {
                span.Fail(FailureJson.Read(ended.Payload) ?? FailureJson.Unknown);
            }
        });
    }

    void RecordOrchestration(TurnOutcome outcome)
    {
        var name = Spans.Name("orchestration", turn.Name, turn.Version);
        Spans.Record(name, ActivityKind.Server, turn.Caller, own, turn.StartedAt ?? turn.Now, savedAt, span =>
        {
            var status = DurableTelemetry.Spelling(outcome.Status);
            Spans.Tag(span, "orchestration", turn.Name, turn.InstanceId, turn.Version)!.SetTag(Spans.Tags.Status, status);
            if (outcome.Failure is { } failure)
            {
                span.Fail(failure);
            }
            else if (outcome.Status == InstanceStatus.Terminated)
            {
                span.SetStatus(ActivityStatusCode.Error, status);
            }
        });
    }

    HistoryEvent? Scheduled(string type, HistoryEvent ended)
        => history.LastOrDefault(past => past.EventId == ended.EventId && past.Type == type);
}
