using System.Text.Json.Nodes;
using VideoGen.Testing.Contract;
using VideoGen.Testing.Contract.Fuzz;

namespace VideoGen.App.Tests.Contract;

/// <summary>An app that renders nothing, so that whatever is approved costs no time.</summary>
public sealed class FuzzFixture : AppFixture
{
    const int VideosOfEachKind = 3;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await File.WriteAllTextAsync(Settings["Media__FfmpegPath"], "#!/bin/sh\nexit 1\n");
    }

    public async Task<ApiContract> ContractAsync() => new((await Api.GetAsync("api/openapi.json")).Body!.AsObject());

    /// <summary>Something of every kind, in as many states as can be had quickly.</summary>
    public async Task<KnownIds> KnownIdsAsync()
    {
        var known = new KnownIds();
        for (var i = 0; i < VideosOfEachKind; i++)
        {
            var input = await Api.VideoInputAsync(review: ["script", "storyboard"]);
            foreach (var kind in new[] { "brand", "product", "reference" })
            {
                known.Add($"{kind}s", input[$"{kind}_id"]!.GetValue<string>());
            }

            known.Add("videos", await Api.StartVideoAsync(input));
            input["options"]!["review"] = new JsonArray("storyboard");
            known.Add("videos", await Api.StartVideoAsync(input));
            input["options"]!["review"] = new JsonArray();
            known.Add("videos", await Api.StartVideoAsync(input));
            var cancelled = await Api.StartVideoAsync(input);
            await Api.PostAsync($"api/v1/videos/{cancelled}/cancel");
            known.Add("videos", cancelled);
        }

        return known;
    }
}
