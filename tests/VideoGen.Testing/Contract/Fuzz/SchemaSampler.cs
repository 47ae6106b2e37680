using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoGen.Testing.Contract.Fuzz;

/// <summary>Makes values that a schema mostly allows.</summary>
/// <param name="contract">Where references lead.</param>
/// <param name="random">The same seed makes the same values.</param>
/// <param name="known">Real values of fields such as <c>brand_id</c>, by field name.</param>
public sealed class SchemaSampler(ApiContract contract, Random random, Func<string, string?> known)
{
    static readonly string[] Words = ["warm light", "Fernhollow", "고요한 밤", "a", "One dial, no app", "#1f6feb", "café – naïve", "خط", "2026-11-29"];

    public JsonNode? Sample(JsonNode schema, string name = "")
    {
        var resolved = contract.Resolve(schema);
        if ((resolved["oneOf"] ?? resolved["anyOf"]) is JsonArray choices)
        {
            return Sample(Pick(choices)!, name);
        }

        if (resolved["const"] is { } only)
        {
            return only.DeepClone();
        }

        if (resolved["enum"] is JsonArray words)
        {
            return Pick(words)?.DeepClone();
        }

        return TypeOf(resolved) switch
        {
            "object" => SampleObject(resolved),
            "array" => new JsonArray([.. Enumerable.Range(0, Count(resolved)).Select(_ => Sample(resolved["items"]!, name))]),
            "string" => SampleText(resolved, name),
            "integer" => (long)Between(resolved),
            "number" => Math.Round(Between(resolved), 1),
            "boolean" => random.Next(2) == 0,
            _ => null,
        };
    }

    JsonObject SampleObject(JsonObject schema)
    {
        var required = (schema["required"]?.AsArray() ?? []).Select(field => field!.GetValue<string>()).ToHashSet();
        var made = new JsonObject();
        foreach (var (name, field) in schema["properties"]?.AsObject() ?? [])
        {
            if (required.Contains(name) || random.Next(2) == 0)
            {
                made[name] = Sample(field!, name);
            }
        }

        return made;
    }

    string SampleText(JsonObject schema, string name)
    {
        if (schema["format"]?.GetValue<string>() == "uuid")
        {
            return known(name) ?? Guid.NewGuid().ToString();
        }

        if (schema["format"]?.GetValue<string>() is "date" or "date-time")
        {
            return schema["format"]!.GetValue<string>() == "date" ? "2026-11-29" : "2026-11-29T12:00:00Z";
        }

        if (schema["pattern"]?.GetValue<string>() is { } pattern)
        {
            return pattern.Contains("a-fA-F", StringComparison.Ordinal) ? "#24433a" : $"{random.Next(100)}.{random.Next(10)}0";
        }

        var text = Words[random.Next(Words.Length)];
        var longest = Whole(schema, "maxLength", 80);
        return random.Next(20) == 0 ? new string('x', longest) : text.Length > longest ? text[..longest] : text;
    }

    string? TypeOf(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => Pick(several)!.GetValue<string>(),
        JsonValue one => one.GetValue<string>(),
        _ => null,
    };

    JsonNode? Pick(JsonArray from) => from[random.Next(from.Count)];

    int Count(JsonObject schema) => Math.Min(Whole(schema, "minItems", 0) + random.Next(4), Whole(schema, "maxItems", 100));

    static int Whole(JsonObject schema, string keyword, int otherwise)
        => schema[keyword] is { } value && value.GetValueKind() == JsonValueKind.Number ? (int)value.GetValue<double>() : otherwise;

    double Between(JsonObject schema)
    {
        var least = Number(schema, "minimum", 0);
        return least + random.NextDouble() * (Number(schema, "maximum", least + 9) - least);
    }

    static double Number(JsonObject schema, string keyword, double otherwise)
        => schema[keyword] is { } value ? value.GetValue<double>() : otherwise;
}
