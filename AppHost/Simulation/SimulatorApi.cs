using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace VideoGen.AppHost.Simulation;

/// <summary>What a simulator's bill comes to.</summary>
/// <param name="Jobs">That were charged.</param>
/// <param name="NetUsd">Charged less refunded.</param>
/// <param name="Requests">That were sent to the providers' APIs.</param>
public sealed record BillTotal(int Jobs, decimal NetUsd, int Requests = 0);

/// <summary>The calls to a running simulator that AppHost makes.</summary>
public sealed class SimulatorApi(string address) : IDisposable
{
    const string Endpoints = "/heygen/v3/webhooks/endpoints";
    readonly HttpClient _http = new() { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Makes the app's address the only one that HeyGen's simulated webhooks go to.</summary>
    /// <returns>The secret with which they are signed.</returns>
    public async Task<string> RegisterWebhookAsync(string url, CancellationToken cancellationToken)
    {
        _http.DefaultRequestHeaders.Remove("X-Api-Key");
        _http.DefaultRequestHeaders.Add("X-Api-Key", SimulatedProviders.Key);
        var before = await _http.GetFromJsonAsync<JsonNode>(Endpoints, cancellationToken);
        foreach (var endpoint in before!["data"]!.AsArray())
        {
            using var deleted = await _http.DeleteAsync(new Uri($"{Endpoints}/{endpoint!["endpoint_id"]}", UriKind.Relative),
                cancellationToken);
        }

        using var answer = await _http.PostAsJsonAsync(Endpoints, new { url }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!["data"]!["secret"]!.GetValue<string>();
    }

    public async Task<BillTotal> BillAsync(CancellationToken cancellationToken)
    {
        JsonNode total, requests;
        try
        {
            total = (await _http.GetFromJsonAsync<JsonNode>("/admin/bill", cancellationToken))!["total"]!;
            requests = (await _http.GetFromJsonAsync<JsonNode>("/admin/requests", cancellationToken))!["requests"]!;
        }
        catch (HttpRequestException e)
        {
            throw new CannotGoOnException($"The simulator at {_http.BaseAddress} does not tell its bill: {e.Message}");
        }

        return new BillTotal(total["jobs"]!.GetValue<int>(),
            decimal.Parse(total["net_usd"]!.GetValue<string>(), CultureInfo.InvariantCulture),
            requests.AsArray().Sum(route => route!["count"]!.GetValue<int>()));
    }

    public void Dispose() => _http.Dispose();
}
