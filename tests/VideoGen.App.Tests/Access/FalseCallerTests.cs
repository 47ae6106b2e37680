using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoGen.Testing.Contract;
using VideoGen.Testing.Contract.Fuzz;

namespace VideoGen.App.Tests.Access;

/// <summary>Every operation that asks who calls, called in every way of being nobody: all are refused alike, and nothing is done.</summary>
[Collection(AccessCollection.Name)]
public sealed partial class FalseCallerTests(AccessFixture fixture)
{
    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    /// <summary>What deleted things leave for a timer that removes their files every minute; a delete itself shows in the thing's own table.</summary>
    const string LeftToSweep = "discarded_assets";

    [Fact]
    public async Task Operations_CallerIsFalse_All401AndNothingChanges()
    {
        var contract = new ApiContract((await fixture.Operator.GetAsync("api/openapi.json")).Body!.AsObject());
        var (known, random) = (await KnownIdsAsync(), new Random(1));
        var sampler = new SchemaSampler(contract, random, field => known.OfField(field, random));
        var callers = (await FalseCredentialsAsync()).ToDictionary(one => one.Key, one => one.Value is null ? new ApiClient(fixture.App.Http) : fixture.As(one.Value));
        var before = await RowsAsync();
        var let = new List<string>();

        foreach (var operation in contract.Operations.Where(operation => !operation.IsPublic))
        {
            var path = Name().Replace(operation.Path, name => known.OfPath(operation.Path, name.Groups[1].Value, random)
                ?? (name.Groups[1].Value == "number" ? "1" : $"{Guid.NewGuid()}"))[1..];
            var body = operation.BodySchema is { } schema ? sampler.Sample(schema) : null;
            foreach (var (how, caller) in callers)
            {
                var answer = await caller.SendAsync(new HttpMethod(operation.Method), path, body?.DeepClone(), ifMatch: "\"2\"");
                if ((answer.Status, answer.Code) != (HttpStatusCode.Unauthorized, "unauthenticated") || answer.Message.Headers.WwwAuthenticate.Count != 1)
                {
                    let.Add($"{operation.Id}, {how}: {(int)answer.Status} {answer.Body}");
                }
            }
        }

        let.Should().BeEmpty();
        (await RowsAsync()).Should().Equal(before);
    }

    /// <summary>Something of every kind that paths name; what would be changed by a request that is let through.</summary>
    async Task<KnownIds> KnownIdsAsync()
    {
        var known = new KnownIds();
        var input = await fixture.Operator.VideoInputAsync(review: ["script"]);
        foreach (var kind in new[] { "brand", "product", "reference" })
        {
            known.Add($"{kind}s", input[$"{kind}_id"]!.GetValue<string>());
        }

        var video = await fixture.Operator.StartVideoAsync(input);
        await fixture.Operator.WaitAsync(video, one => one.WaitingFor() == "script_review");
        known.Add("videos", video);
        known.Add("api-keys", (await fixture.WithKeyAsync(["read"])).Id);
        return known;
    }

    async Task<Dictionary<string, string?>> FalseCredentialsAsync()
    {
        using var forger = RSA.Create(2048);
        var issuer = fixture.Issuer;
        var (_, key, _) = await fixture.WithKeyAsync(["admin"]);
        var (_, expired, expiredId) = await fixture.WithKeyAsync(["admin"]);
        var (_, revoked, revokedId) = await fixture.WithKeyAsync(["admin"]);
        await fixture.QueryAsync<int>("update api_keys set expires_at = clock_timestamp() - interval '1 second' where id = @id", new { id = Guid.Parse(expiredId) });
        await fixture.Operator.SendAsync(new HttpRequestMessage(HttpMethod.Delete, $"api/v1/api-keys/{revokedId}"));
        return new()
        {
            ["nobody"] = null,
            ["the operator's key, nearly"] = AccessFixture.AdminKey[..^1],
            ["an unknown key"] = $"vg_{Guid.NewGuid():N}{key[^44..]}",
            ["a key with another's secret"] = $"{key[..^43]}{expired[^43..]}",
            ["an expired key"] = expired,
            ["a revoked key"] = revoked,
            ["an expired token"] = issuer.Sign(With("exp", DateTimeOffset.UtcNow.AddMinutes(-10).ToUnixTimeSeconds())),
            ["a token signed by a stranger"] = issuer.Sign(issuer.Claims("admin"), key: forger),
            ["a token without a signature"] = FakeIssuer.Unsigned(issuer.Claims("admin")),
            ["a token signed with the public key"] = issuer.SignWithPublicKey(issuer.Claims("admin")),
            ["a token of another issuer"] = issuer.Sign(With("iss", "https://elsewhere.example")),
            ["a token for another API"] = issuer.Sign(With("aud", "another-api")),
        };

        JsonObject With(string claim, JsonNode value)
        {
            var claims = issuer.Claims("admin");
            claims[claim] = value;
            return claims;
        }
    }

    /// <summary>All that the app's tables hold but <see cref="LeftToSweep"/>, as a digest of each; once what other tests have begun has come to rest.</summary>
    async Task<Dictionary<string, string>> RowsAsync()
    {
        var tables = await fixture.QueryAsync<string>("""
            select table_name
              from information_schema.tables
             where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> @LeftToSweep
            """, new { LeftToSweep });
        var (rows, earlier) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        await Eventually.BeAsync(async () =>
        {
            (earlier, rows) = (rows, []);
            foreach (var table in tables)
            {
                rows[table] = (await fixture.QueryAsync<string>($"select md5(coalesce(string_agg(r::text, ',' order by r::text), '')) from {table} r")).Single();
            }

            await Task.Delay(Quiet);
            return earlier.Count == rows.Count && rows.All(row => earlier[row.Key] == row.Value);
        });
        return rows;
    }

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Name();
}
