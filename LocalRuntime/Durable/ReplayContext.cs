using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// The context of one turn. Belongs to one thread: continuations run on it inline, while the replay completes the tasks that the
/// orchestrator awaits. A call from another thread means that the orchestrator awaited something that is not durable.
/// </summary>
sealed class ReplayContext(TurnInput turn, TurnThread thread, DataConverter converter, ILoggerFactory loggerFactory)
    : TaskOrchestrationContext
{
    public const string IllegalAwait =
        "An invalid asynchronous invocation was detected. This can be caused by awaiting non-durable tasks "
        + "in an orchestrator function's implementation or by middleware that invokes asynchronous code.";

    readonly SortedDictionary<int, OrchestratorAction> _pending = [];
    readonly Dictionary<int, OpenTask> _open = [];
    readonly List<HistoryEvent> _carried = [];
    int _nextId;
    int _guids;

    public override TaskName Name { get; } = turn.Name;

    public override string InstanceId => turn.InstanceId;

    public override string Version => turn.Version;

    public override ParentOrchestrationInstance? Parent => turn.Parent;

    public override DateTime CurrentUtcDateTime => Clock;

    public override bool IsReplaying => Replaying;

    protected override ILoggerFactory LoggerFactory => loggerFactory;

    public DateTime Clock { get; set; }

    public bool Replaying { get; set; }

    public EventWaiters Events { get; } = new(converter);

    public SortedDictionary<int, OrchestratorAction> Pending => _pending;

    public List<int> CancelledTimers { get; } = [];

    public string CustomStatus { get; private set; } = "null";

    public Continuation? Continuation { get; private set; }

    public bool HasOpenTasks => _open.Count > 0;

    public override T? GetInput<T>()
        where T : default
    {
        EnsureOwnThread();
        return converter.Deserialize<T>(turn.Input);
    }

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        EnsureOwnThread();
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException(
                $"A {nameof(TaskOptions)} was given as the activity's input and none as its options.", nameof(input));
        }

        var result = await Retries.RunAsync(
            this, options?.Retry, () => Open(name, id => new ScheduleTask(id, name.Name, Serialize(input))));
        return converter.Deserialize<TResult>(result)!;
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        EnsureOwnThread();
        // One id for all attempts: a failed child is replaced by the next.
        var childId = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        var version = options?.Version?.Version ?? "";
        var result = await Retries.RunAsync(this, options?.Retry,
            () => Open(orchestratorName, id => new StartChild(id, orchestratorName.Name, childId, version, Serialize(input))));
        return converter.Deserialize<TResult>(result)!;
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        EnsureOwnThread();
        var id = _nextId;
        var fired = Open("timer", step => new CreateTimer(step, fireAt.ToUniversalTime()));
        cancellationToken.Register(() =>
        {
            // A token that cancels by itself, by the wall clock, does not get in.
            if (thread.TryEnter() && _open.Remove(id, out var timer))
            {
                if (!Replaying)
                {
                    CancelledTimers.Add(id);
                }

                timer.Source.SetCanceled(cancellationToken);
            }
        });
        return fired;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        EnsureOwnThread();
        return Events.Wait<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        EnsureOwnThread();
        ArgumentException.ThrowIfNullOrWhiteSpace(instanceId);
        var id = _nextId++;
        _pending.Add(id, new SendEvent(id, instanceId, eventName, Serialize(payload)));
    }

    public override void SetCustomStatus(object? customStatus)
    {
        EnsureOwnThread();
        CustomStatus = Serialize(customStatus) ?? "null";
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        EnsureOwnThread();
        var unclaimed = Events.TakeUnclaimed();
        _carried.AddRange(preserveUnprocessedEvents ? unclaimed : []);
        Continuation = new Continuation(Serialize(newInput), _carried);
    }

    public override Guid NewGuid()
    {
        EnsureOwnThread();
        return DeterministicGuid.Create(InstanceId, turn.Execution, Clock, _guids++);
    }

    /// <exception cref="InvalidOperationException">The orchestrator runs outside its turn.</exception>
    public void EnsureOwnThread()
    {
        if (!thread.TryEnter())
        {
            throw new InvalidOperationException(IllegalAwait);
        }
    }

    /// <summary>An event after ContinueAsNew is for the next execution, even if somebody still waits here.</summary>
    public void Raise(HistoryEvent raised)
    {
        if (Continuation is null)
        {
            Events.Deliver(raised);
        }
        else
        {
            _carried.Add(raised);
        }
    }

    /// <summary>Ends a step; the orchestrator goes on inline. A second result of a step is ignored.</summary>
    public void Complete(int id, string? result)
    {
        if (_open.Remove(id, out var task))
        {
            task.Source.SetResult(result);
        }
    }

    public void Fail(int id, string? failure)
    {
        if (_open.Remove(id, out var task))
        {
            task.Source.SetException(new TaskFailedException(task.Name, id, FailureJson.Read(failure)!));
        }
    }

    Task<string?> Open(TaskName name, Func<int, OrchestratorAction> act)
    {
        EnsureOwnThread();
        var id = _nextId;
        var action = act(id);
        _nextId++;
        _pending.Add(id, action);
        var task = new OpenTask(name.Name, new TaskCompletionSource<string?>());
        _open.Add(id, task);
        return task.Source.Task;
    }

    string? Serialize(object? value) => converter.Serialize(value);

    sealed record OpenTask(string Name, TaskCompletionSource<string?> Source);
}
