using VideoGen.Domain;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Infrastructure.Tests.Models;

public sealed class WritersRoomTests(ModelBench bench) : IClassFixture<ModelBench>, IAsyncLifetime
{
    public ValueTask InitializeAsync() => new(bench.ResetAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(Language.English, "gemini", "gemini-3.8-flash")]
    [InlineData(Language.Korean, "gemini", "gemini-3.8-flash")]
    [InlineData(Language.English, "azure_openai", "simulated-gpt")]
    [InlineData(Language.Korean, "azure_openai", "simulated-gpt")]
    public async Task Write_AndDraw_KeepTheRulesAndCostWhatTheBillSays(Language language, string writer, string model)
    {
        var brief = ModelBench.Brief(language, writer);
        var run = await bench.VideoAsync(brief);
        var billed = await bench.Simulator.NetUsdAsync(writer);

        var script = await bench.Get<WritersRoom>().WriteAsync(run, brief, CancellationToken.None);
        var storyboard = await bench.Get<WritersRoom>().DrawAsync(run, brief, script.Content!, CancellationToken.None);

        script.Failure.Should().BeNull();
        SceneRules.Check(script.Content!, brief.Options.DurationSeconds).Should().BeEmpty();
        script.Content!.Scenes.Should().OnlyContain(scene => SpeakingRate.Fits(scene.Narration, language, scene.DurationSeconds));
        BrandRules.MissingDisclosures(script.Content.Scenes.Select(scene => scene.OnScreenText), brief.Brand).Should().BeEmpty();
        script.Content.Scenes.SelectMany(scene => Claims.In(scene.Narration, brief.Brand, brief.Product)).Should().OnlyContain(claim => claim.IsSupported);
        script.Provenance.Should().BeEquivalentTo(new { Writer = writer, Model = model, PromptVersion = "script-1", FallbackReason = (string?)null });
        storyboard.Content!.Scenes.Select(scene => (scene.Number, scene.DurationSeconds, scene.Narration, scene.OnScreenText))
            .Should().Equal(script.Content.Scenes.Select(scene => (scene.Number, scene.DurationSeconds, scene.Narration, scene.OnScreenText)));
        (await bench.CostAsync(run)).Should().Be(script.Provenance!.CostUsd + storyboard.Provenance!.CostUsd)
            .And.Be(await bench.Simulator.NetUsdAsync(writer) - billed);
    }

    [Theory]
    [InlineData("model_cut_off", FallbackCode.CutOff)]
    [InlineData("model_blocks_prompt", FallbackCode.InputRefused)]
    [InlineData("model_blocks_answer", FallbackCode.OutputRefused)]
    [InlineData("model_empty", FallbackCode.GenerationFailed)]
    [InlineData("create_garbled", FallbackCode.NoAnswer)]
    [InlineData("create_dropped", FallbackCode.NoAnswer)]
    [InlineData("create_500_with_job", FallbackCode.Unavailable)]
    [InlineData("account_403", FallbackCode.AccountBlocked)]
    [InlineData("out_of_credit", FallbackCode.OutOfCredit)]
    [InlineData("create_429_per_day", FallbackCode.OutOfCredit)]
    [InlineData("model_retired", FallbackCode.ModelRetired)]
    [InlineData("model_breaks_rules", FallbackCode.RulesBroken)]
    public async Task Write_TheFirstWriterFails_TheNextOneWritesAndSaysWhy(string fault, FallbackCode code)
    {
        var brief = ModelBench.Brief(Language.English, "gemini", "azure_openai");
        var run = await bench.VideoAsync(brief);
        await bench.Simulator.FaultAsync(fault, "gemini", times: null);

        var written = await bench.Get<WritersRoom>().WriteAsync(run, brief, CancellationToken.None);

        written.Provenance!.Writer.Should().Be("azure_openai");
        var passedOver = written.Provenance.Fallbacks.Should().ContainSingle().Subject;
        (passedOver.Service, passedOver.Code).Should().Be(("gemini", code));
        written.Provenance.FallbackReason.Should().Be($"gemini: {passedOver.Message}");
        (await bench.CostAsync(run)).Should().BeGreaterThanOrEqualTo(written.Provenance.CostUsd);
    }

    [Theory]
    [InlineData("model_blocks_prompt")]
    [InlineData("model_cut_off")]
    [InlineData("create_503")]
    [InlineData("create_moderated")]
    [InlineData("account_403")]
    public async Task Write_AzureFails_OfflineWrites(string fault)
    {
        var brief = ModelBench.Brief(Language.Korean, "azure_openai", "offline");
        var run = await bench.VideoAsync(brief);
        await bench.Simulator.FaultAsync(fault, "azure_openai", times: null);

        var written = await bench.Get<WritersRoom>().WriteAsync(run, brief, CancellationToken.None);

        written.Provenance.Should().BeEquivalentTo(new { Writer = "offline", CostUsd = 0m });
        written.Provenance!.FallbackReason.Should().StartWith("azure_openai: ");
    }

