using Microsoft.DurableTask;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// Who waits for which external event. Waiters of one name form a stack: the newest gets the next event, and one that was cancelled or
/// abandoned stays and swallows one, as in the real runtime. Events that nobody waits for are kept, first in first out.
/// </summary>
sealed class EventWaiters(DataConverter converter)
{
    readonly Dictionary<string, Stack<Waiter>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    readonly List<HistoryEvent> _unclaimed = [];

    public bool AnyoneWaiting => _waiters.Values.Any(stack => stack.Any(waiter => !waiter.IsCompleted));

    public Task<T> Wait<T>(string name, CancellationToken cancellationToken)
    {
        if (!_waiters.TryGetValue(name, out var stack))
        {
            _waiters[name] = stack = new Stack<Waiter>();
        }
        else if (stack.TryPeek(out var other) && other is not Waiter<T>)
        {
            throw new ArgumentException(
                $"Events with the same name must have the same type argument; '{name}' was first awaited as {other.EventType.FullName}, "
                + $"now as {typeof(T).FullName}.");
        }

        var waiter = new Waiter<T>();
        stack.Push(waiter);
        if (_unclaimed.FindIndex(kept => string.Equals(kept.Name, name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index)
        {
            var kept = _unclaimed[index];
            _unclaimed.RemoveAt(index);
            Deliver(kept);
        }

        cancellationToken.Register(() => waiter.Cancel(cancellationToken));
        return waiter.Task;
    }

    public void Deliver(HistoryEvent raised)
    {
        if (_waiters.TryGetValue(raised.Name!, out var stack) && stack.TryPop(out var waiter))
        {
            waiter.Complete(raised, converter);
        }
        else
        {
            Keep(raised);
        }
    }

    /// <summary>Keeps an event for a later wait, or for the next execution.</summary>
    public void Keep(HistoryEvent raised) => _unclaimed.Add(raised);

    public IReadOnlyList<HistoryEvent> TakeUnclaimed()
    {
        HistoryEvent[] taken = [.. _unclaimed];
        _unclaimed.Clear();
        return taken;
    }

    abstract class Waiter
    {
        public abstract Type EventType { get; }

        public abstract bool IsCompleted { get; }

        public abstract void Complete(HistoryEvent raised, DataConverter converter);
    }

    sealed class Waiter<T> : Waiter
    {
        readonly TaskCompletionSource<T> _source = new();

        public Task<T> Task => _source.Task;

        public override Type EventType => typeof(T);

        public override bool IsCompleted => _source.Task.IsCompleted;

        public void Cancel(CancellationToken cancellationToken) => _source.TrySetCanceled(cancellationToken);

        public override void Complete(HistoryEvent raised, DataConverter converter)
        {
            var value = converter.Deserialize(raised.Payload, EventType);
            if (value is null && default(T) is not null)
            {
                throw new InvalidOperationException($"Event '{raised.Name}' has no payload, and is awaited as {EventType.FullName}.");
            }

            _source.TrySetResult((T)value!);
        }
    }
}
