using System.Diagnostics;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>The place in which a turn runs: one for turns, or that of the activity whose result it got.</summary>
/// <param name="Since">When it last looked into the common queue; see <see cref="Stopwatch.GetTimestamp"/>.</param>
/// <param name="IsOfActivity">Whether the next activity can have it after the turn.</param>
readonly record struct Place(long Since, bool IsOfActivity)
{
    static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether it may go on with what it made itself. It does so for a while only; then it looks into the queue, where others wait.
    /// </summary>
    public bool MayGoOn => Stopwatch.GetElapsedTime(Since) < LongestRun;

    /// <summary>One that comes from the queue just now.</summary>
    public static Place ForTurn() => new(Stopwatch.GetTimestamp(), IsOfActivity: false);

    /// <summary>The activity's own.</summary>
    public static Place Of(ClaimedTask task) => new(task.Since, IsOfActivity: true);
}
