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
        var take = ReadTake(request);
        if (request.Query["cursor"].ToString() is not { Length: > 0 } cursor)
        {
            return PageRequest.First(take);
        }

        return PageRequest.TryParse(cursor, take, out var page) ? page : throw WrongCursor();
    }

    /// <summary>Reads <c>limit</c>; one row more is asked for, as in <see cref="Read"/>.</summary>
    public static int ReadTake(HttpRequest request)
    {
        var take = PageRequest.DefaultTake;
        return request.Query["limit"].ToString() is { Length: > 0 } limit
            && (!int.TryParse(limit, CultureInfo.InvariantCulture, out take) || take is < 1 or > PageRequest.MostTake)
                ? throw BadInputException.At("limit", $"limit is a number from 1 to {PageRequest.MostTake}.")
                : take + 1;
    }

    public static Page<TItem> Cut<TRow, TItem>(
        IReadOnlyList<TRow> rows, PageRequest page, Func<TRow, TItem> view, Func<TRow, string> cursorAfter)
        => Cut(rows, page.Take, view, cursorAfter);

    /// <param name="take">What was asked for: one row more than the page has.</param>
    public static Page<TItem> Cut<TRow, TItem>(IReadOnlyList<TRow> rows, int take, Func<TRow, TItem> view, Func<TRow, string> cursorAfter)
    {
        var full = rows.Count == take;
        var items = full ? rows.Take(take - 1).ToList() : rows;
        return new Page<TItem>([.. items.Select(view)], full ? cursorAfter(items[^1]) : null);
    }

    public static BadInputException WrongCursor()
        => BadInputException.At("cursor", "This cursor was not given out here; take next_cursor from the page before, or none for the first page.");
}
