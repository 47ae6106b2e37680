using System.Collections;

namespace VideoGen.AppHost;

/// <summary>
/// The app's settings for a run on this machine, as environment variables.
/// Those that the user's environment has already win, but for the address and what is simulated.
/// </summary>
public sealed class AppSettings
{
    public const string Database = "Database__ConnectionString";
    public const string AuthMode = "Auth__Mode", AdminKey = "Auth__AdminKey";
    readonly Dictionary<string, string> _users;

    public AppSettings(IEnumerable<KeyValuePair<string, string>> usersEnvironment)
        => _users = usersEnvironment
            .Where(variable => variable.Value.Length > 0)
            .GroupBy(variable => variable.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First().Value, StringComparer.OrdinalIgnoreCase);

    public static AppSettings OfThisProcess()
        => new(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(entry => KeyValuePair.Create((string)entry.Key, (string)entry.Value!)));

    /// <summary>The user brought a database, so none is started.</summary>
    public bool HasDatabase => _users.ContainsKey(Database);

    /// <summary>The user said how callers prove who they are.</summary>
    public bool HasAuth => _users.TryGetValue(AuthMode, out var mode) ? !mode.Equals("none", StringComparison.OrdinalIgnoreCase) : _users.ContainsKey(AdminKey);

    /// <param name="checkout">Where the app's files go.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="connectionString">The database; <see langword="null"/> when the user's environment names one.</param>
    /// <param name="simulated">What leads to the simulator; wins over the user's, whose keys must not be spent by a simulation.</param>
    /// <returns>What is to be added to the environment.</returns>
    public IReadOnlyDictionary<string, string> For(
        Checkout checkout, ServiceAddress address, string? connectionString, IReadOnlyDictionary<string, string>? simulated = null)
    {
        var settings = new Dictionary<string, string>
        {
            ["Assets__Store"] = "files",
            ["Assets__Folder"] = checkout.Assets,
            ["Assets__PublicBaseUrl"] = $"{address.Local}/api/assets",
        };
        if (connectionString is not null)
        {
            settings[Database] = connectionString;
        }

        if (!HasAuth && !address.IsOpenToOthers)
        {
            // One's own machine: nobody has to say who they are.
            settings[AuthMode] = "none";
            settings["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development";
        }

        var missing = settings.Where(setting => !_users.ContainsKey(setting.Key)).ToDictionary();
        // The address is decided by the command line alone: images for .NET come with an ASPNETCORE_HTTP_PORTS that nobody meant.
        missing["ASPNETCORE_URLS"] = address.Binding;
        missing["Urls"] = address.Binding;
        foreach (var (name, value) in simulated ?? new Dictionary<string, string>())
        {
            missing[name] = value;
        }

        return missing;
    }
}
