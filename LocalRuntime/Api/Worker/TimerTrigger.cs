namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a function by a schedule, on one process at a time.</summary>
/// <param name="schedule">NCRONTAB with six fields, seconds first, in UTC; or <c>%Name%</c>, the setting that holds it.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    public string Schedule { get; } = schedule;

    /// <summary>Remembers occurrences over restarts; has no effect on schedules of less than a minute.</summary>
    public bool UseMonitor { get; set; } = true;

    public bool RunOnStartup { get; set; }
}

/// <summary>What a timer function is told about its run.</summary>
public class TimerInfo
{
    /// <summary><see langword="null"/> for timers that are not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>The occurrence was missed, for example because nothing was running, and is made up for now.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>Times of a monitored timer, UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The occurrence that ran before this one; <see langword="default"/> before the first.</summary>
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
