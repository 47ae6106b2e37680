using System.Globalization;
using VideoGen.ProviderSimulator.Contracts;
using VideoGen.ProviderSimulator.Faults;
using VideoGen.ProviderSimulator.Jobs;
using VideoGen.ProviderSimulator.Models;
using VideoGen.ProviderSimulator.Money;

namespace VideoGen.ProviderSimulator.Admin;

/// <summary>The admin answers. Money is decimal text in US dollars.</summary>
static class AdminViews
{
    public static JsonObject Of(Bill bill)
    {
        var lines = bill.Lines;
        var providers = lines.GroupBy(line => line.Provider).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => KeyValuePair.Create(group.Key, (JsonNode?)Total([.. group])));
        return new JsonObject { ["lines"] = Array(lines, Of), ["providers"] = new JsonObject(providers), ["total"] = Total(lines) };
    }

    public static JsonObject Of(IReadOnlyList<Job> jobs) => new() { ["jobs"] = Array(jobs, Of) };

    public static JsonObject Of(RequestCounts counts) => new()
    {
        ["requests"] = Array(counts.All, one
            => new JsonObject { ["provider"] = one.Provider, ["route"] = one.Route, ["count"] = one.Count }),
    };

    public static JsonObject Of(ModelLog models) => new()
    {
        ["calls"] = Array(models.Calls, call => new JsonObject
        {
            ["provider"] = call.Provider,
            ["model"] = call.Model,
            ["kind"] = call.Kind,
            ["input_tokens"] = call.InputTokens,
            ["output_tokens"] = call.OutputTokens,
            ["usd"] = Text(call.Usd),
            ["references"] = call.References,
            ["leaks"] = new JsonArray([.. call.Leaks.Select(leak => JsonValue.Create(leak))]),
        }),
    };

    public static JsonObject Of(FaultPlan faults) => new()
    {
        ["faults"] = Array(faults.Requests, Of),
        ["kinds"] = Array(FaultKinds.All, kind => new JsonObject
        {
            ["fault"] = kind.Name,
            ["point"] = kind.Point.ToString().ToLowerInvariant(),
            ["meaning"] = kind.Meaning,
        }),
    };

    public static JsonObject Of(FaultRequest fault) => new()
    {
        ["fault"] = fault.Kind.Name,
        ["provider"] = fault.Provider,
        ["match"] = fault.Match,
        ["times"] = fault.Times,
        ["probability"] = fault.Probability,
        ["seconds"] = fault.Seconds,
        ["code"] = fault.Code,
        ["struck"] = fault.Struck,
    };

    static JsonObject Of(BillLine line) => new()
    {
        ["at"] = Answers.Time(line.At),
        ["provider"] = line.Provider,
        ["model"] = line.Model,
        ["job_id"] = line.JobId,
        ["kind"] = line.Kind,
        ["usd"] = line.Usd,
    };

    static JsonObject Of(Job job) => new()
    {
        ["id"] = job.Id,
        ["provider"] = job.Order.Provider,
        ["model"] = job.Order.Model,
        ["state"] = job.IsDeleted ? "deleted" : job.State.ToString().ToLowerInvariant(),
        ["failure"] = job.Failure?.ToString(),
        ["fault"] = job.Fate?.Kind.Name,
        ["text"] = job.Order.Text,
        ["title"] = job.Order.Title,
        ["callback_url"] = job.Order.CallbackUrl,
        ["width"] = job.Order.Clip.Width,
        ["height"] = job.Order.Clip.Height,
        ["seconds"] = job.Order.Clip.Seconds,
        ["first_frame"] = job.Order.Clip.FirstFrame is not null,
        ["usd"] = Text(job.Order.Usd),
        ["created_at"] = Answers.Time(job.CreatedAt),
        ["ended_at"] = job.EndedAt is { } end ? Answers.Time(end) : null,
    };

    static JsonObject Total(IReadOnlyCollection<BillLine> lines) => new()
    {
        ["jobs"] = lines.Select(line => line.JobId).Distinct().Count(),
        ["charged_usd"] = Sum(lines, BillLine.Charged),
        ["refunded_usd"] = Sum(lines, BillLine.Refunded),
        ["moderated_usd"] = Sum(lines, BillLine.Moderated),
        ["net_usd"] = Text(Bill.Net(lines)),
    };

    static string Sum(IEnumerable<BillLine> lines, string kind) => Text(lines.Where(line => line.Kind == kind).Sum(line => line.Amount));

    static string Text(decimal usd) => usd.ToString("0.00##", CultureInfo.InvariantCulture);

    static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> view) => [.. items.Select(view)];
}
