namespace VideoGen.Infrastructure.Rendering;

/// <summary>How often a job is looked at for which nobody waits: less and less, for about a week.</summary>
public static class UnattendedPace
{
    const int MostLooks = 24;

    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    public static TimeSpan? Next(int looks)
        => looks >= MostLooks ? null : TimeSpan.FromMinutes(Math.Min(5 * Math.Pow(2, looks), Longest.TotalMinutes));
}
