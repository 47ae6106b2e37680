using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VideoGen.Testing.Contract;

public sealed partial class ContractOperation
{
    readonly ApiContract _contract;
    readonly JsonObject _node;
    readonly Regex _shape;

    public ContractOperation(ApiContract contract, string path, string method, JsonObject item)
    {
        (_contract, Path, Method, _node) = (contract, path, method, item[method.ToLowerInvariant()]!.AsObject());
        _shape = new Regex($"^{Name().Replace(path, "[^/]+")}$", RegexOptions.IgnoreCase);
        Names = [.. Name().Matches(path).Select(name => name.Value)];
        Parameters = [.. (item["parameters"]?.AsArray() ?? []).Concat(_node["parameters"]?.AsArray() ?? []).Select(one => contract.Resolve(one!))];
        Codes = [.. (_node["x-problem-codes"]?.AsArray() ?? []).Select(code => code!.GetValue<string>())];
    }

    public string Id => _node["operationId"]!.GetValue<string>();

    public string Path { get; }

    /// <summary>Nobody has to say who they are.</summary>
    public bool IsPublic => _node["security"] is JsonArray { Count: 0 };

    public string Method { get; }

    /// <summary>What varies in the path.</summary>
    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<JsonObject> Parameters { get; }

    /// <summary>Codes of problems, besides the common ones.</summary>
    public IReadOnlyList<string> Codes { get; }

    /// <summary>Of a JSON body; <see langword="null"/> when it takes none.</summary>
    public JsonNode? BodySchema => Media?["schema"];

    public IReadOnlyList<JsonNode> BodyExamples
        => Media is not { } media ? []
            : media["example"] is { } one ? [one]
            : [.. (media["examples"]?.AsObject() ?? []).Select(example => example.Value!["value"]!)];

    public bool Fits(string path) => _shape.IsMatch(path);

    /// <returns>The answer as documented; <see langword="null"/> when there is no such.</returns>
    public JsonObject? AnswerTo(int status)
        => _node["responses"]![$"{status}"] is { } answer ? _contract.Resolve(answer)
            : status is 401 or 403 or 429 && _node["responses"]!["default"] is { } other ? _contract.Resolve(other)
            : null;

    JsonNode? Media => _node["requestBody"] is { } body ? _contract.Resolve(body)["content"]?["application/json"] : null;

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Name();
}
