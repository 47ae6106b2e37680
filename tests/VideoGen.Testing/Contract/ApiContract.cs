using System.Text.Json.Nodes;

namespace VideoGen.Testing.Contract;

/// <summary>The document that the app serves, as its callers read it.</summary>
public sealed class ApiContract
{
    static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];
    readonly List<ContractOperation> _operations;

    public ApiContract(JsonObject document)
    {
        Document = document;
        Schemas = new ContractSchemas(document);
        _operations = [.. from path in document["paths"]!.AsObject()
            from method in Methods
            where path.Value![method] is not null
            select new ContractOperation(this, path.Key, method.ToUpperInvariant(), path.Value!.AsObject())];
        // What every operation may answer without saying so.
        CommonCodes = [.. Codes().Where(code => code["x-common"] is not null).Select(code => code["const"]!.GetValue<string>())];
    }

    public JsonObject Document { get; }

    public ContractSchemas Schemas { get; }

    public IReadOnlyList<ContractOperation> Operations => _operations;

    public HashSet<string> CommonCodes { get; }

    /// <returns>All methods of the path, the most literal template first.</returns>
    public IReadOnlyList<ContractOperation> At(string path)
        => [.. _operations.Where(operation => operation.Fits(path)).OrderBy(operation => operation.Names.Count)];

    public JsonObject Resolve(JsonNode node)
        => node["$ref"]?.GetValue<string>() is { } reference
            ? reference[2..].Split('/').Aggregate((JsonNode)Document, (at, name) => at[name]!).AsObject()
            : node.AsObject();

    IEnumerable<JsonNode> Codes() => Document["components"]!["schemas"]!["ProblemCode"]!["oneOf"]!.AsArray()!;
}
