using System.Text.Json.Nodes;

namespace VideoGen.Functions.Contract.Reference;

/// <summary>Says in a few words what a schema allows, and links to those that have a name.</summary>
static class SchemaWords
{
    const string Named = "#/components/schemas/";

    public static string Html(JsonNode schema)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            var name = reference[Named.Length..];
            return $"<a href=\"#schema-{name}\">{name}</a>";
        }

        if ((schema["anyOf"] ?? schema["oneOf"]) is JsonArray choices)
        {
            return string.Join(" or ", choices.Select(choice => choice!["const"] is { } word ? Word(word) : Html(choice)));
        }

        if (schema["enum"] is JsonArray words)
        {
            return string.Join(", ", words.Select(Word));
        }

        var types = schema["type"] switch
        {
            JsonArray several => string.Join(" or ", several.Select(type => type!.GetValue<string>())),
            JsonValue one => one.GetValue<string>(),
            _ => "anything",
        };
        var of = schema["items"] is { } items ? $" of {Html(items)}" : "";
        return $"{types}{of}{Limits(schema)}";
    }

    static string Word(JsonNode? word) => $"<code>{Markup.Text(word?.ToString() ?? "null")}</code>";

    static string Limits(JsonNode schema)
    {
        var limits = new List<string>();
        if (schema["format"]?.GetValue<string>() is { } format)
        {
            limits.Add(format);
        }

        Add("minimum", "from");
        Add("maximum", "to");
        Add("minLength", "at least");
        Add("maxLength", "at most", " characters");
        Add("minItems", "at least");
        Add("maxItems", "at most", " entries");
        return limits.Count == 0 ? "" : $" ({string.Join(", ", limits)})";

        void Add(string keyword, string words, string unit = "")
        {
            if (schema[keyword] is { } value)
            {
                limits.Add($"{words} {value}{unit}");
            }
        }
    }
}
