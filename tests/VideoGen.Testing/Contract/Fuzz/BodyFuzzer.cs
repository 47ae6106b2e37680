using System.Text;
using System.Text.Json.Nodes;

namespace VideoGen.Testing.Contract.Fuzz;

/// <summary>Makes bodies of an operation: right ones, and such with one to three things wrong.</summary>
sealed class BodyFuzzer(SchemaSampler sampler, Random random)
{
    // Stands where raw JSON is to be put that a JsonNode cannot hold.
    const string Mark = "raw-json-";

    public byte[] Make(ContractOperation operation)
    {
        var body = operation.BodyExamples.Count > 0 && random.Next(3) == 0
            ? operation.BodyExamples[random.Next(operation.BodyExamples.Count)].DeepClone()
            : sampler.Sample(operation.BodySchema!);
        var raw = new List<string>();
        for (var wrong = random.Next(4); wrong > 0 && body is not null; wrong--)
        {
            Spoil(body, raw);
        }

        var text = body?.ToJsonString() ?? "null";
        for (var i = 0; i < raw.Count; i++)
        {
            text = text.Replace($"\"{Mark}{i}-\"", raw[i], StringComparison.Ordinal);
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        return random.Next(12) == 0 ? Hostile.Break(bytes, random) : bytes;
    }

    void Spoil(JsonNode body, List<string> raw)
    {
        var places = Places(body).ToList();
        var place = places[random.Next(places.Count)];
        switch (place)
        {
            case JsonObject map when map.Count > 0 && random.Next(4) > 0:
                var name = map.ElementAt(random.Next(map.Count)).Key;
                if (random.Next(4) == 0)
                {
                    map.Remove(name);
                    return;
                }

                raw.Add(Hostile.Value(random));
                map[name] = $"{Mark}{raw.Count - 1}-";
                return;
            case JsonObject map:
                map[Hostile.Text(random)] = Hostile.Text(random);
                return;
            case JsonArray list when list.Count > 0 && random.Next(4) > 0:
                raw.Add(Hostile.Value(random));
                list[random.Next(list.Count)] = $"{Mark}{raw.Count - 1}-";
                return;
            case JsonArray list:
                for (var more = random.Next(1, 120); more > 0; more--)
                {
                    list.Add(Hostile.Text(random));
                }

                return;
        }
    }

    static IEnumerable<JsonNode> Places(JsonNode node) => node switch
    {
        JsonObject map => map.Select(entry => entry.Value).Where(value => value is JsonObject or JsonArray).SelectMany(value => Places(value!)).Prepend(map),
        JsonArray list => list.Where(value => value is JsonObject or JsonArray).SelectMany(value => Places(value!)).Prepend(list),
        _ => [node],
    };
}
