using Microsoft.Extensions.Options;
using VideoGen.Infrastructure.Assets;

namespace VideoGen.Infrastructure.Tests.Assets;

public sealed class AssetOptionsTests
{
    [Theory]
    [InlineData("Assets:Store", "disk", "Assets__Store")]
    [InlineData("Assets:Folder", "", "Assets__Folder")]
    [InlineData("Assets:LinkKey", "c2hvcnQ=", "Assets__LinkKey")]
    [InlineData("Assets:LinkKey", "not base64 not base64 not base64 not base64 not base64", "Assets__LinkKey")]
    [InlineData("Assets:PublicBaseUrl", "/api/assets", "Assets__PublicBaseUrl")]
    [InlineData("Assets:S3:Bucket", "", "Assets__S3__Bucket")]
    [InlineData("Assets:S3:Bucket", "Not_A_Bucket", "Assets__S3__Bucket")]
    [InlineData("Assets:S3:Region", "", "Assets__S3__Region")]
    [InlineData("Assets:S3:Endpoint", "localhost:9000", "Assets__S3__Endpoint")]
    [InlineData("Assets:S3:PublicEndpoint", "ftp://example.com", "Assets__S3__PublicEndpoint")]
    [InlineData("Assets:S3:SecretKey", "", "Assets__S3__SecretKey")]
    public async Task AddAssets_WrongSetting_StopsTheHostAndNamesIt(string setting, string value, string named)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Assets:Store"] = setting.Contains("S3", StringComparison.Ordinal) ? "s3" : "files",
            ["Assets:S3:Bucket"] = "bucket",
            ["Assets:S3:AccessKey"] = "key",
            ["Assets:S3:SecretKey"] = "secret",
            [setting] = value,
        };

        await FluentActions.Awaiting(() => StoreHarness.StartAsync(settings))
            .Should().ThrowAsync<OptionsValidationException>().WithMessage($"*{named}*");
    }

    [Fact]
    public async Task AddAssets_FilesStore_DoesNotAskForS3Settings()
    {
        var folder = Directory.CreateTempSubdirectory("videogen-assets-");
        try
        {
            await using var app = await StoreHarness.StartAsync(new() { ["Assets:Folder"] = folder.FullName, ["Assets:S3:Bucket"] = "" });

            app.Services.GetService(typeof(IAssetStore)).Should().BeOfType<FileAssetStore>();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
