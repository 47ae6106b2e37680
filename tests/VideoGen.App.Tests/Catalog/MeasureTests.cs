using System.Net;
using System.Text.Json.Nodes;

namespace VideoGen.App.Tests.Catalog;

/// <summary>An uploaded video becomes a reference that videos can be made after, and junk becomes a clear failure.</summary>
[Collection(CatalogCollection.Name)]
public sealed class MeasureTests(AppFixture fixture)
{
    ApiClient Api => fixture.Api;

    [Fact]
    public async Task Measure_ThreeScenes_IsAReferenceToEditAndToMakeVideosAfter()
    {
        var (id, upload) = await fixture.MeasureAsync(await UploadSteps.ThreeScenesAsync());
        var reference = await fixture.EndOfMeasuringAsync(id);

        reference["status"]!.GetValue<string>().Should().Be("ready");
        reference["source"]!.GetValue<string>().Should().Be("measured");
        reference["provenance"]!["writer"]!.GetValue<string>().Should().Be("offline");
        reference["provenance"]!["fallback_reason"]!.GetValue<string>().Should().Be("No model that looks at pictures is set up here.");
        var shots = reference["measurement"]!["shots"]!.AsArray();
        shots.Select(shot => shot!["start_seconds"]!.GetValue<double>()).Should().HaveCount(3).And.SatisfyRespectively(
            first => first.Should().Be(0), second => second.Should().BeApproximately(2, 0.07), third => third.Should().BeApproximately(3.5, 0.07));
        reference["segments"]!.AsArray().Select(segment => segment!["role"]!.GetValue<string>()).Should().Equal("hook", "benefit", "call_to_action");
        var frame = await fixture.App.Http.GetAsync(shots[0]!["key_frame_url"]!.GetValue<string>());
        frame.Content.Headers.ContentType!.MediaType.Should().Be("image/jpeg");

        var edited = new JsonObject(new[] { "title", "duration_seconds", "hook_style", "average_shot_seconds", "visual_style", "segments" }
            .Select(field => KeyValuePair.Create(field, reference[field]?.DeepClone())));
        (await Api.PutAsync($"api/v1/references/{id}", edited, ifMatch: "\"1\"")).Status.Should().Be(HttpStatusCode.OK, "what was measured keeps the rules of what is entered");
        (await Api.DeleteAsync($"api/v1/references/{id}")).Status.Should().Be(HttpStatusCode.NoContent);
        await fixture.SweepAsync("select 1");
        Directory.GetFiles(fixture.Settings["Assets__Folder"], $"{upload}*", SearchOption.AllDirectories).Should().BeEmpty("the video has served");
        (await fixture.App.Http.GetAsync(shots[0]!["key_frame_url"]!.GetValue<string>())).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Measure_Junk_FailsWithAReasonAndMakesNoVideos()
    {
        var (id, _) = await fixture.MeasureAsync("This is no video."u8.ToArray());

        var reference = await fixture.EndOfMeasuringAsync(id);

        reference["status"]!.GetValue<string>().Should().Be("failed");
        reference["failure"]!["code"]!.GetValue<string>().Should().Be("not_a_video");
        (await Api.PutAsync($"api/v1/references/{id}", CatalogSamples.Reference("By hand"), ifMatch: "\"1\"")).Code.Should().Be("not_measured");
        var input = await Api.VideoInputAsync();
        input["reference_id"] = id;
        (await Api.PostAsync("api/v1/videos", input)).Fields.Should().Equal("reference_id");
    }

    [Fact]
    public async Task Delete_WhileItIsMeasured_StopsTheWork()
    {
        await File.WriteAllTextAsync(fixture.HoldMeasuring, "");
        var (id, _) = await fixture.MeasureAsync(await UploadSteps.ThreeScenesAsync());
        await Eventually.BeAsync(() => Task.FromResult(File.Exists($"{fixture.HoldMeasuring}.begun")));

        (await Api.DeleteAsync($"api/v1/references/{id}")).Status.Should().Be(HttpStatusCode.NoContent);

        await Eventually.BeAsync(() => Task.FromResult(Directory.GetDirectories(fixture.WorkFolder).Length == 0));
        (await Api.GetAsync($"api/v1/references/{id}")).Status.Should().Be(HttpStatusCode.NotFound);
        File.Delete(fixture.HoldMeasuring);
    }

    [Fact]
    public async Task Measure_WithoutAFile_NamesAllThatIsWrong()
        => (await Api.PostAsync("api/v1/references/measure", new JsonObject { ["upload_id"] = Guid.NewGuid().ToString(), ["title"] = "" }))
            .Fields.Should().Equal("upload_id", "title");
}
