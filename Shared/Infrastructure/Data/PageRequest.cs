using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace VideoGen.Infrastructure.Data;

/// <summary>A page of a list that runs from the newest to the oldest: what comes after the last row of the page before.</summary>
/// <param name="Before">Creation time of that last row, UTC.</param>
/// <param name="BeforeId">Its id, which breaks ties.</param>
/// <param name="Take">Most rows to return.</param>
public sealed record PageRequest(DateTime Before, Guid BeforeId, int Take)
{
    public const int DefaultTake = 20;
    public const int MostTake = 100;

    public static PageRequest First(int take = DefaultTake)
        => new(DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc), Guid.AllBitsSet, take);

    /// <summary>An opaque text that <see cref="TryParse"/> turns into the page after the given row.</summary>
    public static string CursorAfter(DateTime createdAt, Guid id)
        => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{createdAt.Ticks}:{id:N}")));

    /// <returns><see langword="false"/> when the text is no cursor of ours.</returns>
    public static bool TryParse(string cursor, int take, out PageRequest page)
    {
        page = First(take);
        if (!Base64Url.IsValid(cursor)
            || Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split(':') is not [var ticksText, var idText]
            || !long.TryParse(ticksText, CultureInfo.InvariantCulture, out var ticks)
            || ticks < 0 || ticks > DateTime.MaxValue.Ticks
            || !Guid.TryParseExact(idText, "N", out var id))
        {
            return false;
        }

        page = new(new DateTime(ticks, DateTimeKind.Utc), id, take);
        return true;
    }
}
