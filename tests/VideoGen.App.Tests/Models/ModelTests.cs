using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using VideoGen.App.Tests.Catalog;

namespace VideoGen.App.Tests.Models;

/// <summary>Videos whose words and stills models make.</summary>
public sealed class ModelTests(ModelFixture fixture) : IClassFixture<ModelFixture>
{
    static decimal Usd(JsonNode? amount) => decimal.Parse(amount!.GetValue<string>(), CultureInfo.InvariantCulture);

    [Fact]
    public async Task Video_WithModels_SaysWhoMadeItAndCostsWhatTheBillSays()
    {
        var billed = await fixture.Simulator.NetUsdAsync();
        var id = await fixture.Api.StartVideoAsync(await fixture.Api.VideoInputAsync("ko", ["storyboard"]));

        var video = await fixture.Api.WaitAsync(id, one => one["progress"]!["waiting_for"]?.GetValue<string>() == "storyboard_review");

        video["script"]!["provenance"]!["writer"]!.GetValue<string>().Should().Be("gemini");
        video["storyboard"]!["provenance"]!["prompt_version"]!.GetValue<string>().Should().Be("storyboard-1");
        video["scenes"]!.AsArray().Should().OnlyContain(scene => scene!["still"]!["painter"]!.GetValue<string>() == "gemini");
        Usd(video["cost_usd"]).Should().BePositive().And.Be(await fixture.Simulator.NetUsdAsync() - billed);
        var still = await fixture.App.Http.GetAsync(video["scenes"]![0]!["still_url"]!.GetValue<string>());
        still.Content.Headers.ContentType!.MediaType.Should().Be("image/jpeg");
        var usage = await fixture.Api.GetAsync("api/v1/usage?group_by=provider");
        usage.Body!["items"]!.AsArray().Single(row => row!["group"]!.GetValue<string>() == "gemini")!["settled_usd"].Should().NotBeNull();
    }

    [Theory]
    [InlineData(true, null, "gemini")]
    [InlineData(true, "0.01", "offline")]
    [InlineData(false, null, "offline")]
    public async Task Quote_OfAnEditedScene_NamesItsStillAndPaintsItWhereThatIsApproved(bool approvesStill, string? budgetUsd, string painter)
    {
        var input = await fixture.Api.VideoInputAsync("en", ["storyboard"]);
        var id = await fixture.Api.StartVideoAsync(input);
        var waiting = await fixture.Api.WaitAsync(id, one => one.WaitingFor() == "storyboard_review");
        waiting["quote"]!["lines"]!.AsArray().Should().OnlyContain(line => line!["kind"]!.GetValue<string>() == "scene", "all stills are painted");
        waiting["spent"]!.AsArray().Select(one => one!["kind"]!.GetValue<string>()).Should().Equal("script", "storyboard", "still");
        waiting["spent"]!.AsArray().Sum(one => Usd(one!["cost_usd"])).Should().Be(Usd(waiting["cost_usd"]));
        var storyboard = waiting["storyboard"]!["content"]!.DeepClone();
        storyboard["scenes"]![0]!["visual_prompt"] = $"A lighthouse at dusk, for {id}.";
        await fixture.Api.PutAsync($"api/v1/videos/{id}/storyboard", storyboard, waiting.StoryboardTag());

        var edited = (await fixture.Api.GetAsync($"api/v1/videos/{id}")).Body!;
        var still = edited["quote"]!["lines"]!.AsArray().Should().ContainSingle(line => line!["kind"]!.GetValue<string>() == "still").Subject!;
        (still["scene"]!.GetValue<int>(), still["provider"]!.GetValue<string>(), still["unit"]!.GetValue<string>()).Should().Be((1, "gemini", "call"));
        Usd(edited["quote"]!["total_usd"]).Should().Be(Usd(still["cost_usd"])).And.BePositive();
        await fixture.Api.PutAsync($"api/v1/brands/{input["brand_id"]}/budget", new JsonObject { ["monthly_budget_usd"] = budgetUsd });
        var limit = Usd(edited["cost_usd"]) + (approvesStill ? Usd(edited["quote"]!["total_usd"]) : 0);
        (await fixture.Api.PostAsync($"api/v1/videos/{id}/approve", new JsonObject
        {
            ["revision"] = edited["storyboard"]!["revision"]!.DeepClone(),
            ["max_cost_usd"] = limit.ToString("0.00##", CultureInfo.InvariantCulture),
        })).Status.Should().Be(HttpStatusCode.Accepted);

        var video = await fixture.Api.WaitAsync(id, IsFilmed);
        await fixture.Api.PostAsync($"api/v1/videos/{id}/cancel");
        video["scenes"]![0]!["still"]!["painter"]!.GetValue<string>().Should().Be(painter);
        Usd(video["cost_usd"]).Should().BeLessThanOrEqualTo(limit);
        (Usd(video["cost_usd"]) > Usd(edited["cost_usd"])).Should().Be(painter == "gemini");
    }

