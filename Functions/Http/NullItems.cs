using System.Text.Json;
using VideoGen.Domain;

namespace VideoGen.Functions.Http;

/// <summary>No list that the API takes has gaps, but System.Text.Json lets null into lists of anything.</summary>
static class NullItems
{
    public static IReadOnlyList<FieldError> Find(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        var errors = new List<FieldError>();
        Look(document.RootElement, "", errors);
        return errors;
    }

    static void Look(JsonElement element, string path, List<FieldError> errors)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in element.EnumerateObject())
            {
                Look(field.Value, path.Length == 0 ? field.Name : $"{path}.{field.Name}", errors);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var (i, item) in element.EnumerateArray().Index())
            {
                Look(item, $"{path}[{i}]", errors);
            }
        }
        else if (element.ValueKind == JsonValueKind.Null && path.EndsWith(']'))
        {
            errors.Add(new(path, "This entry may not be null."));
        }
    }
}
