using System.Text.Json.Nodes;

[assembly: AssemblyFixture(typeof(VideoGen.App.Tests.SharedApp))]

namespace VideoGen.App.Tests;

/// <summary>One app for all tests that leave it as it is and look at nothing but their own; the others have one of theirs.</summary>
public sealed class SharedApp : AppFixture
{
    readonly Lazy<Task<(JsonObject Input, JsonNode Video)>> _completed;

    public SharedApp() => _completed = new(CompleteAsync);

    /// <summary>A video that went straight through, for all that leave it as it is.</summary>
    public Task<(JsonObject Input, JsonNode Video)> CompletedAsync() => _completed.Value;

    async Task<(JsonObject Input, JsonNode Video)> CompleteAsync()
    {
        var input = await Api.VideoInputAsync();
        return (input, await Api.WaitAsync(await Api.StartVideoAsync(input), video => video.Status() == "completed"));
    }
}
