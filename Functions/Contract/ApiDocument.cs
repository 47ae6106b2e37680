using System.Collections.Frozen;
using System.Text;
using System.Text.Json.Nodes;
using VideoGen.Domain;

namespace VideoGen.Functions.Contract;

/// <summary>The API's contract, <c>openapi.yaml</c>, as the app goes by it.</summary>
public sealed class ApiDocument
{
    static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];
    readonly FrozenDictionary<string, ApiOperation> _byFunction;

    public ApiDocument()
    {
        using var yaml = new StreamReader(typeof(ApiDocument).Assembly.GetManifestResourceStream("openapi.yaml")!);
        Root = YamlJson.Read(yaml)!.AsObject();
        Json = Encoding.UTF8.GetBytes(Root.ToJsonString(DomainJson.Options));
        Operations = [.. from path in Root["paths"]!.AsObject()
            from method in Methods
            where path.Value![method] is not null
            select Operation(path.Key, method, path.Value!.AsObject())];
        _byFunction = Operations.ToFrozenDictionary(operation => operation.Id, StringComparer.OrdinalIgnoreCase);
    }

    public JsonObject Root { get; }

    /// <summary>UTF-8.</summary>
    public byte[] Json { get; }

    public IReadOnlyList<ApiOperation> Operations { get; }

    /// <summary>An operation's id is its function's name.</summary>
    /// <returns><see langword="null"/> for functions that are no part of the contract.</returns>
    public ApiOperation? Find(string function) => _byFunction.GetValueOrDefault(function);

    /// <summary>What a <c>$ref</c> within the document leads to; the node itself when it is none.</summary>
    public JsonObject Resolve(JsonNode node)
        => node["$ref"] is { } reference
            ? reference.GetValue<string>()[2..].Split('/').Aggregate((JsonNode)Root, (at, name) => at[name]!).AsObject()
            : node.AsObject();

    ApiOperation Operation(string path, string method, JsonObject item)
    {
        var node = item[method]!.AsObject();
        JsonObject[] parameters = [.. new[] { item["parameters"], node["parameters"] }
            .SelectMany(list => list?.AsArray() ?? [])
            .Select(parameter => Resolve(parameter!))];
        return new(node["operationId"]!.GetValue<string>(), method.ToUpperInvariant(), path, parameters, node);
    }
}

/// <param name="Path">From the root, with <c>{names}</c> for what varies.</param>
/// <param name="Parameters">Those of the path, too; resolved.</param>
public sealed record ApiOperation(string Id, string Method, string Path, IReadOnlyList<JsonObject> Parameters, JsonObject Node)
{
    readonly string[] _segments = Path.Split('/');

    public FrozenSet<string> QueryParameters { get; } = Names(Parameters, "query");

    public bool TakesIdempotencyKey { get; } = Names(Parameters, "header").Contains("Idempotency-Key");

    /// <summary>Whether the path has this shape, whatever stands in its varying places.</summary>
    public bool Fits(string path)
    {
        var given = path.Split('/');
        return given.Length == _segments.Length
            && given.Zip(_segments).All(pair => pair.Second.StartsWith('{')
                ? pair.First.Length > 0
                : string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    static FrozenSet<string> Names(IEnumerable<JsonObject> parameters, string place)
        => parameters
            .Where(parameter => parameter["in"]!.GetValue<string>() == place)
            .Select(parameter => parameter["name"]!.GetValue<string>())
            .ToFrozenSet();
}
