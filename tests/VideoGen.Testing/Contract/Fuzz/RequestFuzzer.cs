using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VideoGen.Testing.Contract.Fuzz;

/// <summary>Makes requests of every operation, one after the other: right ones, nearly right ones and hostile ones.</summary>
public sealed partial class RequestFuzzer
{
    const int LongestText = 200;

    static readonly string[] Types =
        ["text/plain", "application/xml", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "application/problem+json", "a/b"];
    readonly Random _random;
    readonly KnownIds _known;
    readonly SchemaSampler _sampler;
    readonly BodyFuzzer _bodies;

    /// <param name="contract">Where references lead.</param>
    /// <param name="random">The same seed makes the same requests, but for the ids that the app gave.</param>
    /// <param name="known">Ids that the app gave.</param>
    public RequestFuzzer(ApiContract contract, Random random, KnownIds known)
    {
        (_random, _known) = (random, known);
        _sampler = new SchemaSampler(contract, random, field => random.Next(8) == 0 ? null : known.OfField(field, random));
        _bodies = new BodyFuzzer(_sampler, random);
    }

    public (HttpRequestMessage Request, byte[] Body) Make(ContractOperation operation)
    {
        var path = Name().Replace(operation.Path, name => Uri.EscapeDataString(PathValue(operation, name.Groups[1].Value)));
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), $"{path}{Query(operation)}");
        foreach (var header in operation.Parameters.Where(parameter => parameter["in"]!.GetValue<string>() == "header"))
        {
            AddHeader(request, header["name"]!.GetValue<string>());
        }

        if (_random.Next(30) == 0)
        {
            request.Headers.TryAddWithoutValidation("X-Request-Id", Printable(Hostile.Text(_random)));
        }

        byte[] body = operation.BodySchema is not null ? _bodies.Make(operation)
            : _random.Next(10) == 0 ? Encoding.UTF8.GetBytes(Hostile.Value(_random))
            : [];
        if (operation.BodySchema is not null || body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
            var type = _random.Next(25) == 0 ? Types[_random.Next(Types.Length)] : "application/json";
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        return (request, body);
    }

    string PathValue(ContractOperation operation, string name)
    {
        var text = _random.Next(10) switch
        {
            // A NUL in a path is refused by the server itself.
            0 => ShortText().Replace("\0", "", StringComparison.Ordinal),
            1 => Guid.NewGuid().ToString(),
            2 => _random.Next(-1, 5).ToString(System.Globalization.CultureInfo.InvariantCulture),
            // What is deleted is gone for all requests after it.
            _ when operation.Method == "DELETE" && _random.Next(10) > 0 => Guid.NewGuid().ToString(),
            _ => _known.OfPath(operation.Path, name, _random) ?? Guid.NewGuid().ToString(),
        };
        // An empty or dotted segment makes another path.
        return text.Trim('.', '/').Length == 0 || text.Contains("..", StringComparison.Ordinal) ? "x" : text;
    }

    string Query(ContractOperation operation)
    {
        var given = operation.Parameters
            .Where(parameter => parameter["in"]!.GetValue<string>() == "query" && _random.Next(2) == 0)
            .Select(parameter => (Name: parameter["name"]!.GetValue<string>(), Value: QueryValue(parameter)))
            .ToList();
        if (_random.Next(25) == 0)
        {
            given.Add((ShortText(), ShortText()));
        }

        return given.Count == 0 ? "" : $"?{string.Join('&', given.Select(one => $"{Uri.EscapeDataString(one.Name)}={Uri.EscapeDataString(one.Value)}"))}";
    }

    string QueryValue(JsonObject parameter)
        => _random.Next(3) == 0 ? ShortText() : _sampler.Sample(parameter["schema"]!, parameter["name"]!.GetValue<string>()) switch
        {
            JsonArray list => string.Join(',', list.Select(item => item?.ToString())),
            var value => value?.ToString() ?? "",
        };

    void AddHeader(HttpRequestMessage request, string name)
    {
        if (_random.Next(3) == 0)
        {
            return;
        }

        var value = _random.Next(3) == 0 ? Printable(Hostile.Text(_random))
            : name == "If-Match" ? $"\"{_random.Next(1, 4)}\""
            : $"key-{_random.Next(500)}";
        request.Headers.TryAddWithoutValidation(name, value);
    }

    /// <summary>Fits into the first line of a request.</summary>
    string ShortText()
    {
        var text = Hostile.Text(_random);
        return text.Length > LongestText ? text[..LongestText] : text;
    }

    /// <summary>What is left of a text that may stand in a header or else the client would not send it.</summary>
    static string Printable(string text) => string.Concat(text.Where(character => character is >= ' ' and <= '~').Take(2000));

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Name();
}