    [Fact]
    public async Task Video_RefusedPictures_KeepTheOfflineStillAndSayWhy()
    {
        await fixture.Simulator.FaultAsync("model_blocks_answer", "gemini", times: null, match: "photorealistic frame");
        await fixture.Simulator.FaultAsync("model_text_only", "azure_openai", times: null, match: "photorealistic frame");
        var input = await fixture.Api.VideoInputAsync("en", ["storyboard"]);
        var id = await fixture.Api.StartVideoAsync(input);

        var video = await fixture.Api.WaitAsync(id, one => one["progress"]!["waiting_for"]?.GetValue<string>() == "storyboard_review");
        await fixture.Simulator.ClearFaultsAsync();

        video["scenes"]!.AsArray().Should().OnlyContain(scene => scene!["still"]!["painter"]!.GetValue<string>() == "offline"
            && scene["still"]!["fallback_reason"]!.GetValue<string>().Contains("gemini: "));
        video["scenes"]!.AsArray().SelectMany(scene => Codes(scene!["still"])).Distinct().Should().Equal("gemini output_refused", "azure_openai input_refused");
        (await fixture.App.Http.GetAsync(video["scenes"]![0]!["still_url"]!.GetValue<string>())).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Video_WritersThatFail_ArePassedOverEachWithItsCode()
    {
        await fixture.Simulator.FaultAsync("model_cut_off", "gemini", times: null);
        await fixture.Simulator.FaultAsync("model_blocks_prompt", "azure_openai", times: null);
        var input = await fixture.Api.VideoInputAsync("ko", ["script"]);
        var id = await fixture.Api.StartVideoAsync(input);
        input["options"]!["writers"] = new JsonArray("gemini");
        var alone = await fixture.Api.StartVideoAsync(input);

        var video = await fixture.Api.WaitAsync(id, one => one.WaitingFor() == "script_review");
        var failed = await fixture.Api.WaitAsync(alone, one => one.Status() == "failed");
        await fixture.Simulator.ClearFaultsAsync();

        video["script"]!["provenance"]!["writer"]!.GetValue<string>().Should().Be("offline");
        Codes(video["script"]!["provenance"]).Should().Equal("gemini cut_off", "azure_openai input_refused");
        failed["failure"]!["code"]!.GetValue<string>().Should().Be("script_failed");
        Codes(failed["failure"]).Should().Equal("gemini cut_off");
    }

    static IEnumerable<string> Codes(JsonNode? of) => of!["fallbacks"]!.AsArray().Select(one => $"{one!["service"]} {one["code"]}");

    [Fact]
    public async Task Video_FilmedFromAModelsStill_IsFilmedAnewWhenThePictureIsAnother()
    {
        var input = await fixture.Api.VideoInputAsync("en");
        (input["options"]!["providers"], input["max_cost_usd"], input["options"]!["painters"]) = (new JsonArray("runway"), "50.00", new JsonArray("azure_openai"));
        var first = await fixture.Api.WaitAsync(await fixture.Api.StartVideoAsync(input), IsFilmed);
        input["options"]!["painters"] = new JsonArray("offline");

        var second = await fixture.Api.WaitAsync(await fixture.Api.StartVideoAsync(input), IsFilmed);

        first["scenes"]!.AsArray().Should().OnlyContain(scene => scene!["still"]!["painter"]!.GetValue<string>() == "azure_openai");
        second["scenes"]!.AsArray().Should().OnlyContain(scene => !scene!["reused"]!.GetValue<bool>(), "another first frame makes another clip");
        (await fixture.Simulator.JobsAsync("runway")).Should().OnlyContain(job => job["first_frame"]!.GetValue<bool>());
    }

    /// <summary>All scenes are there, and may be joined by now.</summary>
    static bool IsFilmed(JsonNode video) => video.Status() is "post_processing" or "completed";

    [Theory]
    [InlineData(true, "gemini", null)]
    [InlineData(false, "offline", "It was measured without leave to spend money.")]
    public async Task Measure_WithAModelThatSees_IsDescribedInItsWordsWhereThatIsWanted(bool describe, string writer, string? reason)
    {
        var billed = await fixture.Simulator.NetUsdAsync();
        var (id, _) = await fixture.MeasureAsync(await UploadSteps.ThreeScenesAsync(), describe);

        var reference = await fixture.EndOfMeasuringAsync(id);

        reference["status"]!.GetValue<string>().Should().Be("ready");
        reference["provenance"]!["writer"]!.GetValue<string>().Should().Be(writer);
        reference["provenance"]!["fallback_reason"]?.GetValue<string>().Should().Be(reason);
        Codes(reference["provenance"]).Should().Equal(describe ? [] : [" not_wanted"]);
        reference["hook_style"]!.GetValue<string>().Should().Be(describe ? "story" : "bold_claim");
        reference["segments"]!.AsArray().Select(segment => segment!["summary"]!.GetValue<string>().Contains("pictures", StringComparison.Ordinal)).Should().AllBeEquivalentTo(describe);
        reference["measurement"]!["shots"]!.AsArray().Should().HaveCount(3, "what was measured stays");
        Usd(reference["provenance"]!["cost_usd"]).Should().Be(await fixture.Simulator.NetUsdAsync() - billed);
        var usage = (await fixture.Api.GetAsync("api/v1/usage?group_by=brand")).Body!["items"]!.AsArray().SingleOrDefault(row => row!["group"]!.GetValue<string>() == "references");
        (usage is not null || !describe).Should().BeTrue("what it cost stands in the usage, under a heading of its own");
    }

    [Theory]
    [InlineData("writers", "claude", "options.writers[0]")]
    [InlineData("painters", "gemini:dall-e-3", "options.painters[0]")]
    public async Task Create_AWriterOrPainterThatIsNotThere_NamesTheField(string option, string name, string field)
    {
        var input = await fixture.Api.VideoInputAsync();
        input["options"]![option] = new JsonArray(name);

        (await fixture.Api.PostAsync("api/v1/videos", input)).Fields.Should().Equal(field);
    }

    [Fact]
    public async Task Providers_ShowWritersAndPaintersWithTheirPrices()
    {
        var items = (await fixture.Api.GetAsync("api/v1/providers")).Body!["items"]!.AsArray();

        items.Select(item => $"{item!["kind"]} {item["name"]}").Should().Contain(
            ["video runway", "writer gemini", "writer azure_openai", "writer offline", "painter gemini", "painter azure_openai", "painter offline"]);
        items.Single(item => $"{item!["kind"]} {item["name"]}" == "painter azure_openai")!["models"]![0]!["prices"]![0]!["output_usd"]!.GetValue<string>().Should().Be("30.00");
    }
}
