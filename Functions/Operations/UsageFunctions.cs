using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>Shows what rendering has cost, by the ledger.</summary>
public sealed class UsageFunctions(UsageReport usage)
{
    const int UsualDays = 30;
    const int MostDays = 366;

    /// <summary>
    /// <c>from</c> and <c>to</c> are days (UTC, both counted; the last 30 by default), <c>group_by</c> is day, brand, provider or api_key,
    /// which is for who looks after keys.
    /// </summary>
    [Function(nameof(GetUsage))]
    [Needs(Scope.Read)]
    public async Task<IResult> GetUsage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/usage")] HttpRequest request, CancellationToken cancellationToken)
    {
        var to = Day(request, "to") ?? DateOnly.FromDateTime(DateTime.UtcNow);
        var from = Day(request, "from") ?? to.AddDays(1 - UsualDays);
        if (from > to || to.DayNumber - from.DayNumber >= MostDays)
        {
            throw BadInputException.At("from", $"A report is from a day to the same or a later one, and over at most {MostDays} days.");
        }

        var (caller, group) = (Caller.Of(request), Group(request));
        if (group == UsageGroup.ApiKey)
        {
            caller.MustHave(Scope.Admin, "Usage by key");
        }

        var rows = await usage.ReadAsync(caller.WorkspaceId, from, to, group, cancellationToken);
        return JsonBody.Ok(new
        {
            From = from,
            To = to,
            SettledUsd = rows.Sum(row => row.SettledUsd),
            ReservedUsd = rows.Sum(row => row.ReservedUsd),
            RefundedUsd = rows.Sum(row => row.RefundedUsd),
            Attempts = rows.Sum(row => row.Attempts),
            Items = rows,
        });
    }

    static DateOnly? Day(HttpRequest request, string name) => request.Query[name].ToString() switch
    {
        "" => null,
        // The days around it are reckoned with, too, so it is none of the calendar's first or last ones.
        var text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 2000 and < 3000 => day,
        _ => throw BadInputException.At(name, $"{name} is a day such as 2026-11-24."),
    };

    static UsageGroup Group(HttpRequest request) => request.Query["group_by"].ToString() switch
    {
        "" or "day" => UsageGroup.Day,
        "brand" => UsageGroup.Brand,
        "provider" => UsageGroup.Provider,
        "api_key" => UsageGroup.ApiKey,
        _ => throw BadInputException.At("group_by", "group_by is day, brand, provider or api_key."),
    };
}
