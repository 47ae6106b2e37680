using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoGen.Domain;

namespace VideoGen.Functions.Contract.Reference;

/// <summary>One operation: what it takes, what it answers, and how to call it by hand.</summary>
sealed class OperationSection(ApiDocument document, StringBuilder page)
{
    static readonly JsonSerializerOptions Readable = new(DomainJson.Options) { WriteIndented = true };

    public void Write(ApiOperation operation)
    {
        var node = operation.Node;
        page.Append($"<section id=\"{operation.Id}\"><h3>{Markup.Text(node["summary"]!.GetValue<string>())}</h3>")
            .Append($"<p class=\"route\"><b class=\"{operation.Method}\">{operation.Method}</b> <code>{Markup.Text(operation.Path)}</code>{Scope(node)}</p>")
            .Append(Markup.Paragraphs(node["description"]?.GetValue<string>() ?? ""));
        WriteParameters(operation);
        var body = node["requestBody"] is { } given ? document.Resolve(given) : null;
        if (body is not null)
        {
            WriteBody(body);
        }

        page.Append($"<pre>{Markup.Text(Curl(operation, body))}</pre>");
        WriteAnswers(node);
        page.Append("</section>");
    }

    void WriteParameters(ApiOperation operation)
    {
        if (operation.Parameters.Count == 0)
        {
            return;
        }

        page.Append("<table><thead><tr><th>Parameter</th><th>Kind</th><th></th></tr></thead><tbody>");
        foreach (var parameter in operation.Parameters)
        {
            var required = parameter["required"]?.GetValue<bool>() == true ? "" : ", optional";
            page.Append($"<tr><td><code>{Markup.Text(parameter["name"]!.GetValue<string>())}</code></td>")
                .Append($"<td>{parameter["in"]}{required}</td><td>{SchemaWords.Html(parameter["schema"]!)}. ")
                .Append($"{Markup.Line(parameter["description"]?.GetValue<string>() ?? "")}</td></tr>");
        }

        page.Append("</tbody></table>");
    }

    void WriteBody(JsonObject body)
    {
        foreach (var (type, media) in body["content"]!.AsObject())
        {
            page.Append($"<p>Body ({Markup.Text(type)}): {SchemaWords.Html(media!["schema"]!)}. ")
                .Append($"{Markup.Line(body["description"]?.GetValue<string>() ?? "")}</p>");
        }
    }

    void WriteAnswers(JsonObject node)
    {
        page.Append("<table><thead><tr><th>Answer</th><th></th></tr></thead><tbody>");
        foreach (var (status, given) in node["responses"]!.AsObject())
        {
            var answer = document.Resolve(given!);
            var schema = answer["content"]?.AsObject().First().Value?["schema"];
            page.Append($"<tr><td>{status}</td><td>{Markup.Line(answer["description"]!.GetValue<string>())}")
                .Append(schema is null ? "" : $" {SchemaWords.Html(schema)}")
                .Append("</td></tr>");
        }

        page.Append("</tbody></table>");
        if (node["x-problem-codes"] is JsonArray codes)
        {
            page.Append("<p>Besides the common ones, <a href=\"#schema-ProblemCode\">codes</a> of problems are ")
                .Append($"{string.Join(", ", codes.Select(code => $"<code>{code}</code>"))}.</p>");
        }
    }

    static string Scope(JsonObject node) => node["security"]?.AsArray() switch
    {
        { Count: 0 } => " <span class=\"scope\">open to all</span>",
        { } security when security[0]?["bearer"] is JsonArray { Count: > 0 } scopes
            => $" <span class=\"scope\">scope {string.Join(", ", scopes.Select(scope => scope!.GetValue<string>()))}</span>",
        _ => "",
    };

    static string Curl(ApiOperation operation, JsonObject? body)
    {
        var method = operation.Method == "GET" ? "" : $"-X {operation.Method} ";
        var line = $"curl {method}\"$VIDEOGEN{operation.Path}\"";
        if (operation.Node["security"] is not JsonArray { Count: 0 })
        {
            line += " \\\n  -H \"Authorization: Bearer $TOKEN\"";
        }

        if (operation.TakesIdempotencyKey)
        {
            line += " \\\n  -H \"Idempotency-Key: $(uuidgen)\"";
        }

        if (body?["content"]?["application/json"] is not { } media)
        {
            return line;
        }

        var example = media["example"] ?? media["examples"]?.AsObject().First().Value?["value"];
        return $"{line} \\\n  -H \"Content-Type: application/json\" \\\n  -d '{example?.ToJsonString(Readable) ?? "{}"}'";
    }
}
