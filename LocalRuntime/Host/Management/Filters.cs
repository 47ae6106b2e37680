using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace VideoGen.LocalRuntime.Host.Management;

/// <summary>What the query string says about which instances are meant.</summary>
/// <remarks>The real API passes over a filter that it cannot read; here it is refused, lest a purge take more than was meant.</remarks>
internal sealed class Filters(IQueryCollection query)
{
    public DateTimeOffset? CreatedFrom { get; } = Time(query, "createdTimeFrom");

    public DateTimeOffset? CreatedTo { get; } = Time(query, "createdTimeTo");

    /// <summary><see langword="null"/>: any. Empty: none that this runtime has.</summary>
    public IReadOnlyList<OrchestrationRuntimeStatus>? Statuses { get; } = StatusesIn(query);

    public static bool Flag(IQueryCollection query, string name, bool otherwise) => query[name].ToString() switch
    {
        "" => otherwise,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw new BadHttpRequestException($"'{name}' is '{text}': give true or false."),
    };

    /// <param name="query">The query string.</param>
    /// <param name="name">Of the number.</param>
    /// <returns>A whole number above zero; <see langword="null"/> when none is given.</returns>
    public static int? Number(IQueryCollection query, string name) => query[name].ToString() switch
    {
        "" => null,
        var text when int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
        var text => throw new BadHttpRequestException($"'{name}' is '{text}': give a whole number above zero."),
    };

    /// <summary>PostgreSQL's text holds no NUL character. (A path with one is refused by the server.)</summary>
    /// <exception cref="BadHttpRequestException">There is one.</exception>
    public static void EnsureStorable(string name, string? text)
    {
        if (text?.Contains('\0') == true)
        {
            throw new BadHttpRequestException($"'{name}' has a NUL character (%00): leave it out.");
        }
    }

    static DateTimeOffset? Time(IQueryCollection query, string name) => query[name].ToString() switch
    {
        "" => null,
        var text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        var text => throw new BadHttpRequestException($"'{name}' is '{text}': give a time such as 2026-01-31T12:00:00Z."),
    };

    static List<OrchestrationRuntimeStatus>? StatusesIn(IQueryCollection query)
    {
        const string name = "runtimeStatus";
        const StringSplitOptions words = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        var given = query[name].SelectMany(text => text!.Split(',', words)).ToList();
        // The real API has two more, which no instance of this runtime ever has.
        var known = given.Where(word => !word.Equals("Canceled", StringComparison.OrdinalIgnoreCase)
            && !word.Equals("ContinuedAsNew", StringComparison.OrdinalIgnoreCase));
        return given.Count == 0 ? null : known.Select(Parse).ToList();

        static OrchestrationRuntimeStatus Parse(string word)
            => Enum.TryParse<OrchestrationRuntimeStatus>(word, ignoreCase: true, out var status) && Enum.IsDefined(status)
                ? status
                : throw new BadHttpRequestException(
                    $"'{name}' has '{word}': give any of {string.Join(", ", Enum.GetNames<OrchestrationRuntimeStatus>())}.");
    }
}
