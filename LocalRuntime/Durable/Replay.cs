using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// Runs one turn: the orchestrator starts from its beginning, is fed its history and then the news, and what it asked for beyond its
/// history is the outcome. Reads and writes nothing else.
/// </summary>
sealed class Replay
{
    readonly TurnInput _turn;
    readonly OrchestratorFunction _orchestrator;
    readonly DataConverter _converter;
    readonly TurnThread _thread = new();
    readonly ReplayContext _context;
    readonly Queue<HistoryEvent> _heldBack = [];
    Task<object?>? _run;
    bool _suspended;
    TurnOutcome? _terminated;

    Replay(TurnInput turn, OrchestratorFunction orchestrator, DataConverter converter, ILoggerFactory loggerFactory)
    {
        (_turn, _orchestrator, _converter) = (turn, orchestrator, converter);
        _context = new ReplayContext(turn, _thread, converter, loggerFactory);
    }

    /// <summary>Runs on a thread of its own for as long as the turn takes.</summary>
    public static Task<TurnOutcome> RunAsync(
        TurnInput turn, OrchestratorFunction orchestrator, DataConverter converter, ILoggerFactory loggerFactory)
        => Task.Run(() => new Replay(turn, orchestrator, converter, loggerFactory).Run());

    TurnOutcome Run()
    {
        SynchronizationContext.SetSynchronizationContext(_thread);
        try
        {
            _context.Replaying = true;
            foreach (var past in _turn.History)
            {
                Apply(past);
            }

            _context.Replaying = false;
            foreach (var news in _turn.News)
            {
                Apply(news);
            }

            return _terminated ?? Outcome();
        }
        catch (NonDeterministicOrchestrationException exception)
        {
            return TurnOutcome.Fail(TaskFailureDetails.FromException(exception));
        }
        catch (BadEventException exception)
        {
            return TurnOutcome.Fail(TaskFailureDetails.FromException(exception.InnerException!));
        }
        finally
        {
            _thread.End();
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }

    void Apply(HistoryEvent happened)
    {
        if (_suspended && happened.Type is not (EventType.TurnStarted or EventType.Resumed or EventType.Suspended or EventType.Terminated))
        {
            _heldBack.Enqueue(happened);
            return;
        }

        switch (happened.Type)
        {
            case EventType.TurnStarted:
                _context.Clock = happened.At;
                break;
            case EventType.Started:
                _run = StartAsync();
                break;
            case EventType.TaskDone or EventType.ChildDone or EventType.TimerFired:
                _context.Complete(happened.EventId!.Value, happened.Payload);
                break;
            case EventType.TaskFailed or EventType.ChildFailed:
                _context.Fail(happened.EventId!.Value, happened.Payload);
                break;
            case EventType.EventRaised:
                Raise(happened);
                break;
            case EventType.Suspended:
                _suspended = true;
                break;
            case EventType.Resumed:
                Resume();
                break;
            case EventType.Terminated:
                _terminated ??= new TurnOutcome(InstanceStatus.Terminated, [], [], _context.CustomStatus)
                {
                    Output = happened.Payload,
                    TerminatesChildren = happened.Name == TerminateScope.Recursive,
                };
                break;
            default:
                Match(happened);
                break;
        }
    }

    async Task<object?> StartAsync()
    {
        var result = await _orchestrator(_context);
        _context.EnsureOwnThread();
        return result;
    }

    /// <summary>As in the real runtime, a payload that is not what the wait asks for fails the instance, whatever it may catch.</summary>
    void Raise(HistoryEvent raised)
    {
        try
        {
            _context.Raise(raised);
        }
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new BadEventException(exception);
        }
    }

    void Resume()
    {
        _suspended = false;
        while (!_suspended && _heldBack.TryDequeue(out var held))
        {
            Apply(held);
        }
    }

    /// <summary>The history says that a step was asked for: the code must have asked for the same one.</summary>
    void Match(HistoryEvent recorded)
    {
        var id = recorded.EventId!.Value;
        if (!_context.Pending.Remove(id, out var action))
        {
            throw new NonDeterministicOrchestrationException(
                $"Step #{id} of {_turn.Name} was {Describe(recorded.Type, recorded.Name)}, but the code did not ask for it this time. "
                + "Was the orchestrator changed while this instance was running?");
        }

        if (action.Type != recorded.Type || !string.Equals(action.StepName, recorded.Name, StringComparison.OrdinalIgnoreCase))
        {
            throw new NonDeterministicOrchestrationException(
                $"Step #{id} of {_turn.Name} was {Describe(recorded.Type, recorded.Name)}, but the code asked for "
                + $"{Describe(action.Type, action.StepName)} this time. Was the orchestrator changed while this instance was running?");
        }

        static string Describe(string type, string? name) => type switch
        {
            EventType.TaskScheduled => $"activity '{name}'",
            EventType.ChildScheduled => $"sub-orchestration '{name}'",
            EventType.EventSent => $"sending event '{name}'",
            _ => "a timer",
        };
    }

    TurnOutcome Outcome()
    {
        if (_thread.Trespassed)
        {
            return Illegal();
        }

        // As in the real runtime, an orchestration ends only when all that it started has ended, timers included.
        if (_run is null || _suspended || _context.HasOpenTasks)
        {
            return GoOn();
        }

        if (!_run.IsCompleted)
        {
            // It waits, but for nothing that could ever wake it here.
            return _context.Events.AnyoneWaiting ? GoOn() : Illegal();
        }

        try
        {
            var result = _run.GetAwaiter().GetResult();
            if (_context.Continuation is { } next)
            {
                return GoOn() with { ContinueAsNew = next };
            }

            return GoOn() with { Status = InstanceStatus.Completed, Output = _converter.Serialize(result) };
        }
        // Whatever an orchestrator throws is its outcome.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var failure = TaskFailureDetails.FromException(exception);
            return GoOn() with { Status = InstanceStatus.Failed, Failure = failure, Output = failure.ToString() };
        }
    }

    /// <summary>Steps asked for while suspended wait for the resumption: the replay will ask for them again.</summary>
    TurnOutcome GoOn() => new(
        _suspended ? InstanceStatus.Suspended : InstanceStatus.Running,
        _suspended ? [] : [.. _context.Pending.Values],
        _context.CancelledTimers,
        _context.CustomStatus);

    static TurnOutcome Illegal()
        => TurnOutcome.Fail(TaskFailureDetails.FromException(new InvalidOperationException(ReplayContext.IllegalAwait)));

    sealed class BadEventException(Exception reason) : Exception(reason.Message, reason);
}
