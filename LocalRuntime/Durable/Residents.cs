using System.Collections.Concurrent;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// The instances that this process has claimed, or is about to. Who brings mail for one of them need not claim it: whoever is there hears
/// of it and looks again.
/// </summary>
sealed class Residents(DurableDatabase database, Signals signals)
{
    readonly ConcurrentDictionary<string, Resident> _present = [];

    /// <summary>The claims that are held.</summary>
    public IEnumerable<ClaimedTurn> Turns => _present.Values.Select(resident => resident.Turn).OfType<ClaimedTurn>();

    /// <summary>With a claim from the queue; before its mail is read.</summary>
    public Resident Enter(string instanceId)
        // The newest claim is the one that may write.
        => _present[instanceId] = new Resident(instanceId, signals.Turns.Count);

    /// <summary>Before an attempt to claim it.</summary>
    /// <returns><see langword="null"/> when somebody is there.</returns>
    public Resident? TryEnter(string instanceId)
    {
        var resident = new Resident(instanceId, signals.Turns.Count);
        return _present.TryAdd(instanceId, resident) ? resident : null;
    }

    /// <summary>Mail was stored for an instance.</summary>
    /// <returns><see langword="false"/> when no turn of it runs here.</returns>
    public bool Knock(string instanceId) => _present.TryGetValue(instanceId, out var resident) && resident.Knock();

    /// <summary>Others look again, if there may be mail that was not seen here while nobody else could claim the instance.</summary>
    public void Leave(Resident resident)
    {
        _present.TryRemove(new(resident.InstanceId, resident));
        if (resident.Leave())
        {
            database.Tell(Changes.Turns);
        }
        else if (signals.Turns.Count != resident.NewsBefore)
        {
            signals.Turns.Wake();
        }
    }
}

/// <summary>Who is there for an instance.</summary>
/// <param name="instanceId">The instance.</param>
/// <param name="newsBefore">News of mail, from everywhere, before its mail was read.</param>
sealed class Resident(string instanceId, int newsBefore)
{
    readonly Lock _lock = new();
    bool _left;
    bool _knocked;

    public string InstanceId => instanceId;

    public int NewsBefore => newsBefore;

    /// <summary>The claim; <see langword="null"/> while it is attempted.</summary>
    public ClaimedTurn? Turn { get; set; }

    public bool HasKnock
    {
        get
        {
            lock (_lock)
            {
                return _knocked;
            }
        }
    }

    public bool Knock()
    {
        lock (_lock)
        {
            _knocked |= !_left;
            return !_left;
        }
    }

    /// <summary>The mail is about to be read once more.</summary>
    public void Answer()
    {
        lock (_lock)
        {
            _knocked = false;
        }
    }

    /// <returns>Whether somebody knocked and was not answered.</returns>
    public bool Leave()
    {
        lock (_lock)
        {
            _left = true;
            return _knocked;
        }
    }
}
