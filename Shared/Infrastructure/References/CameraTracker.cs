using VideoGen.Domain;

namespace VideoGen.Infrastructure.References;

/// <summary>
/// Tells how the camera moves, by the shift or growth of the whole picture that explains best what changed: shifts four times a second,
/// growth over a second. What moves in front of a still camera explains too little and counts as still.
/// </summary>
sealed class CameraTracker
{
    const int Step = 2;
    const int FurthestX = 12;
    const int FurthestY = 8;

    /// <summary>A movement has to explain so much of the change.</summary>
    const double Explains = 0.3;

    /// <summary>Of 255: what changes less is the noise of a picture that stands still.</summary>
    const double LeastChange = 1;

    /// <summary>Of a picture's side, over the shot.</summary>
    const double LeastShift = 0.08;
    const double LeastGrowth = 0.04;

    static readonly double[] Growths = [.. Enumerable.Range(-12, 25).Select(percent => 1 + percent / 100.0)];

    readonly int _quarter;
    readonly Queue<SmallFrame> _quarters = new();
    readonly List<(int Frame, int X, int Y)> _shifts = [];
    readonly List<(int Frame, double Growth)> _growths = [];
    int _count;

    public CameraTracker(double frameRate) => _quarter = Math.Max(1, (int)Math.Round(frameRate / 4));

    public void Add(SmallFrame frame)
    {
        if (_count++ % _quarter != 0)
        {
            return;
        }

        if (_quarters.Count > 0)
        {
            var (x, y) = Shift(_quarters.Last(), frame);
            _shifts.Add((_count - 1, x, y));
        }

        _quarters.Enqueue(frame);
        if (_quarters.Count > 4)
        {
            _growths.Add((_count - 1, Growth(_quarters.Dequeue(), frame)));
        }
    }

    /// <param name="from">First picture of a shot.</param>
    /// <param name="to">The one after its last.</param>
    public CameraMovement Between(int from, int to)
    {
        var shifts = _shifts.Where(shift => shift.Frame - _quarter >= from && shift.Frame < to).ToList();
        var x = (double)shifts.Sum(shift => shift.X) / SmallFrame.Width / LeastShift;
        var y = (double)shifts.Sum(shift => shift.Y) / SmallFrame.Height / LeastShift;
        // Each is over four quarters, so that they overlap.
        var growth = _growths.Where(one => one.Frame - 4 * _quarter >= from && one.Frame < to).Sum(one => one.Growth) / 4 / LeastGrowth;
        var most = new[] { Math.Abs(x), Math.Abs(y), Math.Abs(growth) }.Max();
        // What is in the picture goes the other way than the camera.
        return most < 1 ? CameraMovement.Static
            : most == Math.Abs(x) ? x < 0 ? CameraMovement.PanRight : CameraMovement.PanLeft
            : most == Math.Abs(y) ? y < 0 ? CameraMovement.TiltDown : CameraMovement.TiltUp
            : growth > 0 ? CameraMovement.PushIn : CameraMovement.PullOut;
    }

    static (int X, int Y) Shift(SmallFrame before, SmallFrame after)
    {
        var (least, best) = (Unexplained(before, after), (X: 0, Y: 0));
        for (var y = -FurthestY; y <= FurthestY; y++)
        {
            for (var x = -FurthestX; x <= FurthestX; x++)
            {
                if (Distance(before, after, x, y, 1) is var distance && distance < least)
                {
                    (least, best) = (distance, (x, y));
                }
            }
        }

        return best;
    }

    /// <returns>By how much the picture grew, as a share; 0 when growing explains nothing.</returns>
    static double Growth(SmallFrame before, SmallFrame after)
    {
        var (least, best) = (Unexplained(before, after), 0.0);
        foreach (var growth in Growths)
        {
            if (Distance(before, after, 0, 0, growth) is var distance && distance < least)
            {
                (least, best) = (distance, growth - 1);
            }
        }

        return best;
    }

    /// <summary>What a movement has to leave less of; with nothing to explain none can.</summary>
    static double Unexplained(SmallFrame before, SmallFrame after)
        => Distance(before, after, 0, 0, 1) is var change && change < LeastChange ? 0 : change * (1 - Explains);

    /// <summary>Mean difference of lightness where the moved picture and the later one overlap, 0 to 255.</summary>
    static double Distance(SmallFrame before, SmallFrame after, int x, int y, double growth)
    {
        var (sum, count) = (0, 0);
        for (var row = 0; row < SmallFrame.Height; row += Step)
        {
            var sourceRow = (int)Math.Round((row - y - SmallFrame.Height / 2.0) / growth + SmallFrame.Height / 2.0);
            for (var column = 0; column < SmallFrame.Width; column += Step)
            {
                var sourceColumn = (int)Math.Round((column - x - SmallFrame.Width / 2.0) / growth + SmallFrame.Width / 2.0);
                if (sourceRow is >= 0 and < SmallFrame.Height && sourceColumn is >= 0 and < SmallFrame.Width)
                {
                    sum += Math.Abs(before.LightAt(sourceColumn, sourceRow) - after.LightAt(column, row));
                    count++;
                }
            }
        }

        return (double)sum / count;
    }
}
