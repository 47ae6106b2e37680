using System.Text;
using System.Text.Json.Nodes;

namespace VideoGen.Functions.Contract.Reference;

/// <summary>The contract as one page to read and to search in: no script, nothing from elsewhere.</summary>
sealed class ReferencePage(ApiDocument document)
{
    readonly StringBuilder _page = new();

    public string Write(string style)
    {
        var info = document.Root["info"]!;
        var title = Markup.Text(info["title"]!.GetValue<string>());
        _page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append($"<title>{title}</title><style>{style}</style></head><body>");
        WriteContents();
        _page.Append($"<main><h1>{title}</h1><p class=\"lead\">{Markup.Text(info["summary"]!.GetValue<string>())}</p>")
            .Append(Markup.Paragraphs(info["description"]!.GetValue<string>()))
            .Append("<p>For programs: <a href=\"openapi.json\">openapi.json</a>.</p>")
            .Append("<h2 id=\"auth\">Who calls</h2>")
            .Append(Markup.Paragraphs(document.Root["components"]!["securitySchemes"]!["bearer"]!["description"]!.GetValue<string>()));
        var operations = new OperationSection(document, _page);
        foreach (var (tag, entries) in Groups())
        {
            _page.Append($"<h2 id=\"tag-{tag["name"]}\">{Markup.Text(Heading(tag))}</h2>")
                .Append(Markup.Paragraphs(tag["description"]!.GetValue<string>()));
            foreach (var operation in entries)
            {
                operations.Write(operation);
            }
        }

        WriteWebhooks();
        _page.Append("<h2 id=\"schemas\">Schemas</h2>");
        var tables = new SchemaTable(document, _page);
        foreach (var (name, schema) in document.Root["components"]!["schemas"]!.AsObject())
        {
            _page.Append($"<section id=\"schema-{name}\"><h3>{name}</h3>");
            tables.Write(schema!);
            _page.Append("</section>");
        }

        return _page.Append("</main></body></html>").ToString();
    }

    void WriteContents()
    {
        _page.Append("<nav aria-label=\"Contents\">");
        foreach (var (tag, entries) in Groups())
        {
            _page.Append($"<a class=\"group\" href=\"#tag-{tag["name"]}\">{Markup.Text(Heading(tag))}</a><ul>");
            foreach (var operation in entries)
            {
                _page.Append($"<li><a href=\"#{operation.Id}\">{Markup.Text(operation.Node["summary"]!.GetValue<string>())}</a></li>");
            }

            _page.Append("</ul>");
        }

        _page.Append("<a class=\"group\" href=\"#schemas\">Schemas</a></nav>");
    }

    /// <summary>What this installation calls, where the contract says so.</summary>
    void WriteWebhooks()
    {
        if (document.Root["webhooks"] is not JsonObject { Count: > 0 } webhooks)
        {
            return;
        }

        _page.Append("<h2 id=\"webhooks\">What we call</h2>");
        foreach (var (name, item) in webhooks)
        {
            var post = item!["post"]!;
            _page.Append($"<section><h3>{Markup.Text(name)}</h3><p>{Markup.Text(post["summary"]?.GetValue<string>() ?? "")}</p>")
                .Append(Markup.Paragraphs(post["description"]?.GetValue<string>() ?? ""));
            if (post["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema)
            {
                _page.Append($"<p>Body: {SchemaWords.Html(schema)}</p>");
            }

            _page.Append("</section>");
        }
    }

    IEnumerable<(JsonNode Tag, IReadOnlyList<ApiOperation> Operations)> Groups()
        => from tag in document.Root["tags"]!.AsArray()
            let name = tag!["name"]!.GetValue<string>()
            select (tag!, (IReadOnlyList<ApiOperation>)[.. document.Operations.Where(operation => operation.Node["tags"]![0]!.GetValue<string>() == name)]);

    static string Heading(JsonNode tag)
    {
        var name = tag["name"]!.GetValue<string>();
        return char.ToUpperInvariant(name[0]) + name[1..];
    }
}
