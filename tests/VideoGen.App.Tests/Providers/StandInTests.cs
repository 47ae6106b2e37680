using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.App.Tests.Providers;

/// <summary>Whole videos over HTTP: quote, approval, partial delivery and what a retry makes of it.</summary>
[Collection(PipelineTests.Name)]
public sealed class StandInTests(PipelineFixture fixture) : IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await fixture.ResetAsync();
        fixture.Acme.Clip = job => FilmAsync(job.Brief);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task PartialDelivery_OneSceneIsRefused_IsShownAsItsAnimatic_AndARetryReplacesIt()
    {
        fixture.Acme.OnSubmit = job => Task.FromResult(job.Scene == 1 ? ScriptedProvider.Refused(ProviderFault.InputRefused) : new SubmitAnswer.Accepted(job.Token));
        var input = await fixture.Api.VideoInputAsync();
        (input["options"]!["providers"], input["options"]!["partial_delivery"], input["max_cost_usd"]) = (new JsonArray("acme"), true, "20.00");
        var id = await fixture.Api.StartVideoAsync(input);

        var partial = await fixture.Api.WaitAsync(id, video => video.Status() == "completed");

        partial["scenes"]!.AsArray().Select(scene => scene!["stand_in"]!.GetValue<bool>()).Should().StartWith(true).And.ContainSingle(standIn => standIn);
        var paid = Ordered();
        fixture.Acme.OnSubmit = job => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted(job.Token));
        (await fixture.Api.PostAsync($"api/v1/videos/{id}/retry")).Status.Should().Be(HttpStatusCode.Accepted);
        var whole = await fixture.Api.WaitAsync(id, video => video.Status() == "completed" && video["run"]!.GetValue<int>() == 2);

        whole["scenes"]!.AsArray().Should().OnlyContain(scene => !scene!["stand_in"]!.GetValue<bool>() && scene["provider"]!.GetValue<string>() == "acme");
        Ordered().Should().Equal([.. paid, "scene 1 of run 2"], "only the stand-in is ordered");
        (await fixture.Api.PostAsync($"api/v1/videos/{id}/retry")).Code.Should().Be("not_failed");
        var cost = whole["scenes"]!.AsArray().Sum(scene => decimal.Parse(scene!["cost_usd"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture));
        whole["cost_usd"]!.GetValue<string>().Should().Be(cost.ToString("0.00##", System.Globalization.CultureInfo.InvariantCulture));

        List<string> Ordered() => [.. fixture.Acme.Submits.Select(job => $"scene {job.Scene} of run {job.Run}")];
    }

    [Fact]
    public async Task Quote_ShowsTheArithmetic_AndTheBudgetStandsInTheWayOfAnApproval()
    {
        fixture.Bravo.Models = [ScriptedProvider.Model("dear", 0.25m)];
        // In another language than the other videos here, so that no clip is there already.
        var input = await fixture.Api.VideoInputAsync("ko", ["storyboard"]);
        input["options"]!["providers"] = new JsonArray("acme", "bravo");
        var waiting = await fixture.Api.WaitAsync(await fixture.Api.StartVideoAsync(input), video => video.WaitingFor() == "storyboard_review");
        var (id, quote) = (waiting["id"]!.GetValue<string>(), waiting["quote"]!);
        var lines = quote["lines"]!.AsArray();

        var seconds = lines.Sum(line => line!["seconds"]!.GetValue<decimal>());
        lines[0]!.ToJsonString().Should().Contain("\"provider\":\"acme\"").And.Contain("\"seconds\":5").And.Contain("\"unit\":\"second\"").And.Contain("\"unit_usd\":\"0.10\"");
        quote["total_usd"]!.GetValue<string>().Should().Be($"{0.10m * seconds:0.00}");
        quote["worst_case_usd"]!.GetValue<string>().Should().Be($"{0.25m * seconds:0.00}");
        await fixture.Api.PutAsync($"api/v1/brands/{input["brand_id"]}/budget", new JsonObject { ["monthly_budget_usd"] = "0.30" });
        var approval = new JsonObject { ["revision"] = waiting["storyboard"]!["revision"]!.GetValue<int>(), ["max_cost_usd"] = quote["total_usd"]!.GetValue<string>() };
        var refused = await fixture.Api.PostAsync($"api/v1/videos/{id}/approve", approval.DeepClone());
        (refused.Status, refused.Code).Should().Be((HttpStatusCode.Conflict, "over_budget"));
        refused.Body!["detail"]!.GetValue<string>().Should().Contain("0.30 USD left");
        await fixture.Api.PutAsync($"api/v1/brands/{input["brand_id"]}/budget", new JsonObject { ["monthly_budget_usd"] = null });

        (await fixture.Api.PostAsync($"api/v1/videos/{id}/approve", approval.DeepClone())).Status.Should().Be(HttpStatusCode.Accepted);

        var video = await fixture.Api.WaitAsync(id, one => one.Status() == "completed");
        video["cost_usd"]!.GetValue<string>().Should().Be(quote["total_usd"]!.GetValue<string>());
        var usage = await fixture.Api.GetAsync("api/v1/usage?group_by=brand");
        usage.Body!["items"]!.AsArray().Single(row => row!["group"]!.GetValue<string>() == input["brand_id"]!.GetValue<string>())!["settled_usd"]!.GetValue<string>()
            .Should().Be(quote["total_usd"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("api/v1/usage?from=yesterday", "from")]
    [InlineData("api/v1/usage?to=0001-01-01", "to")]
    [InlineData("api/v1/usage?to=9999-12-31", "to")]
    [InlineData("api/v1/usage?group_by=moon", "group_by")]
    [InlineData("api/v1/usage?from=2026-02-01&to=2026-01-01", "from")]
    public async Task Usage_BadInput_NamesTheField(string path, string field) => (await fixture.Api.GetAsync(path)).Fields.Should().Equal(field);

    /// <summary>A plain film of the scene's size and length.</summary>
    static async Task<byte[]> FilmAsync(SceneBrief brief)
    {
        var file = Path.GetTempFileName();
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", [
            "-v", "error", "-y", "-f", "lavfi", "-i", FormattableString.Invariant($"color=c=teal:s={brief.Still.Size}:r=30:d={brief.ClipSeconds}"),
            "-pix_fmt", "yuv420p", "-preset", "ultrafast", "-f", "mp4", file]))!;
        await ffmpeg.WaitForExitAsync();
        var film = await File.ReadAllBytesAsync(file);
        File.Delete(file);
        return film;
    }
}
