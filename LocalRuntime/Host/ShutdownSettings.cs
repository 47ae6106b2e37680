using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace VideoGen.LocalRuntime.Host;

/// <summary>How long the host takes to stop.</summary>
/// <param name="GracefulTime">What runs may go on this long; then it is cancelled, and what was not finished is handed back.</param>
internal sealed record ShutdownSettings(TimeSpan GracefulTime)
{
    /// <summary>Until the host gives up: cancelled work gets some seconds to end, and what did not is handed back.</summary>
    public TimeSpan WholeTime => GracefulTime + TimeSpan.FromSeconds(5);

    /// <exception cref="OptionsValidationException">The setting is not a time of at most an hour.</exception>
    public static ShutdownSettings Read(IConfiguration configuration)
        => new(TimeSetting.Read(configuration, "LocalRuntime:Shutdown:GracefulTime", usual: TimeSpan.FromSeconds(10)));
}
