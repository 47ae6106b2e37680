using System.Net;
using System.Text.Json.Nodes;
using VideoGen.App.Tests.Catalog;

namespace VideoGen.App.Tests.Access;

[Collection(AccessCollection.Name)]
public sealed class ApiKeyTests(AccessFixture fixture)
{
    [Fact]
    public async Task Call_WithoutAnyKey_Is401AndSaysHow()
    {
        var answer = await new ApiClient(fixture.App.Http).GetAsync("api/v1/videos");

        answer.Status.Should().Be(HttpStatusCode.Unauthorized);
        answer.Code.Should().Be("unauthenticated");
        answer.Message.Headers.WwwAuthenticate.ToString().Should().Be("Bearer");
    }

    [Fact]
    public async Task Key_OfTheScopeRead_SeesAndChangesNothing()
    {
        var (reader, _, _) = await fixture.WithKeyAsync(["read"]);

        (await reader.GetAsync("api/v1/videos")).Status.Should().Be(HttpStatusCode.OK);
        var refused = await reader.PostAsync("api/v1/brands", new JsonObject());

        refused.Status.Should().Be(HttpStatusCode.Forbidden);
        refused.Code.Should().Be("forbidden");
        refused.Body!["detail"]!.GetValue<string>().Should().Contain("scope plan");
    }

    [Fact]
    public async Task Key_OfTheScopePlan_MakesVideosThatMayNotSpend()
    {
        var (planner, _, _) = await fixture.WithKeyAsync(["plan"]);
        var input = await planner.VideoInputAsync(review: ["script"]);

        await planner.StartVideoAsync(input);
        input["max_cost_usd"] = "0.01";
        var refused = await planner.PostAsync("api/v1/videos", input.DeepClone());

        refused.Status.Should().Be(HttpStatusCode.Forbidden);
        refused.Body!["detail"]!.GetValue<string>().Should().Contain("max_cost_usd").And.Contain("scope render");
        (await (await fixture.WithKeyAsync(["render"])).Api.StartVideoAsync(input)).Should().NotBeEmpty("render includes plan");
    }

    [Theory]
    [InlineData("plan", "It was measured without leave to spend money.")]
    [InlineData("render", "No model that looks at pictures is set up here.")]
    public async Task Key_MeasuresAReference_WhichIsDescribedByAModelOnlyForWhoMaySpend(string scope, string reason)
    {
        var (api, _, _) = await fixture.WithKeyAsync([scope]);
        var (id, _) = await fixture.MeasureAsync(await UploadSteps.ThreeScenesAsync(), by: api);

        var reference = await fixture.EndOfMeasuringAsync(id, api);
        reference["status"]!.GetValue<string>().Should().Be("ready");
        reference["provenance"]!["fallback_reason"]!.GetValue<string>().Should().Be(reason);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("render")]
    public async Task Key_BelowAdmin_MakesNoKeys(string scope)
    {
        var (api, _, _) = await fixture.WithKeyAsync([scope]);

        (await api.PostAsync("api/v1/api-keys", new JsonObject { ["name"] = "x", ["scopes"] = new JsonArray("admin") })).Status.Should().Be(HttpStatusCode.Forbidden);
        (await api.GetAsync("api/v1/api-keys")).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Key_OfAnAdmin_MakesNoOperatorAndNoneForAnotherWorkspace()
    {
        var (admin, _, _) = await fixture.WithKeyAsync(["admin"]);

        (await admin.PostAsync("api/v1/api-keys", new JsonObject { ["name"] = "x", ["scopes"] = new JsonArray("operator") })).Fields.Should().Equal("scopes");
        (await admin.PostAsync("api/v1/api-keys", new JsonObject { ["name"] = "x", ["scopes"] = new JsonArray("read"), ["workspace_id"] = await fixture.WorkspaceAsync() }))
            .Fields.Should().Equal("workspace_id");
        (await admin.GetAsync("api/v1/workspaces")).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Key_Revoked_IsRefusedAtOnce()
    {
        var (reader, _, id) = await fixture.WithKeyAsync(["read"]);
        (await reader.GetAsync("api/v1/me")).Status.Should().Be(HttpStatusCode.OK);

        (await fixture.Operator.SendAsync(new HttpRequestMessage(HttpMethod.Delete, $"api/v1/api-keys/{id}"))).Status.Should().Be(HttpStatusCode.NoContent);

        (await reader.GetAsync("api/v1/me")).Code.Should().Be("unauthenticated");
        (await fixture.Operator.GetAsync("api/v1/api-keys")).Body!["items"]!.AsArray().Should().NotContain(key => key!["id"]!.GetValue<string>() == id);
    }

    [Fact]
    public async Task Key_Expired_IsRefused()
    {
        var (reader, _, id) = await fixture.WithKeyAsync(["read"]);

        await fixture.QueryAsync<int>("update api_keys set expires_at = clock_timestamp() - interval '1 second' where id = @id", new { id = Guid.Parse(id) });

        (await reader.GetAsync("api/v1/me")).Code.Should().Be("unauthenticated");
    }

    [Fact]
    public async Task Key_OneCharacterChanged_IsRefused()
    {
        var (_, key, _) = await fixture.WithKeyAsync(["read"]);
        var changed = key[^2] == 'A' ? 'B' : 'A';

        (await fixture.As($"{key[..^2]}{changed}{key[^1]}").GetAsync("api/v1/me")).Code.Should().Be("unauthenticated");
        (await fixture.As(key + "A").GetAsync("api/v1/me")).Code.Should().Be("unauthenticated");
    }

    [Fact]
    public async Task Key_InTheDatabase_IsNotToBeFound()
    {
        var (api, key, id) = await fixture.WithKeyAsync(["read"]);
        await api.GetAsync("api/v1/me");

        var row = (await fixture.QueryAsync<string>("select api_keys::text from api_keys where id = @id", new { id = Guid.Parse(id) })).Single();
        var listed = (await fixture.Operator.GetAsync("api/v1/api-keys")).Body!["items"]!.AsArray().Single(item => item!["id"]!.GetValue<string>() == id)!;

        row.Should().NotContain(key[^43..]);
        fixture.App.Output.Should().NotContain(key[^43..]);
        listed["key"].Should().BeNull("it is shown once");
        listed["last_used_at"].Should().NotBeNull();
    }

    [Theory]
    [InlineData("name", "\"\"", "name")]
    [InlineData("scopes", "[]", "scopes")]
    [InlineData("scopes", "[\"everything\"]", "scopes[0]")]
    [InlineData("monthly_cap_usd", "\"-1\"", "monthly_cap_usd")]
    [InlineData("expires_at", "\"2020-01-01T00:00:00Z\"", "expires_at")]
    public async Task CreateApiKey_FieldIsWrong_NamesIt(string field, string value, string named)
    {
        var input = new JsonObject { ["name"] = "x", ["scopes"] = new JsonArray("read"), [field] = JsonNode.Parse(value) };

        (await fixture.Operator.PostAsync("api/v1/api-keys", input)).Fields.Should().Equal(named);
    }

    [Fact]
    public async Task Me_ByKey_SaysWhoWhereAndWhat()
    {
        var me = (await (await fixture.WithKeyAsync(["render"])).Api.GetAsync("api/v1/me")).Body!;

        me.ToJsonString().Should().Be("""{"workspace":{"id":"00000000-0000-0000-0000-000000000001","name":"Default"},"name":"a program that may render","scopes":["read","plan","render"],"auth":"key"}""");
    }
}
