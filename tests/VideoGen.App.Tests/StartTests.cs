using VideoGen.Testing;

namespace VideoGen.App.Tests;

/// <summary>An app that cannot work says so at start: which part is at fault, and which setting.</summary>
public sealed class StartTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Start_NoPostgres_NamesTheServerAndTheSetting()
    {
        var (exitCode, output) = await RunningApp.RunToEndAsync(new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = "Host=127.0.0.1;Port=9;Database=videogen;Username=me;Password=topsecret",
        });

        exitCode.Should().Be(1);
        output.Should().Contain("PostgreSQL at 127.0.0.1:9").And.Contain("Database__ConnectionString").And.NotContain("topsecret");
    }

    [Fact]
    public async Task Start_NoConnectionString_NamesTheSetting()
    {
        var (exitCode, output) = await RunningApp.RunToEndAsync(new Dictionary<string, string> { ["Database__ConnectionString"] = "" });

        exitCode.Should().Be(1);
        output.Should().Contain("Database__ConnectionString").And.NotContain("   at ");
    }

    [Fact]
    public async Task Start_NoS3_NamesTheEndpointAndTheSetting()
    {
        var (exitCode, output) = await RunningApp.RunToEndAsync(new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = database.ConnectionString,
            ["Assets__Store"] = "s3",
            ["Assets__S3__Endpoint"] = "http://127.0.0.1:9",
            ["Assets__S3__Bucket"] = "videogen",
            ["Assets__S3__AccessKey"] = "me",
            ["Assets__S3__SecretKey"] = "topsecret",
        });

        exitCode.Should().Be(1);
        output.Should().Contain("http://127.0.0.1:9").And.Contain("Assets__S3__Endpoint").And.NotContain("topsecret");
    }

    [Theory]
    [InlineData("Auth__Mode", "none", "ASPNETCORE_URLS", "http://0.0.0.0:0", "others can reach it")]
    [InlineData("Auth__Mode", "none", "AZURE_FUNCTIONS_ENVIRONMENT", "Production", "for development alone")]
    [InlineData("Auth__Mode", "keys", "Auth__AdminKey", "", "Auth__AdminKey")]
    [InlineData("Auth__Mode", "keys", "Auth__AdminKey", "short", "32 characters")]
    [InlineData("Auth__Mode", "oidc", "Auth__Oidc__Audiences__0", "", "Auth__Oidc__Audiences__0")]
    [InlineData("Auth__Mode", "oidc", "Auth__Oidc__Algorithms__0", "HS256", "HS256")]
    [InlineData("Auth__Mode", "maybe", "Auth__AdminKey", "", "'keys', 'oidc' or 'none'")]
    public async Task Start_NobodyOrAnybodyCouldCall_SaysWhatToSet(string name, string value, string other, string otherValue, string says)
    {
        var (exitCode, output) = await RunningApp.RunToEndAsync(new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = database.ConnectionString,
            [name] = value,
            [other] = otherValue,
        });

        exitCode.Should().Be(1);
        output.Should().Contain("VideoGen cannot start").And.Contain(says).And.NotContain("   at ");
    }

    /// <summary>Scripts and storyboards need no ffmpeg, so the app starts without; the scene that needs it says what is missing.</summary>
    [Fact]
    public async Task Video_FfmpegIsMissing_FailsWithTheProgramAndTheSetting()
    {
        var folder = Directory.CreateTempSubdirectory("videogen-no-ffmpeg-");
        await using var app = await RunningApp.StartAsync(new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = database.ConnectionString,
            ["Assets__Folder"] = folder.FullName,
            ["Media__FfmpegPath"] = "/nowhere/ffmpeg",
        });
        var api = new ApiClient(app.Http);

        var video = await api.WaitAsync(await api.StartVideoAsync(await api.VideoInputAsync()), video => video.Status() == "failed");

        video["failure"]!["code"]!.GetValue<string>().Should().Be("render_failed");
        video["failure"]!["detail"]!.GetValue<string>().Should().Contain("/nowhere/ffmpeg").And.Contain("Media__FfmpegPath");
        folder.Delete(recursive: true);
    }
}
