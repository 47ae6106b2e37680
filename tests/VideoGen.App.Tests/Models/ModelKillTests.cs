using System.Globalization;
using System.Text.Json.Nodes;

namespace VideoGen.App.Tests.Models;

/// <summary>
/// kill -9 while a model has the request and has not answered: the video goes on after the next start, what was lost counts as spent, and
/// everything else costs what the bill says.
/// </summary>
public sealed class ModelKillTests(ModelFixture fixture) : IClassFixture<ModelFixture>, IAsyncLifetime
{
    sealed record Call(Guid Id, string Kind, string Purpose, string State, decimal Reserved, decimal? Settled);

    public async ValueTask InitializeAsync()
    {
        await fixture.Simulator.ClearFaultsAsync();
        await fixture.Simulator.ClearModelCallsAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("script", "copywriter of an advertising agency")]
    [InlineData("storyboard", "director of an advertising film")]
    public async Task Kill_WhileAWriterAnswers_AsksAgainAndCountsTheLostCallAsSpent(string kind, string words)
    {
        await fixture.Simulator.FaultAsync("create_slow", "gemini", match: words, seconds: 600);
        var id = await fixture.Api.StartVideoAsync(await fixture.Api.VideoInputAsync(review: ["storyboard"]));
        await Eventually.BeAsync(async () => await IsAskedAsync(id, kind));

        await fixture.KillAndRestartAsync();
        var video = await fixture.Api.WaitAsync(id, one => one.WaitingFor() == "storyboard_review");

        var calls = await AuditAsync(id, video);
        calls.Where(call => call.Kind == kind).Select(call => call.State).Should().Equal("lost", "answered");
        calls.Where(call => call.Kind != kind).Should().OnlyContain(call => call.State == "answered");
        video[kind]!["provenance"]!["writer"]!.GetValue<string>().Should().Be("gemini");
    }

    [Fact]
    public async Task Kill_WhileAPainterAnswers_IsNotAskedAgainAndKeepsWhatIsPainted()
    {
        await fixture.Simulator.FaultAsync("create_slow", "gemini", match: "photorealistic frame", seconds: 600);
        var id = await fixture.Api.StartVideoAsync(await fixture.Api.VideoInputAsync("ko", ["storyboard"]));
        await Eventually.BeAsync(async () => await AreAllButOnePaintedAsync(id));
        var painted = (await CallsAsync(id)).Where(call => call.Kind == "still" && call.State == "answered").Select(call => call.Id).ToList();

        await fixture.KillAndRestartAsync();
        var video = await fixture.Api.WaitAsync(id, one => one.WaitingFor() == "storyboard_review");

        var stills = (await AuditAsync(id, video)).Where(call => call.Kind == "still").ToList();
        stills.Select(call => call.Purpose).Should().OnlyHaveUniqueItems("a picture may be paid for, so it is not asked for again");
        stills.Should().ContainSingle(call => call.State == "lost");
        stills.Where(call => call.State == "answered").Select(call => call.Id).Should().Contain(painted);
        var standIn = video["scenes"]!.AsArray().Select(scene => scene!["still"]!).Should()
            .ContainSingle(still => still["painter"]!.GetValue<string>() == "offline").Subject;
        standIn["fallback_reason"]!.GetValue<string>().Should().Contain("The app stopped");
        standIn["fallbacks"]![0]!["code"]!.GetValue<string>().Should().Be("interrupted");
        await fixture.QueryAsync<int>("update model_calls set code = null where video_id = @id returning 1", new { id = Guid.Parse(id) });
        (await fixture.Api.VideoAsync(id))["scenes"]!.ToJsonString().Should().Contain("\"interrupted\"", "rows from before there were codes are read by their state");
    }

    /// <summary>The model has the request: it stands on the bill, and its answer is held back.</summary>
    async Task<bool> IsAskedAsync(string id, string kind)
    {
        var calls = await CallsAsync(id);
        return calls.Any(call => call.Kind == kind && call.State == "calling") && (await fixture.Simulator.ModelCallsAsync()).Count >= calls.Count;
    }

    /// <summary>Nothing but the held back picture is on its way: a scene more could be lost, too.</summary>
    async Task<bool> AreAllButOnePaintedAsync(string id)
    {
        var scenes = (await fixture.Api.VideoAsync(id))["script"]?["content"]?["scenes"]?.AsArray().Count;
        var stills = (await CallsAsync(id)).Where(call => call.Kind == "still").ToList();
        return stills.Count == scenes && stills.Count(call => call.State == "calling") == 1;
    }

    /// <summary>Every call is closed; what was answered costs what it is billed at, and what was lost counts at what was reserved, which is no less than its bill.</summary>
    async Task<IReadOnlyList<Call>> AuditAsync(string id, JsonNode video)
    {
        var calls = await CallsAsync(id);
        calls.Should().OnlyContain(call => call.Settled != null);
        Usd(video["cost_usd"]).Should().Be(calls.Sum(call => call.Settled));
        var billed = (await fixture.Simulator.ModelCallsAsync()).Select(call => Usd(call["usd"])).ToList();
        foreach (var call in calls.Where(call => call.State == "answered"))
        {
            billed.Remove(call.Settled!.Value).Should().BeTrue("{0} is on the bill", call);
        }

        var lost = calls.Where(call => call.State == "lost").ToList();
        lost.Should().OnlyContain(call => call.Settled == call.Reserved);
        billed.Should().ContainSingle("the lost call is on the bill, too, and nothing else").Which.Should().BeLessThanOrEqualTo(lost.Single().Reserved);
        return calls;
    }

    Task<IReadOnlyList<Call>> CallsAsync(string id) => fixture.QueryAsync<Call>("""
        select c.id, c.kind, c.purpose, c.state, r.amount_usd as reserved,
               (select amount_usd from ledger l where l.render_job_id = c.id and l.kind = 'settle') as settled
          from model_calls c
          join ledger r on r.render_job_id = c.id and r.kind = 'reserve'
         where c.video_id = @id
         order by c.created_at
        """, new { id = Guid.Parse(id) });

    static decimal Usd(JsonNode? amount) => decimal.Parse(amount!.GetValue<string>(), CultureInfo.InvariantCulture);
}
