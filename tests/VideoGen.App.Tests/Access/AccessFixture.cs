using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using VideoGen.Testing.Contract;

namespace VideoGen.App.Tests.Access;

/// <summary>The app as others reach it: callers have to prove who they are, by keys or by tokens of an issuer.</summary>
public sealed class AccessFixture : AppFixture
{
    public const string AdminKey = "an-operators-key-of-32-characters-or-more";
    public const string Page = "https://studio.example";
    readonly List<HttpClient> _clients = [];

    public FakeIssuer Issuer { get; private set; } = null!;

    /// <summary>Who may do everything.</summary>
    public ApiClient Operator => As(AdminKey);

    public override Dictionary<string, string> Settings => new(base.Settings)
    {
        ["Auth__Mode"] = "oidc",
        ["Auth__AdminKey"] = AdminKey,
        ["Auth__Oidc__Authority"] = Issuer.Address,
        ["Auth__Oidc__Audiences__0"] = "videogen",
        ["Auth__Oidc__WorkspaceClaim"] = "workspace",
        ["Cors__AllowedOrigins__0"] = Page,
        ["RateLimits__PerMinute"] = "100000",
        ["Webhooks__AllowedNetworks__0"] = "127.0.0.0/8",
        ["Webhooks__AllowHttp"] = "true",
        ["Webhooks__SecretKey"] = Convert.ToBase64String(new byte[32]),
        ["Webhooks__RetrySeconds__0"] = "0.2",
        ["Webhooks__RetrySeconds__1"] = "0.2",
    };

    public override async ValueTask InitializeAsync()
    {
        Issuer = await FakeIssuer.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await base.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    /// <summary>A caller with this key or token.</summary>
    public ApiClient As(string credential)
    {
        var client = new HttpClient(new ContractHandler(new SocketsHttpHandler { AllowAutoRedirect = false })) { BaseAddress = App.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        _clients.Add(client);
        return new ApiClient(client);
    }

    /// <summary>A caller with a new key.</summary>
    public async Task<(ApiClient Api, string Key, string Id)> WithKeyAsync(string[] scopes, string? workspace = null, string? capUsd = null)
    {
        var answer = await Operator.PostAsync("api/v1/api-keys", new JsonObject
        {
            ["name"] = $"a program that may {string.Join(", ", scopes)}",
            ["scopes"] = new JsonArray([.. scopes.Select(scope => (JsonNode)scope)]),
            ["workspace_id"] = workspace,
            ["monthly_cap_usd"] = capUsd,
        });
        answer.Status.Should().Be(System.Net.HttpStatusCode.Created, "{0}", answer.Body);
        var key = answer.Body!["key"]!.GetValue<string>();
        return (As(key), key, answer.Body!["id"]!.GetValue<string>());
    }

    public async Task<string> WorkspaceAsync(string? externalId = null)
        => (await Operator.PostAsync("api/v1/workspaces", new JsonObject { ["name"] = "Another team", ["external_id"] = externalId })).Body!["id"]!.GetValue<string>();
}
