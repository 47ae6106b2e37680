using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace VideoGen.Testing.Contract;

/// <summary>
/// The document's schemas, closed: what is published lets answers get new fields, but a field that today's app answers and the document
/// does not name is a mistake.
/// </summary>
public sealed class ContractSchemas
{
    const string Named = "#/components/schemas/";
    static int s_count;
    readonly string _base = $"https://videogen.test/contract/{Interlocked.Increment(ref s_count)}";
    readonly ConcurrentDictionary<string, JsonSchema> _read = new();
    readonly BuildOptions _reading = new() { SchemaRegistry = new() };
    readonly EvaluationOptions _checking = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    public ContractSchemas(JsonObject document)
    {
        var all = new JsonObject { ["$id"] = _base, ["$defs"] = Closed(document["components"]!["schemas"]!) };
        _reading.SchemaRegistry.Register(Build(all));
    }

    /// <returns>What does not fit, with its place; empty when the value is as the schema says.</returns>
    public IReadOnlyList<string> Faults(JsonNode schema, JsonNode? value)
    {
        var read = _read.GetOrAdd(schema.ToJsonString(), text => Build(Closed(JsonNode.Parse(text)!)));
        var result = read.Evaluate(JsonSerializer.SerializeToElement(value), _checking);
        return result.IsValid ? [] : [.. (result.Details ?? [])
            .Where(detail => detail.Errors is not null)
            .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"))
            .Distinct()];
    }

    JsonSchema Build(JsonNode schema)
        => JsonSchema.FromText(schema.ToJsonString().Replace(Named, $"{_base}#/$defs/", StringComparison.Ordinal), _reading);

    static JsonNode Closed(JsonNode schema)
    {
        var copy = schema.DeepClone();
        Close(copy);
        return copy;
    }

    static void Close(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            list.ToList().ForEach(Close);
        }

        if (node is not JsonObject map)
        {
            return;
        }

        map.Select(entry => entry.Value).ToList().ForEach(Close);
        map.Remove("x-common");
        if (map["properties"] is JsonObject && map["type"]?.GetValueKind() == JsonValueKind.String && !map.ContainsKey("additionalProperties"))
        {
            map["additionalProperties"] = false;
        }
    }
}
