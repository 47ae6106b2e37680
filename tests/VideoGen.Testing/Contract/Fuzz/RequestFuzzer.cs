using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VideoGen.Testing.Contract.Fuzz;

/// <summary>Makes requests of every operation, one after the other: right ones, nearly right ones and hostile ones.</summary>
/// <param name="contract">Which operations there are.</param>
/// <param name="random">The same seed makes the same requests, but for the ids that the app gave.</param>
/// <param name="known">Ids that the app gave.</param>
public sealed partial class RequestFuzzer(ApiContract contract, Random random, KnownIds known)
{
    static readonly string[] Types = ["text/plain", "application/xml", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "application/problem+json", "a/b"];
    readonly BodyFuzzer _bodies = new(new SchemaSampler(contract, random, field => random.Next(8) == 0 ? null : known.OfField(field, random)), random);

    public (HttpRequestMessage Request, byte[] Body) Make(ContractOperation operation)
    {
        var path = Name().Replace(operation.Path, name => Uri.EscapeDataString(PathValue(operation, name.Groups[1].Value)));
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), $"{path}{Query(operation)}");
        foreach (var header in operation.Parameters.Where(parameter => parameter["in"]!.GetValue<string>() == "header"))
        {
            AddHeader(request, header["name"]!.GetValue<string>());
        }

        if (random.Next(30) == 0)
        {
            request.Headers.TryAddWithoutValidation("X-Request-Id", Printable(Hostile.Text(random)));
        }

        byte[] body = operation.BodySchema is null ? random.Next(10) == 0 ? Encoding.UTF8.GetBytes(Hostile.Value(random)) : [] : _bodies.Make(operation);
        if (operation.BodySchema is not null || body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(random.Next(25) == 0 ? Types[random.Next(Types.Length)] : "application/json");
        }

        return (request, body);
    }

    string PathValue(ContractOperation operation, string name)
    {
        var text = random.Next(10) switch
        {
            0 => Hostile.Text(random),
            1 => Guid.NewGuid().ToString(),
            2 => random.Next(-1, 5).ToString(System.Globalization.CultureInfo.InvariantCulture),
            // What is deleted is gone for all requests after it.
            _ when operation.Method == "DELETE" && random.Next(10) > 0 => Guid.NewGuid().ToString(),
            _ => known.OfPath(operation.Path, name, random) ?? Guid.NewGuid().ToString(),
        };
        // An empty or dotted segment makes another path.
        return text.Trim('.', '/').Length == 0 || text.Contains("..", StringComparison.Ordinal) ? "x" : text;
    }

    string Query(ContractOperation operation)
    {
        var given = operation.Parameters
            .Where(parameter => parameter["in"]!.GetValue<string>() == "query" && random.Next(2) == 0)
            .Select(parameter => (Name: parameter["name"]!.GetValue<string>(), Value: QueryValue(parameter)))
            .ToList();
        if (random.Next(25) == 0)
        {
            given.Add((Hostile.Text(random), Hostile.Text(random)));
        }

        return given.Count == 0 ? "" : $"?{string.Join('&', given.Select(one => $"{Uri.EscapeDataString(one.Name)}={Uri.EscapeDataString(one.Value)}"))}";
    }

    string QueryValue(JsonObject parameter)
        => random.Next(3) == 0 ? Hostile.Text(random)
            : new SchemaSampler(contract, random, field => known.OfField(field, random)).Sample(parameter["schema"]!, parameter["name"]!.GetValue<string>()) switch
            {
                JsonArray list => string.Join(',', list.Select(item => item?.ToString())),
                var value => value?.ToString() ?? "",
            };

    void AddHeader(HttpRequestMessage request, string name)
    {
        if (random.Next(3) == 0)
        {
            return;
        }

        var value = random.Next(3) == 0 ? Printable(Hostile.Text(random)) : name == "If-Match" ? $"\"{random.Next(1, 4)}\"" : $"key-{random.Next(500)}";
        request.Headers.TryAddWithoutValidation(name, value);
    }

    /// <summary>What is left of a text that may stand in a header or else the client would not send it.</summary>
    static string Printable(string text) => string.Concat(text.Where(character => character is >= ' ' and <= '~').Take(2000));

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Name();
}
