namespace VideoGen.Activities;

/// <summary>
/// Repeats the last report once a second, so that a run that is over is noticed also while the work has nothing new to say.
/// </summary>
sealed class SteadyProgress : IProgress<double>, IDisposable
{
    readonly IProgress<double> _inner;
    readonly Timer _timer;
    double _last;

    public SteadyProgress(IProgress<double> inner)
    {
        _inner = inner;
        _timer = new(_ => inner.Report(Volatile.Read(ref _last)), state: null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    public void Report(double value)
    {
        Volatile.Write(ref _last, value);
        _inner.Report(value);
    }

    public void Dispose() => _timer.Dispose();
}
