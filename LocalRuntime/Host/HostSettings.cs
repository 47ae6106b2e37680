using Microsoft.Extensions.Configuration;

namespace VideoGen.LocalRuntime.Host;

/// <summary>
/// The app's host.json. As on the real host, environment variables override it:
/// <c>AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions</c>.
/// </summary>
internal sealed class HostSettings(IConfiguration configuration)
{
    /// <summary>Without slashes; empty when the routes start at the root.</summary>
    public string RoutePrefix { get; } = (configuration["extensions:http:routePrefix"] ?? "api").Trim('/');

    /// <summary><see langword="null"/> leaves the engine's default.</summary>
    public int? MaxConcurrentActivities { get; } =
        configuration.GetValue<int?>("extensions:durableTask:maxConcurrentActivityFunctions");

    public int? MaxConcurrentOrchestrations { get; } =
        configuration.GetValue<int?>("extensions:durableTask:maxConcurrentOrchestratorFunctions");

    public IConfiguration Logging { get; } = configuration.GetSection("logging");

    public static HostSettings Read(string folder) => new(new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(folder, "host.json"), optional: true)
        .AddEnvironmentVariables("AzureFunctionsJobHost__")
        .Build());
}
