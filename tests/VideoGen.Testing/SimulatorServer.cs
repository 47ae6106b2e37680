using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using VideoGen.AppHost;
using VideoGen.AppHost.Simulation;
using VideoGen.ProviderSimulator;

namespace VideoGen.Testing;

/// <summary>
/// The provider simulator inside this process, on a free port. Jobs take a few milliseconds, besides the making of their clips, unless
/// the options say otherwise.
/// </summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    public static readonly SimulatorOptions Fast = new()
    {
        QueueTime = TimeSpan.FromMilliseconds(5),
        RunTime = TimeSpan.FromMilliseconds(50),
        // A clip that another test has made need not be made again.
        ClipFolder = Path.Combine(Path.GetTempPath(), $"videogen-tests-{Environment.UserName}", "clips"),
    };

    readonly Simulator _simulator;

    SimulatorServer(Simulator simulator, string key)
    {
        (_simulator, Key) = (simulator, key);
        Admin = new HttpClient { BaseAddress = new Uri($"{simulator.Address}/admin/") };
    }

    /// <summary>For example <c>http://127.0.0.1:41234</c>.</summary>
    public string Address => _simulator.Address;

    /// <summary>The key that every provider takes.</summary>
    public string Key { get; }

    /// <summary>Relative to <c>/admin/</c>: bill, jobs, requests, faults, limits.</summary>
    public HttpClient Admin { get; }

    public static async Task<SimulatorServer> StartAsync(SimulatorOptions? options = null)
    {
        options ??= Fast;
        return new SimulatorServer(await Simulator.StartAsync(options), options.Key);
    }

    /// <summary>What goes into the provider's <c>BaseAddress</c>.</summary>
    /// <param name="provider"><c>luma</c>, <c>luma_dream_machine</c>, <c>runway</c> or <c>heygen</c>.</param>
    public string BaseAddress(string provider)
        => $"{Address}/{provider}{(provider.StartsWith("luma", StringComparison.Ordinal) ? "/v1" : "")}/";

    /// <summary>Settings by which an app films with all simulated providers, and looks at jobs soon.</summary>
    /// <param name="models">Services that write and paint; nobody does unless named, so that scripts are the same in all tests.</param>
    /// <param name="port">On which the app will listen.</param>
    public async Task<Dictionary<string, string>> AppSettingsAsync(int port, double pollSeconds, IEnumerable<string>? models = null)
    {
        var app = new ServiceAddress(IPAddress.Loopback, port);
        using var api = new SimulatorApi(Address);
        var secret = await api.RegisterWebhookAsync($"{app.Local}/api/v1/webhooks/heygen", CancellationToken.None);
        var settings = new Dictionary<string, string>(SimulatedProviders.Settings([.. SimulatedProviders.VideoNames, .. models ?? []], Address, app, secret));
        foreach (var section in new[] { "Luma", "LumaDreamMachine", "Runway", "HeyGen" })
        {
            settings[$"Providers__{section}__PollSeconds"] = pollSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return settings;
    }

    /// <param name="fault">A name of <c>GET /admin/faults</c>.</param>
    /// <param name="times">How often it strikes; <see langword="null"/> for ever.</param>
    /// <param name="match">Only jobs with this in prompt, script, title or callback address.</param>
    /// <param name="seconds">For faults that have a length.</param>
    /// <param name="code">The provider's failure code, for faults that have one.</param>
    public async Task FaultAsync(
        string fault, string? provider = null, int? times = 1, string? match = null, double seconds = 2, string? code = null)
    {
        using var answer = await Admin.PostAsJsonAsync("faults", new { fault, provider, times, match, seconds, code });
        answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Whether a fault that was asked for has been met.</summary>
    public async Task<bool> HasStruckAsync(string fault, string provider)
        => (await GetAsync("faults"))["faults"]!.AsArray().OfType<JsonNode>()
            .Any(one => one["fault"]!.GetValue<string>() == fault && one["provider"]?.GetValue<string>() == provider && one["struck"]!.GetValue<int>() > 0);

    public async Task ClearFaultsAsync() => (await Admin.DeleteAsync("faults")).Dispose();

    /// <summary>Lines and totals; see <c>GET /admin/bill</c>.</summary>
    public Task<JsonNode> BillAsync() => GetAsync("bill");

    /// <summary>Charged less refunded, US dollars, at one provider or at all.</summary>
    public async Task<decimal> NetUsdAsync(string? provider = null)
    {
        var bill = await BillAsync();
        var total = provider is null ? bill["total"] : bill["providers"]![provider];
        return total is null ? 0 : decimal.Parse(total["net_usd"]!.GetValue<string>(), CultureInfo.InvariantCulture);
    }

    public async Task<IReadOnlyList<JsonNode>> JobsAsync(string? provider = null)
        => [.. (await GetAsync("jobs"))["jobs"]!.AsArray().OfType<JsonNode>()
            .Where(job => provider is null || job["provider"]!.GetValue<string>() == provider)];

    /// <summary>How often a provider's route was called.</summary>
    /// <param name="route">For example <c>POST /v1/generations</c>; <see langword="null"/> for all of them.</param>
    public async Task<int> RequestsAsync(string provider, string? route = null)
        => (await GetAsync("requests"))["requests"]!.AsArray().OfType<JsonNode>()
            .Where(one => one["provider"]!.GetValue<string>() == provider && (route is null || one["route"]!.GetValue<string>() == route))
            .Sum(one => one["count"]!.GetValue<int>());

    /// <summary>What models were asked, see <c>GET /admin/models</c>.</summary>
    public async Task<IReadOnlyList<JsonNode>> ModelCallsAsync() => [.. (await GetAsync("models"))["calls"]!.AsArray().OfType<JsonNode>()];

    public async Task ClearModelCallsAsync() => (await Admin.DeleteAsync("models")).Dispose();

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await _simulator.DisposeAsync();
    }

    async Task<JsonNode> GetAsync(string path) => (await Admin.GetFromJsonAsync<JsonNode>(path))!;
}
