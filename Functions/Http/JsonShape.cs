using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using VideoGen.Domain;

namespace VideoGen.Functions.Http;

/// <summary>
/// Finds everything in a body that is not of the shape it should be. System.Text.Json stops at the first such place; who called would have
/// to send it again and again.
/// </summary>
static class JsonShape
{
    public const string NotOfThisKind = "This value is not of the kind that is expected here.";

    /// <param name="element">The body, or a part of it.</param>
    /// <param name="type">What it should be, in <see cref="DomainJson"/>.</param>
    /// <param name="path">Where the part lies, such as <c>options.review[0]</c>; empty for the body.</param>
    public static IEnumerable<FieldError> Find(JsonElement element, Type type, string path = "")
    {
        var info = DomainJson.Options.GetTypeInfo(type);
        return (info.Kind, element.ValueKind) switch
        {
            (JsonTypeInfoKind.Object, JsonValueKind.Object) => FindInObject(element, info, path),
            (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) => element.EnumerateArray().Index()
                .SelectMany(item => Check(item.Item, info.ElementType!, isNullable: false, $"{path}[{item.Index}]")),
            _ when Fits(element, type) => [],
            _ => [new(path, Expected(info))],
        };
    }

    static IEnumerable<FieldError> FindInObject(JsonElement element, JsonTypeInfo info, string path)
    {
        var prefix = path.Length == 0 ? "" : $"{path}.";
        var known = info.Properties.Where(property => property.Set is not null || property.AssociatedParameter is not null).ToDictionary(property => property.Name);
        foreach (var field in element.EnumerateObject())
        {
            var errors = known.TryGetValue(field.Name, out var property)
                ? Check(field.Value, property.PropertyType, property.IsSetNullable, prefix + field.Name)
                : [new(prefix + field.Name, $"There is no such field; there are: {string.Join(", ", known.Keys)}.")];
            foreach (var error in errors)
            {
                yield return error;
            }
        }

        foreach (var property in known.Values.Where(property => IsRequired(property) && !element.TryGetProperty(property.Name, out _)))
        {
            yield return new(prefix + property.Name, "This field is missing.");
        }
    }

    static IEnumerable<FieldError> Check(JsonElement element, Type type, bool isNullable, string path) => element.ValueKind == JsonValueKind.Null
        ? isNullable || Nullable.GetUnderlyingType(type) is not null ? [] : [new(path, "This may not be null.")]
        : Find(element, type, path);

    static bool IsRequired(JsonPropertyInfo property) => property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false };

    static bool Fits(JsonElement element, Type type)
    {
        try
        {
            element.Deserialize(type, DomainJson.Options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static string Expected(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => "An object belongs here.",
            JsonTypeInfoKind.Enumerable => "A list belongs here.",
            _ when type.IsEnum => $"One of these belongs here: {string.Join(", ", WordsOf(type))}.",
            _ when type == typeof(string) => "A text belongs here.",
            _ when type == typeof(bool) => "true or false belongs here.",
            _ when type == typeof(int) || type == typeof(long) => "A whole number belongs here.",
            _ when type == typeof(double) => "A number belongs here.",
            _ when type == typeof(decimal) => "An amount of US dollars is written as \"12.50\".",
            _ when type == typeof(Guid) => "An id belongs here: a UUID, as the API gives them.",
            _ => NotOfThisKind,
        };
    }

    static IEnumerable<string?> WordsOf(Type type)
        => Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToElement(value, type, DomainJson.Options).GetString());
}
