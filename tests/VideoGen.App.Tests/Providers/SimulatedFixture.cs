using System.Globalization;
using System.Text.Json.Nodes;
using VideoGen.Testing;

namespace VideoGen.App.Tests.Providers;

/// <summary>The app with all paid providers that film.</summary>
public sealed class SimulatedFixture : SimulatorFixture
{
    /// <summary>Answers for every scene that asks.</summary>
    public Person Person { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Person = new Person(Database, Simulator);
    }

    /// <summary>A short video at one provider; another language or shape makes other scenes, which no earlier test has made.</summary>
    public async Task<string> StartAsync(string[] providers, string language = "en", string aspectRatio = "1:1")
    {
        var input = await Api.VideoInputAsync(language);
        (input["options"]!["providers"], input["options"]!["aspect_ratio"], input["max_cost_usd"]) =
            (new JsonArray([.. providers.Select(name => (JsonNode)name)]), aspectRatio, "50.00");
        return await Api.StartVideoAsync(input);
    }

    /// <summary>What the app's ledger says of a provider: settled less refunded, and what is still reserved.</summary>
    public async Task<(decimal SpentUsd, decimal ReservedUsd)> LedgerAsync(string provider)
    {
        var usage = await Api.GetAsync("api/v1/usage?group_by=provider");
        return usage.Body!["items"]!.AsArray().SingleOrDefault(row => row!["group"]!.GetValue<string>() == provider) is { } row
            ? (Usd(row["settled_usd"]!) - Usd(row["refunded_usd"]!), Usd(row["reserved_usd"]!)) : (0, 0);
    }

    public static decimal Usd(JsonNode amount) => decimal.Parse(amount.GetValue<string>(), CultureInfo.InvariantCulture);
}
