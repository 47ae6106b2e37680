using System.Text.Json;
using VideoGen.Domain;

namespace VideoGen.Functions.Http;

/// <summary>
/// What no body may hold, whatever it is for: null in a list, which System.Text.Json lets into lists of anything, and texts that the
/// database cannot keep.
/// </summary>
static class BodyChecks
{
    /// <summary>Where reading a text or a name throws <see cref="InvalidOperationException"/>: a lone surrogate, or bytes that are no UTF-8.</summary>
    public static FieldError HalfACharacter { get; } = new("", "A name or a text in the body ends in half a character.");

    public static IReadOnlyList<FieldError> Find(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        var errors = new List<FieldError>();
        try
        {
            Look(document.RootElement, "", errors);
        }
        catch (InvalidOperationException)
        {
            errors.Add(HalfACharacter);
        }

        return errors;
    }

    static void Look(JsonElement element, string path, List<FieldError> errors)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in element.EnumerateObject())
                {
                    Look(field.Value, path.Length == 0 ? field.Name : $"{path}.{field.Name}", errors);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (i, item) in element.EnumerateArray().Index())
                {
                    Look(item, $"{path}[{i}]", errors);
                }

                break;
            case JsonValueKind.Null when path.EndsWith(']'):
                errors.Add(new(path, "This entry may not be null."));
                break;
            case JsonValueKind.String when element.GetString()!.Contains('\0'):
                errors.Add(new(path, "Control characters are not allowed, but for line breaks."));
                break;
        }
    }
}
