using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace VideoGen.LocalRuntime.Host;

/// <summary>A setting that is a time, written hh:mm:ss.</summary>
static class TimeSetting
{
    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <param name="usual">When the setting is missing or empty.</param>
    /// <exception cref="OptionsValidationException">The setting is no time, is shorter than <paramref name="least"/> or longer than an hour.</exception>
    public static TimeSpan Read(IConfiguration configuration, string key, TimeSpan usual, TimeSpan least = default)
    {
        if (configuration[key] is not { Length: > 0 } setting)
        {
            return usual;
        }

        return TimeSpan.TryParse(setting, CultureInfo.InvariantCulture, out var time) && time >= least && time <= Longest
            ? time
            : throw new OptionsValidationException(key, typeof(TimeSpan), [
                $"{key} (environment variable {key.Replace(":", "__", StringComparison.Ordinal)}) is '{setting}': "
                + $"give a time as hh:mm:ss, {(least == default ? "" : $"at least {least:c} and ")}at most an hour."]);
    }
}
