using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using NCrontab;

namespace VideoGen.LocalRuntime.Host;

/// <summary>One timer function and its times, all UTC.</summary>
internal sealed class TimerSchedule
{
    readonly CrontabSchedule _crontab;

    /// <exception cref="InvalidOperationException">The expression is not NCRONTAB, or the setting that it names is missing.</exception>
    public TimerSchedule(FunctionDescriptor function, IConfiguration settings)
    {
        Function = function;
        var trigger = (TimerTriggerAttribute)function.Trigger;
        var expression = Resolve(trigger.Schedule, function.Name, settings);
        var hasSeconds = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6;
        _crontab = CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = hasSeconds })
            ?? throw new InvalidOperationException(
                $"{function.Name}: '{expression}' is not an NCRONTAB expression (second minute hour day month weekday).");
        RunOnStartup = trigger.RunOnStartup;

        var some = _crontab.GetNextOccurrence(DateTime.UnixEpoch);
        IsMonitored = trigger.UseMonitor && _crontab.GetNextOccurrence(some) - some >= TimeSpan.FromMinutes(1);
    }

    public FunctionDescriptor Function { get; }

    public bool RunOnStartup { get; }

    /// <summary>Missed occurrences are made up for; not worth it for schedules of less than a minute.</summary>
    public bool IsMonitored { get; }

    public DateTimeOffset Next(DateTimeOffset after)
        => new(DateTime.SpecifyKind(_crontab.GetNextOccurrence(after.UtcDateTime), DateTimeKind.Utc));

    static string Resolve(string schedule, string function, IConfiguration settings)
    {
        if (schedule is not ['%', .. var name, '%'])
        {
            return schedule;
        }

        return settings[name]
            ?? throw new InvalidOperationException($"{function}: the schedule is in the setting '{name}', which is missing.");
    }
}
