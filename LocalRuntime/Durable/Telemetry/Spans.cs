using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.DurableTask;

namespace VideoGen.LocalRuntime.Durable.Telemetry;

/// <summary>
/// The spans of the durable engine: source, names, kinds and tags are those of the Durable Task SDK and of the Durable Functions
/// extension (distributed tracing V2).
/// </summary>
/// <remarks>https://github.com/Azure/durabletask/blob/main/docs/telemetry/traces/semantic-conventions.md</remarks>
static class Spans
{
    public static ActivitySource Source { get; } = new("Microsoft.DurableTask");

    /// <summary>A client starts an orchestration.</summary>
    public static Activity? CreateOrchestration(string name, string version, string instanceId)
    {
        var span = Source.StartActivity(Name("create_orchestration", name, version), ActivityKind.Producer);
        return Tag(span, "orchestration", name, instanceId, version);
    }

    /// <summary>A client raises an event.</summary>
    public static Activity? RaiseEvent(string eventName, string targetInstanceId)
        => Source.StartActivity($"orchestration_event:{eventName}", ActivityKind.Producer)
            ?.SetTag(Tags.Type, "event").SetTag(Tags.Name, eventName).SetTag(Tags.EventTarget, targetInstanceId);

    /// <summary>An activity runs. Where nobody records it, the trace is passed on all the same.</summary>
    public static Activity? RunActivity(ClaimedTask task)
    {
        if (TraceLink.Read(task.TraceParent, task.TraceState) is not { } parent)
        {
            return null;
        }

        var name = Name("activity", task.Name, "");
        var span = Source.StartActivity(name, ActivityKind.Server, parent) ?? PassOn(name, parent);
        return Tag(span, "activity", task.Name, task.InstanceId, "")?.SetTag(Tags.TaskId, task.EventId);
    }

    /// <summary>
    /// What an orchestrator's turn runs under: the instance's own span, the same in every turn. It is recorded once, when the instance
    /// has ended.
    /// </summary>
    public static Activity? ResumeOrchestration(ClaimedTurn turn)
    {
        if (turn.Span is not { } own)
        {
            return null;
        }

        var span = PassOn(Name("orchestration", turn.Name, turn.Version), turn.Caller);
        SetSpanId(span, own.SpanId);
        return span;
    }

    /// <summary>Records a span that is over.</summary>
    /// <param name="self">Its id, when others have been told of it already.</param>
    public static void Record(
        string name,
        ActivityKind kind,
        ActivityContext parent,
        ActivityContext? self,
        DateTime start,
        DateTime end,
        Action<Activity> describe)
    {
        using var span = Source.StartActivity(name, kind, parent, startTime: start);
        if (span is null)
        {
            return;
        }

        if (self is { } known)
        {
            SetSpanId(span, known.SpanId);
        }

        describe(span);
        span.SetEndTime(end > start ? end : start);
    }

    /// <summary>The type only: messages may carry what people typed.</summary>
    public static void Fail(this Activity span, TaskFailureDetails failure)
        => span.SetStatus(ActivityStatusCode.Error, failure.ErrorType).SetTag(Tags.ErrorType, failure.ErrorType);

    public static string Name(string what, string name, string version)
        => version.Length == 0 ? $"{what}:{name}" : $"{what}:{name}@({version})";

    public static Activity? Tag(Activity? span, string type, string name, string instanceId, string version)
    {
        span?.SetTag(Tags.Type, type).SetTag(Tags.Name, name).SetTag(Tags.InstanceId, instanceId);
        return version.Length == 0 ? span : span?.SetTag(Tags.Version, version);
    }

    /// <summary>A span that nobody records, for what runs under it.</summary>
    static Activity PassOn(string name, ActivityContext parent)
    {
        var span = new Activity(name) { TraceStateString = parent.TraceState };
        return span.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags).Start();
    }

    /// <summary>There is no public way to go on with a span of another process; the Durable Task SDK sets the same field.</summary>
    static void SetSpanId(Activity span, ActivitySpanId id)
    {
        SpanIdField(span) = id.ToHexString();
        IdField(span) = null;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    static extern ref string? SpanIdField(Activity span);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_id")]
    static extern ref string? IdField(Activity span);

    public static class Tags
    {
        public const string Type = "durabletask.type";
        public const string Name = "durabletask.task.name";
        public const string Version = "durabletask.task.version";
        public const string InstanceId = "durabletask.task.instance_id";
        public const string ExecutionId = "durabletask.task.execution_id";
        public const string TaskId = "durabletask.task.task_id";
        public const string Status = "durabletask.task.status";
        public const string EventTarget = "durabletask.event.target_instance_id";
        public const string FireAt = "durabletask.fire_at";
        public const string ErrorType = "error.type";
    }
}
