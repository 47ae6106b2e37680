using System.Net;

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

    [Fact]
    public void For_AddressInTheEnvironment_FollowsTheCommandLine()
        => new AppSettings(new Dictionary<string, string> { ["ASPNETCORE_URLS"] = "http://+:80" }).For(Checkout, Address, null)
            ["ASPNETCORE_URLS"].Should().Be("http://127.0.0.1:8080");
}
