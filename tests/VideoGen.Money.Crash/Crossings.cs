using VideoGen.ProviderSimulator.Faults;

namespace VideoGen.Money.Crash;

/// <summary>What a video meets: who films it, and what goes wrong there.</summary>
public sealed record Course(string Provider, FaultKind Fault);

/// <summary>
/// Which boundaries were crossed by a kill, and which still have to be: of each provider, with faults drawn by the seed, or of each
/// provider with each of its faults.
/// </summary>
sealed class Crossings(MoneyPlan plan)
{
    readonly Random _random = new(plan.Seed);
    readonly List<FaultKind> _faults = [.. FaultKinds.All.Where(kind => kind.Ends && kind.Point != FaultPoint.Model)];
    readonly Dictionary<(string Provider, FaultKind? Fault), List<Boundary>> _left = [];

    /// <summary>For each round, one for each provider's video.</summary>
    public IEnumerable<IReadOnlyList<Course>> Courses()
    {
        for (var round = 0; round < plan.Rounds; round++)
        {
            yield return [.. plan.Providers.Select(provider
                => new Course(provider, _faults[(plan.EveryFault ? plan.Seed + round : _random.Next(_faults.Count)) % _faults.Count]))];
        }
    }

    public string Language() => _random.Next(2) == 0 ? "en" : "ko";

    /// <summary>Of those that are left; of all when none is.</summary>
    public IReadOnlyList<Boundary> Choose(Course course)
    {
        var pool = Left(course) is { Count: > 0 } left ? left : Boundary.All;
        return [.. pool.OrderBy(_ => _random.Next()).Take(plan.Kills)];
    }

    public void Crossed(Course course, IReadOnlyList<Boundary> boundaries) => Left(course).RemoveAll(boundaries.Contains);

    /// <returns>How many were crossed of how many, and which were not when they are few.</returns>
    public string Tell(string provider)
    {
        var mine = _left.Where(one => one.Key.Provider == provider).ToList();
        var (all, left) = (mine.Count * Boundary.All.Count, mine.Sum(one => one.Value.Count));
        var faults = plan.EveryFault ? $" with {mine.Count} of {_faults.Count} faults" : "";
        var missing = mine.Count == 1 && left > 0 ? $"; not reached: {string.Join(", ", mine[0].Value)}" : "";
        return $"{all - left} of {all} boundaries{faults}{missing}";
    }

    List<Boundary> Left(Course course)
    {
        var key = (course.Provider, plan.EveryFault ? course.Fault : null);
        return _left.TryGetValue(key, out var left) ? left : _left[key] = [.. Boundary.All];
    }
}
