using System.Buffers.Text;
using System.Text.Json;
using VideoGen.Domain;

namespace VideoGen.Functions.Http;

/// <summary>
/// What a cursor carries: the question that it continues, and where the page before has ended. An opaque text to callers.
/// </summary>
/// <param name="Asked">Filters and sort as they came, by their names; those that were not given are not in it.</param>
/// <param name="Key">The last row's place in the order, as the sort spells it.</param>
/// <param name="Id">Of the last row.</param>
public sealed record ListCursor(IReadOnlyDictionary<string, string> Asked, string Key, Guid Id)
{
    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this, DomainJson.Options));

    /// <summary>
    /// Reads the named query values and <c>cursor</c>. With a cursor the others may be left out, or repeated as they were: a page of another
    /// question would not follow the page before.
    /// </summary>
    /// <exception cref="BadInputException">The cursor is none of ours, or continues another question; names what differs.</exception>
    public static (IReadOnlyDictionary<string, string> Asked, ListCursor? After) Read(HttpRequest request, IReadOnlyList<string> names)
    {
        var asked = names.Select(name => (name, value: request.Query[name].ToString().Trim())).Where(given => given.value.Length > 0)
            .ToDictionary(given => given.name, given => given.value);
        if (request.Query["cursor"].ToString() is not { Length: > 0 } text)
        {
            return (asked, null);
        }

        var cursor = Parse(text) ?? throw Paging.WrongCursor();
        var others = asked.Where(given => cursor.Asked.GetValueOrDefault(given.Key) != given.Value)
            .Select(given => new FieldError(given.Key, cursor.Asked.GetValueOrDefault(given.Key) is { } then
                ? $"The cursor continues a list with {given.Key}={then}. Leave {given.Key} out, or begin without a cursor."
                : $"The cursor continues a list without {given.Key}. Leave {given.Key} out, or begin without a cursor."))
            .ToList();
        return others.Count == 0
            ? (cursor.Asked, cursor)
            : throw new BadInputException(StatusCodes.Status400BadRequest, "cursor_of_another_list", others[0].Message, others);
    }

    static ListCursor? Parse(string text)
    {
        try
        {
            return Base64Url.IsValid(text) ? JsonSerializer.Deserialize<ListCursor>(Base64Url.DecodeFromChars(text), DomainJson.Options) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
