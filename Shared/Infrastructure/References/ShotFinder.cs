using VideoGen.Domain;

namespace VideoGen.Infrastructure.References;

/// <param name="Frame">The first picture of the next shot; of a dissolve or fade its middle.</param>
/// <param name="Strength">How much changes, to choose between two that are too near to each other.</param>
readonly record struct ShotEnd(int Frame, Transition Transition, double Strength);

/// <summary>
/// Finds where shots end, from picture to picture. A cut is a change that stands out from those around it and stays; a dissolve is a picture
/// that is the mixture of those half a second before and after it; a fade goes through black. Slow wipes and slides are not found.
/// </summary>
sealed class ShotFinder
{
    /// <summary>Of 255: less than that is no new picture.</summary>
    const double LeastCut = 10;
    const double LeastDissolve = 18;

    /// <summary>So many times as much as pictures around it change.</summary>
    const double StandsOut = 3;

    /// <summary>A dissolve's middle differs from the mixture by less than this share of what changes; a cut's by half.</summary>
    const double Mixed = 0.25;

    /// <summary>A flash is over after so many pictures.</summary>
    const int FlashFrames = 4;

    readonly int _reach;
    readonly int _around;
    readonly int _shortest;
    readonly List<SmallFrame> _recent = [];
    readonly List<double> _steps = [];
    readonly List<double> _returns = [];
    readonly List<(double Change, double Mixture)> _blends = [];
    readonly List<bool> _black = [];

    public ShotFinder(double frameRate)
    {
        _reach = Math.Max(2, (int)Math.Round(frameRate * 0.6));
        _around = Math.Max(3, (int)Math.Round(frameRate * 0.5));
        _shortest = Math.Max(2, (int)Math.Round(frameRate * 0.2));
    }

    int Count => _steps.Count;

    public void Add(SmallFrame frame)
    {
        _steps.Add(_recent.Count == 0 ? 0 : frame.DistanceTo(_recent[^1]));
        _returns.Add(double.MaxValue);
        _blends.Add((0, 1));
        _black.Add(frame.IsBlack);
        _recent.Add(frame);
        NoteReturns(frame);
        if (_recent.Count == 2 * _reach + 1)
        {
            var (before, middle, after) = (_recent[0], _recent[_reach], _recent[^1]);
            var change = before.DistanceTo(after);
            // From and to black everything is a mixture.
            _blends[Count - 1 - _reach] = before.IsBlack || after.IsBlack || change < LeastDissolve ? (change, 1) : (change, middle.DistanceToMixture(before, after) / change);
            _recent.RemoveAt(0);
        }
    }

    public IReadOnlyList<ShotEnd> Finish()
    {
        var fades = Fades();
        var cuts = Cuts().Where(cut => !fades.Any(fade => Math.Abs(fade.Frame - cut.Frame) <= Math.Max(_reach, fade.Strength))).ToList();
        List<ShotEnd> hard = [.. fades, .. cuts];
        var ends = hard.Concat(Dissolves().Where(dissolve => hard.All(end => Math.Abs(end.Frame - dissolve.Frame) > _reach)));
        var kept = new List<ShotEnd>();
        foreach (var end in ends.OrderBy(end => end.Frame).Where(end => end.Frame >= _shortest && end.Frame <= Count - _shortest))
        {
            if (kept.Count == 0 || end.Frame - kept[^1].Frame >= _shortest)
            {
                kept.Add(end);
            }
            else if (end.Strength > kept[^1].Strength)
            {
                kept[^1] = end;
            }
        }

        return kept;
    }

    /// <summary>How near the pictures after a step come back to the one before it.</summary>
    void NoteReturns(SmallFrame frame)
    {
        for (var back = 1; back < FlashFrames && back + 1 < _recent.Count; back++)
        {
            var step = Count - 1 - back;
            if (_steps[step] >= LeastCut)
            {
                _returns[step] = Math.Min(_returns[step], frame.DistanceTo(_recent[^(back + 2)]));
            }
        }
    }

    IEnumerable<ShotEnd> Cuts()
    {
        for (var i = 1; i < Count; i++)
        {
            var from = Math.Max(1, i - _around);
            var around = _steps.GetRange(from, Math.Min(Count, i + _around + 1) - from);
            around.Remove(_steps[i]);
            around.Sort();
            var usual = around.Count == 0 ? 0 : around[around.Count / 2];
            if (_steps[i] >= LeastCut && _steps[i] >= usual * StandsOut && !IsOfAFlash(i))
            {
                yield return new(i, Transition.Cut, _steps[i]);
            }
        }
    }

    /// <summary>Its begin goes back soon, its end follows such a begin.</summary>
    bool IsOfAFlash(int step) => Enumerable.Range(Math.Max(1, step - FlashFrames), Math.Min(step, FlashFrames + 1))
        .Any(begin => _returns[begin] < _steps[begin] * 0.4 && _steps[begin] > _steps[step] * 0.6);

    IEnumerable<ShotEnd> Dissolves()
    {
        for (var i = 0; i < Count; i++)
        {
            if (_blends[i].Mixture > Mixed)
            {
                continue;
            }

            var best = i;
            for (; i < Count && _blends[i].Mixture <= Mixed; i++)
            {
                // In the middle most changes, and what changes is most of a mixture.
                best = _blends[i].Change * (1 - _blends[i].Mixture) > _blends[best].Change * (1 - _blends[best].Mixture) ? i : best;
            }

            yield return new(best, Transition.Dissolve, _blends[best].Change);
        }
    }

    /// <summary>Their strength is half their length: cuts at the edges of the black are part of them.</summary>
    List<ShotEnd> Fades()
    {
        var fades = new List<ShotEnd>();
        for (var i = 0; i < Count; i++)
        {
            var from = i;
            while (i < Count && _black[i])
            {
                i++;
            }

            // Black at the very start or end belongs to the first or last shot.
            if (i - from >= 2 && from > 0 && i < Count)
            {
                fades.Add(new((from + i) / 2, Transition.FadeThroughBlack, (i - from) / 2.0 + 1));
            }
        }

        return fades;
    }
}
