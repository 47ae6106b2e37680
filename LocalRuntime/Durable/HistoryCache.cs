namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// Histories of instances that had a turn here lately. A history only grows, and no two executions have the same number: one that has as
/// many events as the database says is the one in the database.
/// </summary>
sealed class HistoryCache
{
    const int MostInstances = 1000;
    const int MostEvents = 1000;
    /// <summary>Of all payloads together.</summary>
    const long MostCharacters = 8_000_000;

    readonly Lock _lock = new();
    readonly Dictionary<string, LinkedListNode<Entry>> _entries = [];
    readonly LinkedList<Entry> _oldestFirst = new();
    long _characters;

    /// <returns><see langword="null"/> when it has to be read.</returns>
    public IReadOnlyList<HistoryEvent>? Find(ClaimedTurn turn)
    {
        if (turn.Events == 0)
        {
            return [];
        }

        lock (_lock)
        {
            return _entries.TryGetValue(turn.InstanceId, out var node)
                && node.Value.Execution == turn.Execution && node.Value.History.Count == turn.Events
                ? node.Value.History
                : null;
        }
    }

    public void Keep(string instanceId, long execution, IReadOnlyList<HistoryEvent> history)
    {
        var characters = history.Sum(happened => happened.Payload?.Length ?? 0L);
        lock (_lock)
        {
            Remove(instanceId);
            if (history.Count > MostEvents || characters > MostCharacters / 10)
            {
                return;
            }

            _entries[instanceId] = _oldestFirst.AddLast(new Entry(instanceId, execution, history, characters));
            _characters += characters;
            while (_entries.Count > MostInstances || _characters > MostCharacters)
            {
                Remove(_oldestFirst.First!.Value.InstanceId);
            }
        }
    }

    public void Forget(string instanceId)
    {
        lock (_lock)
        {
            Remove(instanceId);
        }
    }

    void Remove(string instanceId)
    {
        if (_entries.Remove(instanceId, out var node))
        {
            _oldestFirst.Remove(node);
            _characters -= node.Value.Characters;
        }
    }

    sealed record Entry(string InstanceId, long Execution, IReadOnlyList<HistoryEvent> History, long Characters);
}