    [Theory]
    [InlineData("model_breaks_rules")]
    [InlineData("model_chats")]
    public async Task Write_AnswerBreaksTheRulesOnce_IsRepairedByTheSameWriter(string fault)
    {
        var brief = ModelBench.Brief(Language.English, "gemini");
        var run = await bench.VideoAsync(brief);
        await bench.Simulator.FaultAsync(fault, "gemini");

        var written = await bench.Get<WritersRoom>().WriteAsync(run, brief, CancellationToken.None);

        written.Provenance!.Writer.Should().Be("gemini");
        (await bench.Simulator.ModelCallsAsync()).Should().HaveCount(2);
        (await bench.CostAsync(run)).Should().Be(written.Provenance.CostUsd);
        written.Content!.Scenes.Should().NotContain(scene => scene.Narration.Contains("elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Write_AnswerBreaksTheRulesTwice_IsNotAskedAThirdTime()
    {
        var brief = ModelBench.Brief(Language.English, "gemini");
        var run = await bench.VideoAsync(brief);
        await bench.Simulator.FaultAsync("model_breaks_rules", "gemini", times: null);

        var written = await bench.Get<WritersRoom>().WriteAsync(run, brief, CancellationToken.None);

        written.Content.Should().BeNull();
        written.Failure!.Code.Should().Be("script_failed");
        written.Failure.Detail.Should().Contain("no fact of the product says").And.Contain("www.elsewhere.example");
        (await bench.Simulator.ModelCallsAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task Write_AWriterThatIsNoLongerInTheSettings_IsPassedOver()
    {
        var brief = ModelBench.Brief(Language.Korean, "claude", "offline");

        var written = await bench.Get<WritersRoom>().WriteAsync(await bench.VideoAsync(brief), brief, CancellationToken.None);

        written.Provenance!.Fallbacks.Select(one => (one.Service, one.Code)).Should().Equal(("claude", FallbackCode.NotConfigured));
    }

    [Fact]
    public async Task Write_TooManyRequests_WaitsAsAskedAndPaysOnce()
    {
        var brief = ModelBench.Brief(Language.English, "gemini");
        var run = await bench.VideoAsync(brief);
        await bench.Simulator.FaultAsync("create_429", "gemini");

        var written = await bench.Get<WritersRoom>().WriteAsync(run, brief, CancellationToken.None);

        written.Provenance!.Writer.Should().Be("gemini");
        (await bench.CostAsync(run)).Should().Be(written.Provenance.CostUsd);
    }

    [Fact]
    public async Task Write_TheLimitDoesNotSuffice_CallsNobody()
    {
        var brief = ModelBench.Brief(Language.English, "gemini");
        var run = await bench.VideoAsync(brief, maxCostUsd: 0.001m);

        var written = await bench.Get<WritersRoom>().WriteAsync(run, brief, CancellationToken.None);

        written.Failure!.Code.Should().Be("over_limit");
        written.Failure.Fallbacks.Should().ContainSingle().Which.Code.Should().Be(FallbackCode.OverLimit);
        (await bench.Simulator.ModelCallsAsync()).Should().BeEmpty();
        (await bench.CostAsync(run)).Should().Be(0);
    }

    [Fact]
    public async Task Write_StepRepeatedAfterItsAnswer_ReadsItAndPaysNothingMore()
    {
        var brief = ModelBench.Brief(Language.English, "gemini");
        var run = await bench.VideoAsync(brief);

        var first = await bench.Get<WritersRoom>().WriteAsync(run, brief, CancellationToken.None);
        var again = await bench.Get<WritersRoom>().WriteAsync(run, brief, CancellationToken.None);

        again.Content.Should().BeEquivalentTo(first.Content);
        (await bench.Simulator.ModelCallsAsync()).Should().HaveCount(1);
        (await bench.CostAsync(run)).Should().Be(first.Provenance!.CostUsd);
    }

    [Fact]
    public async Task Revise_SomeScenes_LeavesTheOthersAndTheWordsOfAStoryboard()
    {
        var brief = ModelBench.Brief(Language.English, "gemini");
        var run = await bench.VideoAsync(brief);
        var room = bench.Get<WritersRoom>();
        var script = (await room.WriteAsync(run, brief, CancellationToken.None)).Content!;
        var storyboard = (await room.DrawAsync(run, brief, script, CancellationToken.None)).Content!;

        var rewritten = (await room.ReviseAsync(run, brief, script, new("Another tone.", [2]), CancellationToken.None)).Content!;
        var redrawn = (await room.ReviseAsync(run, brief, storyboard, new("By the sea!", [1]), CancellationToken.None)).Content!;

        rewritten.Scenes.Where(scene => scene.Number != 2).Should().Equal(script.Scenes.Where(scene => scene.Number != 2));
        redrawn.Scenes[0].VisualPrompt.Should().NotBe(storyboard.Scenes[0].VisualPrompt);
        redrawn.Scenes.Skip(1).Should().Equal(storyboard.Scenes.Skip(1));
        redrawn.Scenes.Select(scene => scene.Narration).Should().Equal(script.Scenes.Select(scene => scene.Narration));
    }

    [Fact]
    public async Task Write_WrongKey_IsAMatterForWhoeverRunsIt()
    {
        await using var services = bench.Services(("Models:Gemini:ApiKey", "wrong-key"));
        var brief = ModelBench.Brief(Language.English, "gemini");
        var run = await bench.VideoAsync(brief);

        var written = await ((WritersRoom)services.GetService(typeof(WritersRoom))!).WriteAsync(run, brief, CancellationToken.None);

        written.Failure!.Detail.Should().Contain("refuses the key");
        written.Failure.Fallbacks.Should().ContainSingle().Which.Code.Should().Be(FallbackCode.AccountBlocked);
        (await bench.CostAsync(run)).Should().Be(0);
    }
}
