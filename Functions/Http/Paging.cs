using System.Globalization;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions.Http;

/// <summary>A page of a list, newest first.</summary>
/// <param name="NextCursor">For the next page; <see langword="null"/> on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

static class Paging
{
    /// <summary>Reads <c>cursor</c> and <c>limit</c>; one row more is asked for, to know whether another page follows.</summary>
    /// <exception cref="BadInputException">The cursor is none of ours, or the limit is out of range.</exception>
    public static PageRequest Read(HttpRequest request)
    {
        var take = PageRequest.DefaultTake;
        if (request.Query["limit"].ToString() is { Length: > 0 } limit
            && (!int.TryParse(limit, CultureInfo.InvariantCulture, out take) || take is < 1 or > PageRequest.MostTake))
        {
            throw Wrong("limit", $"limit is a number from 1 to {PageRequest.MostTake}.");
        }

        if (request.Query["cursor"].ToString() is not { Length: > 0 } cursor)
        {
            return PageRequest.First(take + 1);
        }

        return PageRequest.TryParse(cursor, take + 1, out var page)
            ? page
            : throw Wrong("cursor", "This cursor was not given out here; take next_cursor from the page before, or none for the first page.");
    }

    public static Page<TItem> Cut<TRow, TItem>(IReadOnlyList<TRow> rows, PageRequest page, Func<TRow, TItem> view, Func<TRow, string> cursorAfter)
    {
        var full = rows.Count == page.Take;
        var items = full ? rows.Take(page.Take - 1).ToList() : rows;
        return new Page<TItem>([.. items.Select(view)], full ? cursorAfter(items[^1]) : null);
    }

    static BadInputException Wrong(string field, string message)
        => new(StatusCodes.Status400BadRequest, "invalid_input", message, [new(field, message)]);
}
