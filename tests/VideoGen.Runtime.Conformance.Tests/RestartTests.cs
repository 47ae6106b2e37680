using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

public sealed class RestartTests(RuntimeHost host) : ConformanceTest(host)
{
    [Fact]
    public async Task Restart_FinishedInstance_RunsAgainUnderItsIdWithTheSameInput()
    {
        var id = NewId();
        var first = Result<string>(await RunAsync(nameof(Functions.Stamps), "a", id));

        (await Client.RestartAsync(id, cancellation: Patience)).Should().Be(id);

        var second = await UntilAsync(id, found => found.IsCompleted && found.ReadOutputAs<string>() != first);
        Result<string>(second).Should().StartWith("a ");
        second.ReadInputAs<string>().Should().Be("a");
    }

    [Fact]
    public async Task Restart_WithANewId_LeavesTheOldInstanceAsItIs()
    {
        var old = await RunAsync(nameof(Functions.Stamps), "b");

        var id = await Client.RestartAsync(old.InstanceId, restartWithNewInstanceId: true, Patience);

        id.Should().NotBe(old.InstanceId);
        var result = Result<string>(await EndAsync(id));
        result.Should().StartWith("b ").And.NotBe(old.ReadOutputAs<string>());
        (await Client.GetInstanceAsync(old.InstanceId, true, Patience))!.ReadOutputAs<string>().Should().Be(old.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Restart_UnknownInstance_IsRefused()
    {
        var restart = () => Client.RestartAsync(NewId(), cancellation: Patience);

        await restart.Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task Restart_RunningInstance_IsRefused()
    {
        Assert.SkipUnless(RuntimeHost.Backend.RefusesRequests, "This backend starts a running instance anew.");
        var id = await StartAsync(nameof(ControlTests.Functions.Waits));
        await UntilSaysAsync(id, "waiting");

        var restart = () => Client.RestartAsync(id, cancellation: Patience);

        await restart.Should().ThrowAsync<InvalidOperationException>();
        await Client.RaiseEventAsync(id, "go", "on", Patience);
        Result<string>(await EndAsync(id)).Should().Be("on");
    }

    public static class Functions
    {
        /// <summary>Its input, and what differs between two runs.</summary>
        [Function(nameof(Stamps))]
        public static Task<string> Stamps([OrchestrationTrigger] TaskOrchestrationContext context)
            => Task.FromResult($"{context.GetInput<string>()} {context.CurrentUtcDateTime:o}");
    }
}
