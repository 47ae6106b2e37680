using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace VideoGen.LocalRuntime.Host;

/// <summary>How long the host takes to stop.</summary>
/// <param name="GracefulTime">What runs may go on this long; then it is cancelled, and what was not finished is handed back.</param>
internal sealed record ShutdownSettings(TimeSpan GracefulTime)
{
    const string Key = "LocalRuntime:Shutdown:GracefulTime";
    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Until the host gives up: cancelled work gets some seconds to end, and what did not is handed back.</summary>
    public TimeSpan WholeTime => GracefulTime + TimeSpan.FromSeconds(5);

    /// <exception cref="OptionsValidationException">The setting is not a time of at most an hour.</exception>
    public static ShutdownSettings Read(IConfiguration configuration)
    {
        if (configuration[Key] is not { Length: > 0 } setting)
        {
            return new ShutdownSettings(TimeSpan.FromSeconds(10));
        }

        return TimeSpan.TryParse(setting, CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.Zero && time <= Longest
            ? new ShutdownSettings(time)
            : throw new OptionsValidationException(Key, typeof(ShutdownSettings), [
                $"{Key} (environment variable {Key.Replace(":", "__", StringComparison.Ordinal)}) is '{setting}': "
                + "give a time as hh:mm:ss, at most an hour."]);
    }
}
