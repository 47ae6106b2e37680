using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using VideoGen.Functions.Access;
using VideoGen.Functions.Contract;
using VideoGen.Infrastructure.Data;

namespace VideoGen.App.Tests.Access;

/// <summary>Nobody sees, changes or uses what another workspace has.</summary>
[Collection(AccessCollection.Name)]
public sealed class WorkspaceTests(AccessFixture fixture)
{
    static readonly IReadOnlyList<(string Name, HttpTriggerAttribute Trigger, MethodInfo Method)> HttpFunctions = [.. typeof(Caller).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.IsDefined(typeof(FunctionAttribute)) && AccessRules.TriggerOf(method) is not null)
        .Select(method => (method.GetCustomAttribute<FunctionAttribute>()!.Name, AccessRules.TriggerOf(method)!, method))];

    [Fact]
    public void EveryHttpFunction_SaysWhoMayCallIt()
        => HttpFunctions.Where(function => !function.Method.IsDefined(typeof(NeedsAttribute)) && !function.Method.IsDefined(typeof(PublicAttribute)))
            .Select(function => function.Name).Should().BeEmpty("each has [Needs(Scope....)], or [Public(why)]");

    [Fact]
    public void EveryOperation_NeedsWhatTheContractSays()
        => new ApiDocument().Operations.ToDictionary(operation => operation.Id, operation => operation.Node["security"]!.AsArray() is [{ } bearer] ? bearer["bearer"]![0]!.GetValue<string>() : "public")
            .Should().BeEquivalentTo(HttpFunctions.Where(function => function.Trigger.Route is { } route && !route.Contains('*', StringComparison.Ordinal))
                .ToDictionary(function => $"{char.ToLowerInvariant(function.Name[0])}{function.Name[1..]}", function => AccessRules.Of(function.Name).Needed is { } scope ? Spelling.Of(scope) : "public"));

    [Fact]
    public void EveryIdInAPath_IsLookedUpInTheWorkspace()
        => HttpFunctions.Select(function => (function.Name, AccessRules.Of(function.Name).Collection))
            .Where(function => function.Collection is not null && Ownership.NounOf(function.Collection) is null)
            .Should().BeEmpty("Ownership knows what these collections belong to");

    [Fact]
    public async Task EveryOperation_WithAnIdOfAnotherWorkspace_AnswersAsIfItWereNotThere()
    {
        var ids = await TheirsAsync();
        ids["webhook-endpoint/deliveries"] = await DeliveryAsync(ids["videos"]);
        var (stranger, _, _) = await fixture.WithKeyAsync(["admin"], await fixture.WorkspaceAsync());

        foreach (var (name, trigger, _) in HttpFunctions.Where(function => AccessRules.Of(function.Name) is { Collection: not null, Needed: not null }))
        {
            var collection = AccessRules.Of(name).Collection!;
            foreach (var method in trigger.Methods!)
            {
                var theirs = await AskAsync(stranger, method, PathOf(trigger.Route!, ids[collection]));
                var nobodys = await AskAsync(stranger, method, PathOf(trigger.Route!, Guid.NewGuid().ToString()));

                theirs.Status.Should().Be(HttpStatusCode.NotFound, "{0} {1}", method, trigger.Route);
                theirs.Code.Should().Be($"{Ownership.NounOf(collection)}_not_found", "{0} {1}", method, trigger.Route).And.Be(nobodys.Code);
            }
        }
    }

    [Fact]
    public async Task Path_SpeltInAnotherWay_IsGuardedAllTheSame()
    {
        var ids = await TheirsAsync();
        var (stranger, _, _) = await fixture.WithKeyAsync(["admin"], await fixture.WorkspaceAsync());

        foreach (var path in new[] { $"API/V1/Brands/{ids["brands"]}", $"api/v1/brands/{ids["brands"]}/", $"api/v1/brands/%7B{ids["brands"]}%7D", $"api/v1/brands/{ids["brands"].ToUpperInvariant()}" })
        {
            (await stranger.GetAsync(path)).Status.Should().Be(HttpStatusCode.NotFound, path);
        }
    }

    [Fact]
    public async Task Lists_ShowTheOwnWorkspaceOnly()
    {
        await TheirsAsync();
        var (stranger, _, _) = await fixture.WithKeyAsync(["admin"], await fixture.WorkspaceAsync());
        var own = await stranger.VideoInputAsync(review: ["script"]);
        var video = await stranger.StartVideoAsync(own);

        foreach (var (collection, id) in new[]
        {
            ("brands", own["brand_id"]!.GetValue<string>()), ("products", own["product_id"]!.GetValue<string>()),
            ("references", own["reference_id"]!.GetValue<string>()), ("videos", video),
        })
        {
            (await stranger.GetAsync($"api/v1/{collection}")).Body!["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()).Should().Equal(id);
            (await fixture.Operator.GetAsync($"api/v1/{collection}?limit=100")).Body!["items"]!.AsArray().Should().NotContain(item => item!["id"]!.GetValue<string>() == id);
        }

        (await stranger.GetAsync("api/v1/api-keys")).Body!["items"]!.AsArray().Should().HaveCount(1);
    }

    [Fact]
    public async Task Body_NamesThingsOfAnotherWorkspace_AreNotThere()
    {
        var theirs = await (await fixture.WithKeyAsync(["plan"])).Api.VideoInputAsync();
        var (stranger, _, _) = await fixture.WithKeyAsync(["plan"], await fixture.WorkspaceAsync());
        var own = await stranger.VideoInputAsync();

        foreach (var field in new[] { "brand_id", "product_id", "reference_id" })
        {
            var input = own.DeepClone().AsObject();
            input[field] = theirs[field]!.DeepClone();
            (await stranger.PostAsync("api/v1/videos", input)).Fields.Should().Equal(field);
        }

        var product = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", "en.json")))!["product"]!;
        product["brand_id"] = theirs["brand_id"]!.DeepClone();
        (await stranger.PostAsync("api/v1/products", product)).Fields.Should().Equal("brand_id");
    }

    /// <summary>One of each in the default workspace.</summary>
    async Task<Dictionary<string, string>> TheirsAsync()
    {
        var (planner, _, key) = await fixture.WithKeyAsync(["plan"]);
        var input = await planner.VideoInputAsync(review: ["script"]);
        return new()
        {
            ["videos"] = await planner.StartVideoAsync(input),
            ["brands"] = input["brand_id"]!.GetValue<string>(),
            ["products"] = input["product_id"]!.GetValue<string>(),
            ["references"] = input["reference_id"]!.GetValue<string>(),
            ["api-keys"] = key,
        };
    }

    async Task<string> DeliveryAsync(string video)
    {
        await fixture.Operator.PutAsync("api/v1/webhook-endpoint", new JsonObject { ["url"] = "http://127.0.0.1:9/" });
        await fixture.Operator.PostAsync($"api/v1/videos/{video}/cancel");
        var log = (await fixture.Operator.GetAsync("api/v1/webhook-endpoint/deliveries")).Body!["items"]!.AsArray();
        await fixture.Operator.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "api/v1/webhook-endpoint"));
        return log[0]!["id"]!.GetValue<string>();
    }

    static string PathOf(string route, string id)
        => "api/" + string.Join('/', route.Split('/').Select((segment, i) => !segment.StartsWith('{') ? segment
            : segment.EndsWith(":guid}", StringComparison.Ordinal) && !route.Split('/')[..i].Any(before => before.EndsWith(":guid}", StringComparison.Ordinal)) ? id
            : segment.EndsWith(":int}", StringComparison.Ordinal) ? "1" : Guid.Empty.ToString()));

    static Task<ApiAnswer> AskAsync(ApiClient api, string method, string path)
        => api.SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = method is "get" ? null : new StringContent("{}", System.Text.Encoding.UTF8, "application/json") });
}
