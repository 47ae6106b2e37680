using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using VideoGen.AppHost.Simulation;

namespace VideoGen.AppHost.Demo;

/// <summary>What the simulator's bill and the app's report of its ledger say at one time.</summary>
/// <param name="Bill">Of all providers that it stands in for.</param>
/// <param name="UsageUsd">Settled less refunded at these providers; <see langword="null"/> when the app has no such report.</param>
public sealed record Accounts(BillTotal Bill, decimal? UsageUsd)
{
    public static async Task<Accounts> ReadAsync(HttpClient app, SimulatorApi simulator, CancellationToken cancellationToken)
        => new(await simulator.BillAsync(cancellationToken), await UsageAsync(app, cancellationToken));

    static async Task<decimal?> UsageAsync(HttpClient app, CancellationToken cancellationToken)
    {
        using var response = await app.GetAsync(new Uri("/api/v1/usage?group_by=provider", UriKind.Relative), cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return null;
        }

        var report = await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
        return report!["items"]!.AsArray()
            .Where(item => SimulatedProviders.Names.Contains(item!["group"]!.GetValue<string>()))
            .Sum(item => Usd(item!["settled_usd"]) - Usd(item["refunded_usd"]));
    }

    static decimal Usd(JsonNode? amount) => amount is null ? 0 : decimal.Parse(amount.ToString(), CultureInfo.InvariantCulture);
}
