using DurableTask.Core.Exceptions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

public sealed class StartTests(RuntimeHost host) : ConformanceTest(host)
{
    [Fact]
    public async Task Schedule_WithoutAnId_MakesDifferentOnes()
    {
        var first = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(Functions.Reverses), "ab", Patience);
        var second = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(Functions.Reverses), "cd", Patience);

        second.Should().NotBe(first);
        Result<string>(await EndAsync(first)).Should().Be("ba");
        Result<string>(await EndAsync(second)).Should().Be("dc");
    }

    [Fact]
    public async Task Schedule_IdOfARunningInstance_Throws()
    {
        Assert.SkipUnless(RuntimeHost.Backend.RefusesRequests, "This backend starts a running instance anew.");
        var id = await StartAsync(nameof(ControlTests.Functions.Waits));
        await UntilSaysAsync(id, "waiting");

        var again = () => StartAsync(nameof(ControlTests.Functions.Waits), null, id);

        await again.Should().ThrowAsync<OrchestrationAlreadyExistsException>();
        await Client.RaiseEventAsync(id, "go", "first", Patience);
        Result<string>(await EndAsync(id)).Should().Be("first");
    }

    [Fact]
    public async Task Schedule_IdOfAFinishedInstance_ReplacesIt()
    {
        var id = NewId();
        Result<string>(await RunAsync(nameof(Functions.Reverses), "one", id)).Should().Be("eno");

        await StartAsync(nameof(Functions.Reverses), "two", id);
        var end = await UntilAsync(id, found => found.IsCompleted && found.ReadInputAs<string>() == "two");

        Result<string>(end).Should().Be("owt");
    }

    [Fact]
    public async Task Schedule_ForLater_IsPendingUntilThen()
    {
        Assert.SkipUnless(RuntimeHost.Backend.HonoursStartAt, "This backend starts at once.");
        var startAt = DateTimeOffset.UtcNow.AddSeconds(1);
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Functions.TellsTheTime), new StartOrchestrationOptions(NewId(), startAt), Patience);

        (await Client.GetInstanceAsync(id, Patience))!.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Pending);

        Result<DateTime>(await EndAsync(id)).Should().BeOnOrAfter(startAt.UtcDateTime);
    }

    [Fact]
    public async Task Schedule_WithAVersion_TheOrchestratorSeesIt()
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(SubOrchestrationTests.Functions.OwnVersion), new StartOrchestrationOptions(NewId()) { Version = "2.1" }, Patience);

        Result<string>(await EndAsync(id)).Should().Be("2.1");
        (await ResultAsync<string>(nameof(SubOrchestrationTests.Functions.OwnVersion))).Should().BeEmpty();
    }

    [Fact]
    public async Task WaitForStart_InstanceWaits_ComesBackBeforeItsEnd()
    {
        var id = await StartAsync(nameof(ControlTests.Functions.Waits));

        var started = await Client.WaitForInstanceStartAsync(id, getInputsAndOutputs: true, Patience);

        started.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Running);
        started.InstanceId.Should().Be(id);
        started.SerializedOutput.Should().BeNull();
        started.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task WaitForCompletion_Cancelled_Throws()
    {
        var id = await StartAsync(nameof(ControlTests.Functions.Waits));
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        var wait = () => Client.WaitForInstanceCompletionAsync(id, impatient.Token);

        await wait.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task GetInstance_WithAndWithoutPayloads_HasThemOnlyWhenAsked()
    {
        var id = (await RunAsync(nameof(Functions.Reverses), "ab")).InstanceId;

        var with = await Client.GetInstanceAsync(id, getInputsAndOutputs: true, Patience);
        var without = await Client.GetInstanceAsync(id, Patience);

        with!.ReadInputAs<string>().Should().Be("ab");
        with.ReadOutputAs<string>().Should().Be("ba");
        with.Name.Should().Be(nameof(Functions.Reverses));
        with.IsCompleted.Should().BeTrue();
        with.CreatedAt.Should().BeBefore(with.LastUpdatedAt);
        without!.SerializedInput.Should().BeNull();
        without.SerializedOutput.Should().BeNull();
        without.Invoking(found => found.ReadOutputAs<string>()).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public async Task GetInstance_UnknownId_IsNull()
        => (await Client.GetInstanceAsync(NewId(), getInputsAndOutputs: true, Patience)).Should().BeNull();

    public static class Functions
    {
        [Function(nameof(Reverses))]
        public static Task<string> Reverses([OrchestrationTrigger] TaskOrchestrationContext context, string text)
            => Task.FromResult(new string([.. text.Reverse()]));

        [Function(nameof(TellsTheTime))]
        public static Task<DateTime> TellsTheTime([OrchestrationTrigger] TaskOrchestrationContext context)
            => Task.FromResult(context.CurrentUtcDateTime);
    }
}
