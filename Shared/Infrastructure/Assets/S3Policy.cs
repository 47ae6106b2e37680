using System.Text.Json.Nodes;

namespace VideoGen.Infrastructure.Assets;

/// <summary>The bucket policy: one statement of ours, found again by its Sid, beside whatever else is there.</summary>
internal static class S3Policy
{
    const string Sid = "VideoGenPublicThumbnails";

    /// <param name="present">The policy that the bucket has.</param>
    /// <param name="bucket">Its name.</param>
    /// <returns>The policy that it should have; <see langword="null"/> when that is the one that it has.</returns>
    public static string? WithPublicThumbnails(string? present, string bucket)
    {
        var policy = string.IsNullOrEmpty(present) ? new JsonObject { ["Version"] = "2012-10-17" } : JsonNode.Parse(present)!.AsObject();
        // A single statement may stand without its array.
        var statements = policy["Statement"] switch
        {
            JsonArray many => many.Select(statement => statement!.DeepClone()).ToList(),
            JsonObject one => [one.DeepClone()],
            _ => [],
        };
        var ours = new JsonObject
        {
            ["Sid"] = Sid,
            ["Effect"] = "Allow",
            ["Principal"] = "*",
            ["Action"] = new JsonArray("s3:GetObject"),
            ["Resource"] = new JsonArray($"arn:aws:s3:::{bucket}/{AssetKey.PublicPrefix}*"),
        };
        var found = statements.Find(statement => (string?)statement["Sid"] == Sid);
        if (found is not null && JsonNode.DeepEquals(Normal(found), Normal(ours)))
        {
            return null;
        }

        policy["Statement"] = new JsonArray([.. statements.Where(statement => statement != found), ours]);
        return policy.ToJsonString();
    }

    /// <summary>
    /// Servers may give back the same statement in another spelling: single values bare or in an array, everyone as "*" or {"AWS": "*"}.
    /// </summary>
    static JsonObject Normal(JsonNode statement) => new()
    {
        ["Effect"] = (string?)statement["Effect"],
        ["Principal"] = Single(statement["Principal"] is JsonObject principal ? principal["AWS"] : statement["Principal"]),
        ["Action"] = Single(statement["Action"]),
        ["Resource"] = Single(statement["Resource"]),
        ["Condition"] = statement["Condition"]?.DeepClone(),
    };

    static JsonNode? Single(JsonNode? value) => (value is JsonArray { Count: 1 } array ? array[0] : value)?.DeepClone();
}
