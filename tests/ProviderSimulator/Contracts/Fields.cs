using System.Text.Json;

namespace VideoGen.ProviderSimulator.Contracts;

/// <summary>Reads a request's JSON object strictly: a wrong, missing or unknown field is refused by its name.</summary>
public sealed class Fields
{
    readonly JsonObject _json;
    readonly string _path;
    readonly HashSet<string> _known = [];

    Fields(JsonObject json, string path) => (_json, _path) = (json, path);

    public JsonObject Json => _json;

    public static async Task<Fields> ReadAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            throw RefusedException.Invalid("Content-Type", "The body must be application/json.");
        }

        try
        {
            return await JsonNode.ParseAsync(request.Body) is JsonObject json
                ? new Fields(json, "")
                : throw new JsonException("It is no object.");
        }
        catch (JsonException e)
        {
            throw RefusedException.Invalid("body", $"The body is not a JSON object: {e.Message}");
        }
    }

    public bool Has(string name) => _json[name] is not null;

    public string? Text(string name, int longest = int.MaxValue, int shortest = 0)
    {
        var text = Value<string>(name, JsonValueKind.String, "a string");
        return text is null || (text.Length <= longest && text.Length >= shortest) ? text
            : throw RefusedException.Invalid(Path(name),
            $"{Path(name)} must have {shortest} to {longest} characters; it has {text.Length}.");
    }

    public string RequiredText(string name, int longest = int.MaxValue, int shortest = 1)
        => Text(name, longest, shortest) ?? throw Missing(name);

    public string? OneOf(string name, params ReadOnlySpan<string> allowed)
    {
        var text = Text(name);
        return text is null || allowed.Contains(text) ? text
            : throw RefusedException.Invalid(Path(name), $"{Path(name)} must be one of {string.Join(", ", allowed!)}; it is '{text}'.");
    }

    public string RequiredOneOf(string name, params ReadOnlySpan<string> allowed) => OneOf(name, allowed) ?? throw Missing(name);

    public bool? Flag(string name)
    {
        _known.Add(name);
        return _json[name] is not { } node ? null
            : node.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? node.GetValue<bool>()
            : throw RefusedException.Invalid(Path(name), $"{Path(name)} must be true or false.");
    }

    public int? Integer(string name, int least, int most)
    {
        _known.Add(name);
        return _json[name] is not { } node ? null
            : node.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue(out int number) && number >= least
            && number <= most ? number
            : throw RefusedException.Invalid(Path(name), $"{Path(name)} must be a whole number from {least} to {most}.");
    }

    public double? Number(string name, double least, double most)
    {
        _known.Add(name);
        return _json[name] is not { } node ? null
            : node.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue(out double number) && number >= least
            && number <= most ? number
            : throw RefusedException.Invalid(Path(name), $"{Path(name)} must be a number from {least} to {most}.");
    }

    public Fields? Object(string name)
    {
        _known.Add(name);
        return _json[name] switch
        {
            null => null,
            JsonObject json => new Fields(json, $"{Path(name)}."),
            _ => throw RefusedException.Invalid(Path(name), $"{Path(name)} must be an object."),
        };
    }

    /// <returns>The array's objects; <see langword="null"/> when there is no array.</returns>
    public IReadOnlyList<Fields>? Objects(string name)
        => Array(name) is not { } array ? null
            : [.. array.Select((node, i) => node is JsonObject json ? new Fields(json, $"{Path(name)}[{i}].")
                : throw RefusedException.Invalid(Path(name), $"{Path(name)}[{i}] must be an object."))];

    public JsonArray? Array(string name)
    {
        _known.Add(name);
        return _json[name] switch
        {
            null => null,
            JsonArray array => array,
            _ => throw RefusedException.Invalid(Path(name), $"{Path(name)} must be an array."),
        };
    }

    /// <summary>Fields that the contract has and the simulator does not look into.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            _known.Add(name);
        }
    }

    /// <summary>Refuses what was not asked for until now.</summary>
    public void End()
    {
        if (_json.FirstOrDefault(field => !_known.Contains(field.Key)).Key is { } unknown)
        {
            throw RefusedException.Invalid(Path(unknown), $"{Path(unknown)}: Extra inputs are not permitted");
        }
    }

    public string Path(string name) => _path + name;

    T? Value<T>(string name, JsonValueKind kind, string what)
    {
        _known.Add(name);
        return _json[name] is not { } node ? default
            : node.GetValueKind() == kind ? node.GetValue<T>()
            : throw RefusedException.Invalid(Path(name), $"{Path(name)} must be {what}.");
    }

    RefusedException Missing(string name) => RefusedException.Invalid(Path(name), $"{Path(name)}: Field required");
}
