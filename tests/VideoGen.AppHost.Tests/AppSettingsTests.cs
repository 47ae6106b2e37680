using System.Net;
using VideoGen.AppHost.Simulation;
using VideoGen.ProviderSimulator.Contracts.HeyGen;

namespace VideoGen.AppHost.Tests;

public sealed class AppSettingsTests
{
    static readonly Checkout Checkout = new("/checkout");
    static readonly ServiceAddress Address = new(IPAddress.Loopback, 8080);

    [Fact]
    public void For_NothingSet_UsesWhatIsStartedHere()
    {
        var settings = new AppSettings(new Dictionary<string, string>()).For(Checkout, Address, "Host=ours");

        settings.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = "Host=ours",
            ["Assets__Store"] = "files",
            ["Assets__Folder"] = "/checkout/.videogen/assets",
            ["Assets__PublicBaseUrl"] = "http://localhost:8080/api/assets",
            ["Auth__Mode"] = "none",
            ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:8080",
            ["Urls"] = "http://127.0.0.1:8080",
        });
    }

    [Fact]
    public void For_UserHasSettings_LeavesThemAlone()
    {
        var users = new AppSettings(new Dictionary<string, string>
        {
            ["DATABASE__CONNECTIONSTRING"] = "Host=theirs",
            ["Assets__Store"] = "s3",
            ["Assets__Folder"] = "",
        });

        users.HasDatabase.Should().BeTrue("settings have no case");
        users.For(Checkout, Address, null).Keys.Should().NotContain(["Database__ConnectionString", "Assets__Store"])
            .And.Contain("Assets__Folder", "an empty value sets nothing");
    }

    [Theory]
    [InlineData("127.0.0.1", "Auth__AdminKey", "a-long-key")]
    [InlineData("127.0.0.1", "Auth__Mode", "oidc")]
    [InlineData("0.0.0.0", "Auth__AdminKey", "a-long-key")]
    [InlineData("0.0.0.0", "Auth__Mode", "none")]
    public void For_CallersProveWhoTheyAreOrOthersCanReachIt_DoesNotLetAnybodyIn(string listen, string name, string value)
        => new AppSettings(new Dictionary<string, string> { [name] = value })
            .For(Checkout, new ServiceAddress(IPAddress.Parse(listen), 8080), "Host=ours").Should().NotContainKey("Auth__Mode");

    [Fact]
    public void For_ProvidersAreSimulated_NoKeyOfTheUsersIsSpent()
    {
        var users = new AppSettings(new Dictionary<string, string>
        {
            ["Providers__Luma__ApiKey"] = "luma-real-key",
            ["Providers__Luma__BaseAddress"] = "https://agents.lumalabs.ai/v1",
        });

        var settings = users.For(Checkout, Address, null,
            SimulatedProviders.Settings(["luma"], "http://127.0.0.1:7072", Address, webhookSecret: null));

        settings.Where(setting => setting.Key.StartsWith("Providers__", StringComparison.Ordinal)).Should()
            .BeEquivalentTo(new Dictionary<string, string>
        {
            ["Providers__CallbackBaseUrl"] = "http://localhost:8080",
            ["Providers__Luma__BaseAddress"] = "http://127.0.0.1:7072/luma/v1",
            ["Providers__Luma__ApiKey"] = "simulated",
            ["Providers__Luma__DownloadHosts__0"] = "127.0.0.1",
        });
    }

    [Fact]
    public void Settings_OfHeyGen_NameAvatarVoicesAndSecret()
        => SimulatedProviders.Settings(["runway", "heygen"], "http://127.0.0.1:7072", Address, "whsec_1").Should()
            .Contain(new Dictionary<string, string>
        {
            ["Providers__Runway__BaseAddress"] = "http://127.0.0.1:7072/runway",
            ["Providers__HeyGen__BaseAddress"] = "http://127.0.0.1:7072/heygen",
            ["Providers__HeyGen__AvatarId"] = HeyGenCatalog.Look,
            ["Providers__HeyGen__VoiceIds__en"] = HeyGenCatalog.EnglishVoice,
            ["Providers__HeyGen__VoiceIds__ko"] = HeyGenCatalog.KoreanVoice,
            ["Providers__HeyGen__WebhookSecret"] = "whsec_1",
        });

    [Fact]
    public void For_AddressInTheEnvironment_FollowsTheCommandLine()
        => new AppSettings(new Dictionary<string, string> { ["ASPNETCORE_URLS"] = "http://+:80" }).For(Checkout, Address, null)
            ["ASPNETCORE_URLS"].Should().Be("http://127.0.0.1:8080");
}
