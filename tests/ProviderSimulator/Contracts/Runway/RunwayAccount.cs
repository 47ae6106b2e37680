using System.Globalization;
using VideoGen.ProviderSimulator.Jobs;
using VideoGen.ProviderSimulator.Money;

namespace VideoGen.ProviderSimulator.Contracts.Runway;

/// <summary>The organization's balance, limits and use; a credit is a cent.</summary>
sealed class RunwayAccount(RenderFarm farm, Bill bill)
{
    const string Provider = "runway";

    public JsonObject View()
    {
        var limits = farm.LimitsOf(Provider);
        var today = farm.Jobs.Where(job => job.Order.Provider == Provider
            && DateTimeOffset.UtcNow - job.CreatedAt < TimeSpan.FromDays(1)).ToList();
        return new JsonObject
        {
            ["creditBalance"] = (int)(farm.Balance(Provider) * 100),
            ["tier"] = new JsonObject
            {
                ["maxMonthlyCreditSpend"] = 10_000,
                ["models"] = OfModels(_ => new JsonObject { ["maxConcurrentGenerations"] = limits.Concurrent,
                    ["maxDailyGenerations"] = limits.PerDay }),
            },
            ["usage"] = new JsonObject
            {
                ["models"] = OfModels(model => new JsonObject { ["dailyGenerations"] = today.Count(job => job.Order.Model == model) }),
            },
        };
    }

    /// <summary>Credits per day and model.</summary>
    public JsonObject Usage(Fields body)
    {
        var (start, before) = (Day(body, "startDate"), Day(body, "beforeDate"));
        body.End();
        var lines = bill.Lines.Where(line => line.Provider == Provider && Day(line) >= start && Day(line) < before).ToList();
        return new JsonObject
        {
            ["models"] = new JsonArray([.. lines.Select(line => line.Model).Distinct().Select(model => JsonValue.Create(model))]),
            ["results"] = new JsonArray([.. lines.GroupBy(Day).OrderBy(day => day.Key).Select(day => new JsonObject
            {
                ["date"] = day.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["usedCredits"] = new JsonArray([.. day.GroupBy(line => line.Model)
                    .Select(model => new JsonObject { ["model"] = model.Key, ["amount"] = (int)(Bill.Net(model) * 100) })]),
            })]),
        };
    }

    static JsonObject OfModels(Func<string, JsonObject> view)
        => new(RunwayModel.Names.Select(model => KeyValuePair.Create(model, (JsonNode?)view(model))));

    static DateOnly Day(BillLine line) => DateOnly.FromDateTime(line.At.UtcDateTime);

    static DateOnly Day(Fields body, string name)
        => DateOnly.TryParse(body.RequiredText(name), CultureInfo.InvariantCulture, out var day) ? day
            : throw RefusedException.Invalid(name, $"{name} is a date such as 2026-11-24.");
}
