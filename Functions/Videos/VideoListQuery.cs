using System.Globalization;
using VideoGen.Domain;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>Reads what GET /api/v1/videos is asked: filters, search, sort and cursor.</summary>
static class VideoListQuery
{
    const int LongestSearch = 200;
    const int MostWords = 8;
    static readonly string[] Names = ["status", "brand_id", "product_id", "provider", "created_from", "created_to", "q", "sort"];

    /// <returns>The filter, the place after which the page begins, and what a cursor for the next one has to carry.</returns>
    /// <exception cref="BadInputException">Names every value that is not right.</exception>
    public static (VideoFilter Filter, VideoPlace? After, IReadOnlyDictionary<string, string> Asked) Read(
        HttpRequest request, Guid workspaceId)
    {
        var (asked, cursor) = ListCursor.Read(request, Names);
        var errors = new List<FieldError>();
        var filter = new VideoFilter(workspaceId)
        {
            Statuses = Statuses(asked.GetValueOrDefault("status"), errors),
            BrandId = Id("brand_id"),
            ProductId = Id("product_id"),
            Provider = Provider(asked.GetValueOrDefault("provider"), errors),
            From = Time("created_from", wholeDays: 0),
            To = Time("created_to", wholeDays: 1),
            Words = Words(asked.GetValueOrDefault("q"), errors),
            Sort = Sort(asked.GetValueOrDefault("sort"), errors),
        };
        return errors.Count > 0
            ? throw new BadInputException(StatusCodes.Status400BadRequest, "invalid_input",
                errors.Count == 1 ? errors[0].Message : $"{errors.Count} values are not right.", errors)
            : (filter, cursor is null ? null : Place(cursor, filter.Sort), asked);

        Guid? Id(string name) => asked.GetValueOrDefault(name) switch
        {
            null => null,
            var text when Guid.TryParse(text, out var id) => id,
            _ => Wrong<Guid?>(errors, name, $"{name} is an id such as 0190d5c0-0000-7000-8000-000000000000."),
        };

        // A day is all of it: what was created on the last one counts.
        DateTime? Time(string name, int wholeDays) => asked.GetValueOrDefault(name) switch
        {
            null => null,
            var text when DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) && day < DateOnly.MaxValue
                => day.AddDays(wholeDays).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            var text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                => time.UtcDateTime,
            _ => Wrong<DateTime?>(errors, name, $"{name} is a time such as 2026-11-24T09:30:00Z, or a day such as 2026-11-24 (UTC)."),
        };
    }

    public static string CursorAfter(Video video, VideoSort sort, IReadOnlyDictionary<string, string> asked)
    {
        var place = VideoPlace.Of(video, sort);
        return new ListCursor(asked, place.Key switch
        {
            DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
            var key => string.Create(CultureInfo.InvariantCulture, $"{key}"),
        }, place.Id).ToString();
    }

    static VideoPlace Place(ListCursor cursor, VideoSort sort) => new(sort switch
    {
        VideoSort.Title when !cursor.Key.Contains('\0', StringComparison.Ordinal) => cursor.Key,
        VideoSort.Dearest when decimal.TryParse(cursor.Key, NumberStyles.Number, CultureInfo.InvariantCulture, out var usd) => usd,
        VideoSort.Newest or VideoSort.Oldest when DateTime.TryParseExact(
            cursor.Key, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            && time.Kind == DateTimeKind.Utc => time,
        _ => throw Paging.WrongCursor(),
    }, cursor.Id);

    static List<VideoStatus> Statuses(string? text, List<FieldError> errors)
    {
        var all = Enum.GetValues<VideoStatus>().ToDictionary(Spelling.Of);
        var given = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        errors.AddRange(given.Where(word => !all.ContainsKey(word)).Take(1)
            .Select(word => new FieldError("status", $"There is no status '{word}'; there are: {string.Join(", ", all.Keys)}.")));
        return [.. given.Where(all.ContainsKey).Select(word => all[word]).Distinct()];
    }

    /// <summary>Any name: also of a provider that is no longer set up here.</summary>
    static string? Provider(string? name, List<FieldError> errors)
        => name is null || TextRules.Check("provider", name, 1, LongestSearch) is null
            ? name
            : Wrong<string>(errors, "provider", "provider is a name such as runway.");

    static string[] Words(string? text, List<FieldError> errors)
    {
        var words = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return text is null || (TextRules.Check("q", text, 1, LongestSearch) is null && words.Length <= MostWords)
            ? words
            : Wrong<string[]>(errors, "q",
                $"A search is of 1 to {MostWords} words, without control characters and of at most {LongestSearch} characters in all.") ?? [];
    }

    static VideoSort Sort(string? text, List<FieldError> errors) => text switch
    {
        null or "-created_at" => VideoSort.Newest,
        "created_at" => VideoSort.Oldest,
        "-cost_usd" => VideoSort.Dearest,
        "title" => VideoSort.Title,
        _ => Wrong<VideoSort>(errors, "sort", "sort is -created_at, created_at, -cost_usd or title."),
    };

    static T? Wrong<T>(List<FieldError> errors, string field, string message)
    {
        errors.Add(new(field, message));
        return default;
    }
}
