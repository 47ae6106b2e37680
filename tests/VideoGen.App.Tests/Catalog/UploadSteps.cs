using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Uploads;

namespace VideoGen.App.Tests.Catalog;

/// <summary>What a program does to send a file; without <c>by</c> it has no key.</summary>
static class UploadSteps
{
    /// <returns>The upload's id.</returns>
    public static async Task<string> UploadAsync(
        this AppFixture fixture, string kind, string contentType, byte[] bytes, long? announced = null, bool send = true, ApiClient? by = null)
    {
        var answer = await (by ?? fixture.Api).PostAsync("api/v1/uploads", new JsonObject
        {
            ["kind"] = kind,
            ["file_name"] = "a file",
            ["content_type"] = contentType,
            ["size_bytes"] = announced ?? bytes.Length,
        });
        answer.Status.Should().Be(HttpStatusCode.Created);
        if (send)
        {
            var upload = answer.Body!;
            using var request = new HttpRequestMessage(new HttpMethod(upload["method"]!.GetValue<string>()), upload["upload_url"]!.GetValue<string>());
            request.Content = new ByteArrayContent(bytes);
            foreach (var (name, value) in upload["headers"]!.AsObject())
            {
                request.Content.Headers.TryAddWithoutValidation(name, value!.GetValue<string>());
            }

            (await fixture.App.Http.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.OK);
        }

        return answer.Body!["id"]!.GetValue<string>();
    }

    /// <inheritdoc cref="Clips.ThreeScenesAsync"/>
    public static async Task<byte[]> ThreeScenesAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"three-{Guid.NewGuid():N}.mp4");
        await Clips.ThreeScenesAsync(file);
        var bytes = await File.ReadAllBytesAsync(file);
        File.Delete(file);
        return bytes;
    }

    /// <summary>Sends a video to be measured.</summary>
    public static async Task<(string Id, string Upload)> MeasureAsync(this AppFixture fixture, byte[] video, bool describe = true, ApiClient? by = null)
    {
        var upload = await fixture.UploadAsync("reference_video", "video/mp4", video, by: by);
        var answer = await (by ?? fixture.Api).PostAsync("api/v1/references/measure", new JsonObject { ["upload_id"] = upload, ["title"] = "Seen elsewhere", ["describe"] = describe });
        answer.Status.Should().Be(HttpStatusCode.Accepted);
        answer.Body!["status"]!.GetValue<string>().Should().Be("measuring");
        return (answer.Body["id"]!.GetValue<string>(), upload);
    }

    /// <returns>The reference when it is no longer being measured.</returns>
    public static async Task<JsonNode> EndOfMeasuringAsync(this AppFixture fixture, string id, ApiClient? by = null)
    {
        JsonNode? reference = null;
        await Eventually.BeAsync(async () =>
        {
            reference = (await (by ?? fixture.Api).GetAsync($"api/v1/references/{id}")).Body!;
            return reference["status"]!.GetValue<string>() != "measuring";
        });
        return reference!;
    }

    /// <summary>Clears away at once what the app's timer would, after <paramref name="before"/> has made it look older.</summary>
    public static async Task SweepAsync(this AppFixture fixture, string before)
    {
        await fixture.QueryAsync<int>(before);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(fixture.Settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value)))
            .Build();
        await using var services = new ServiceCollection().AddLogging().AddData(configuration).AddAssets(configuration).AddUploads().BuildServiceProvider();
        await services.GetRequiredService<UploadSweep>().SweepAsync(CancellationToken.None);
    }
}
