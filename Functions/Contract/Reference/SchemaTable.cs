using System.Text;
using System.Text.Json.Nodes;

namespace VideoGen.Functions.Contract.Reference;

/// <summary>A schema with its fields, or with the words that it allows.</summary>
sealed class SchemaTable(ApiDocument document, StringBuilder page)
{
    public void Write(JsonNode schema)
    {
        page.Append($"<p>{Markup.Line(schema["description"]?.GetValue<string>() ?? "")}</p>");
        if (schema["properties"] is JsonObject properties)
        {
            WriteFields(properties, [.. (schema["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>())]);
        }
        else if (schema["oneOf"] is JsonArray words && words.All(word => word!["const"] is not null))
        {
            WriteWords(words);
        }
        else
        {
            page.Append($"<p>{SchemaWords.Html(schema)}</p>");
        }
    }

    void WriteFields(JsonObject properties, HashSet<string> required)
    {
        page.Append("<table><thead><tr><th>Field</th><th>Kind</th><th></th></tr></thead><tbody>");
        foreach (var (name, field) in properties)
        {
            page.Append($"<tr><td><code>{Markup.Text(name)}</code>{(required.Contains(name) ? "" : " optional")}</td><td>{SchemaWords.Html(field!)}</td>")
                .Append($"<td>{Markup.Line(Description(field!))}{Default(field!)}</td></tr>");
        }

        page.Append("</tbody></table>");
    }

    void WriteWords(JsonArray words)
    {
        page.Append("<table><tbody>");
        foreach (var word in words)
        {
            page.Append($"<tr><td><code>{word!["const"]}</code></td><td>{Markup.Line(word["description"]?.GetValue<string>() ?? "")}</td></tr>");
        }

        page.Append("</tbody></table>");
    }

    /// <summary>The field's own, or else that of its only schema.</summary>
    string Description(JsonNode field)
        => (field["description"] ?? document.Resolve(field)["description"])?.GetValue<string>() ?? "";

    static string Default(JsonNode field)
        => field["default"] is { } value ? $" Usually <code>{Markup.Text(value.ToJsonString())}</code>." : "";
}
