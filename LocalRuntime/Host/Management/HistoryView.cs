using System.Globalization;
using System.Text.Json.Nodes;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.LocalRuntime.Host.Management;

/// <summary>An instance's history in the words of the real extension: a step that has ended is one event, and turns do not show.</summary>
internal sealed class HistoryView(IReadOnlyList<HistoryEvent> history, string functionName, bool showInput, bool showOutput)
{
    /// <param name="completed">How it ended; <see langword="null"/> while it has not.</param>
    public JsonArray ToJson(JsonObject? completed)
    {
        var events = history.Select(ToJson).OfType<JsonObject>();
        return new JsonArray([.. completed is null ? events : events.Append(completed)]);
    }

    public static JsonObject New(string eventType, DateTime at)
        => new() { ["EventType"] = eventType, ["Timestamp"] = Time(at) };

    JsonObject? ToJson(HistoryEvent happened) => happened.Type switch
    {
        EventType.Started => New("ExecutionStarted", happened.At).With("FunctionName", functionName),
        EventType.TaskScheduled => Open("TaskScheduled", happened, EventType.TaskDone, EventType.TaskFailed),
        EventType.ChildScheduled => Open("SubOrchestrationInstanceCreated", happened, EventType.ChildDone, EventType.ChildFailed),
        EventType.TaskDone => Done("TaskCompleted", happened, EventType.TaskScheduled),
        EventType.TaskFailed => Failed("TaskFailed", happened, EventType.TaskScheduled),
        EventType.ChildDone => Done("SubOrchestrationInstanceCompleted", happened, EventType.ChildScheduled),
        EventType.ChildFailed => Failed("SubOrchestrationInstanceFailed", happened, EventType.ChildScheduled),
        EventType.TimerCreated => New("TimerCreated", happened.At).With("FireAt", FireAt(happened)),
        EventType.TimerFired => New("TimerFired", happened.At).With("FireAt", Time(happened.At)),
        EventType.EventRaised => Input(New("EventRaised", happened.At).With("Name", happened.Name), happened),
        EventType.EventSent => New("EventSent", happened.At).With("Name", happened.Name),
        EventType.Suspended => New("ExecutionSuspended", happened.At).With("Reason", happened.Payload),
        EventType.Resumed => New("ExecutionResumed", happened.At).With("Reason", happened.Payload),
        EventType.Terminated => Input(New("ExecutionTerminated", happened.At), happened),
        _ => null,
    };

    JsonObject? Open(string eventType, HistoryEvent asked, string done, string failed)
        => Of(asked.EventId, done) is null && Of(asked.EventId, failed) is null ? New(eventType, asked.At).With("Name", asked.Name) : null;

    JsonObject Done(string eventType, HistoryEvent ended, string asked)
    {
        var json = Ended(eventType, ended, asked);
        return showOutput ? json.With("Result", InstanceView.Json(ended.Payload)) : json;
    }

    JsonObject Failed(string eventType, HistoryEvent ended, string asked)
    {
        var failure = FailureJson.Read(ended.Payload);
        return Ended(eventType, ended, asked).With("Reason", failure?.ErrorMessage).With("Details", failure?.StackTrace);
    }

    JsonObject Ended(string eventType, HistoryEvent ended, string asked)
        => Of(ended.EventId, asked) is { } begun
            ? New(eventType, ended.At).With("ScheduledTime", Time(begun.At)).With("FunctionName", begun.Name)
            : New(eventType, ended.At);

    JsonObject Input(JsonObject json, HistoryEvent happened) => showInput ? json.With("Input", InstanceView.Json(happened.Payload)) : json;

    /// <summary>Known of a timer that has fired.</summary>
    string? FireAt(HistoryEvent created) => Of(created.EventId, EventType.TimerFired) is { } fired ? Time(fired.At) : null;

    HistoryEvent? Of(int? step, string type) => history.FirstOrDefault(other => other.EventId == step && other.Type == type);

    static string Time(DateTime at) => at.ToString("o", CultureInfo.InvariantCulture);
}

internal static class JsonObjectExtensions
{
    public static JsonObject With(this JsonObject json, string name, JsonNode? value)
    {
        json[name] = value;
        return json;
    }
}
