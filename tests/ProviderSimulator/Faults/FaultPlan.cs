using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using VideoGen.ProviderSimulator.Jobs;

namespace VideoGen.ProviderSimulator.Faults;

/// <summary>A fault that was asked for.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Provider">Only there; <see langword="null"/> for all.</param>
/// <param name="Match">Only for jobs with this in prompt, script, title or callback address.</param>
/// <param name="Times">How often it strikes; <see langword="null"/> for ever.</param>
/// <param name="Probability">Chance at each occasion, 0 to 1.</param>
/// <param name="Seconds">For faults that have a length.</param>
/// <param name="Code">The provider's failure code, for faults that have one.</param>
public sealed record FaultRequest(
    FaultKind Kind, string? Provider, string? Match, int? Times, double Probability, double Seconds, string? Code)
{
    /// <summary>How often it has struck.</summary>
    public int Struck { get; set; }
}

/// <summary>
/// Decides which fault strikes: first those that were asked for, oldest first, then by chance. Chance depends on the seed, the provider,
/// the prompt and how often this point was passed with it, not on time or order, so that a run can be repeated.
/// </summary>
public sealed class FaultPlan(SimulatorOptions options)
{
    const double RandomSeconds = 2;
    readonly Lock _lock = new();
    readonly List<FaultRequest> _requests = [];
    readonly ConcurrentDictionary<(FaultPoint Point, string Provider, string Text), int> _passed = new();
    readonly IReadOnlyList<FaultKind> _random = options.RandomFaults.Count == 0
        ? [.. FaultKinds.All.Where(kind => kind.Ends)]
        : [.. options.RandomFaults.Select(name => FaultKinds.Find(name) ?? throw new ArgumentException($"There is no fault '{name}'."))];

    public IReadOnlyList<FaultRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public void Add(FaultRequest request)
    {
        lock (_lock)
        {
            _requests.Add(request);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
        }
    }

    /// <returns>The fault that strikes here and now; <see langword="null"/> for none.</returns>
    public Fault? Draw(FaultPoint point, string provider, Order order)
    {
        var turn = _passed.AddOrUpdate((point, provider, order.Text), 0, (_, passed) => passed + 1);
        lock (_lock)
        {
            var asked = _requests.FirstOrDefault(request => Fits(request, point, provider, order)
                && Chance($"asked/{request.Kind.Name}", point, provider, order, turn) < request.Probability);
            if (asked is not null)
            {
                asked.Struck++;
                return new Fault(asked.Kind, asked.Seconds, asked.Code);
            }
        }

        if (options.FaultRate <= 0 || Chance("whether", point, provider, order, turn) >= options.FaultRate)
        {
            return null;
        }

        var here = _random.Where(kind => kind.Point == point).ToList();
        return here.Count == 0
            ? null
            : new Fault(here[(int)(Chance("which", point, provider, order, turn) * here.Count)], RandomSeconds, null);
    }

    static bool Fits(FaultRequest request, FaultPoint point, string provider, Order order)
        => request.Kind.Point == point && (request.Provider is null || request.Provider == provider)
            && (request.Match is null || order.Words.Contains(request.Match, StringComparison.OrdinalIgnoreCase))
            && !(request.Struck >= request.Times);

    /// <returns>At least 0 and below 1.</returns>
    double Chance(string what, FaultPoint point, string provider, Order order, int turn)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{options.Seed}/{what}/{point}/{provider}/{turn}/{order.Text}"));
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
