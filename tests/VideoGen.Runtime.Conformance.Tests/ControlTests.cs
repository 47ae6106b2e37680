using Grpc.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

public sealed class ControlTests(RuntimeHost host) : ConformanceTest(host)
{
    [Fact]
    public async Task Terminate_WaitingInstance_EndsWithTheGivenOutput()
    {
        var id = await StartWaitingAsync();

        await Client.TerminateInstanceAsync(id, "enough", Patience);

        var end = await EndAsync(id);
        end.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Terminated);
        end.ReadOutputAs<string>().Should().Be("enough");
    }

    [Fact]
    public async Task Terminate_RunningActivity_ItsResultChangesNothing()
    {
        var id = await StartAsync(nameof(Functions.CallsGate));
        await Journal.SaysAsync(id, "at the gate", Patience);

        await Client.TerminateInstanceAsync(id, Patience);
        var end = await EndAsync(id);
        Gate.Open(id);
        await Journal.SaysAsync(id, "through", Patience);

        end.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Terminated);
        (await Client.GetInstanceAsync(id, Patience))!.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Terminated);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Terminate_Parent_ReachesChildrenOnlyWhenRecursive(bool recursive)
    {
        Assert.SkipUnless(RuntimeHost.Backend.HasRecursion || !recursive, "This backend terminates one instance at a time.");
        var id = await StartAsync(nameof(Functions.ParentOfWaiting), 2);
        var (middle, leaf) = ($"{id}-1", $"{id}-1-0");
        await Journal.SaysAsync(leaf, "waiting", Patience);

        await Client.TerminateInstanceAsync(id, new TerminateInstanceOptions(Recursive: recursive), Patience);
        (await EndAsync(id)).RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Terminated);
        if (!recursive)
        {
            await Client.RaiseEventAsync(leaf, "go", "on", Patience);
        }

        var expected = recursive ? OrchestrationRuntimeStatus.Terminated : OrchestrationRuntimeStatus.Completed;
        (await EndAsync(leaf)).RuntimeStatus.Should().Be(expected);
        (await EndAsync(middle)).RuntimeStatus.Should().Be(expected);
    }

    [Fact]
    public async Task Suspend_ThenResume_HoldsEventsBackUntilThen()
    {
        var id = await StartWaitingAsync();
        await Client.SuspendInstanceAsync(id, "lunch", Patience);
        await UntilAsync(id, OrchestrationRuntimeStatus.Suspended);

        await Client.RaiseEventAsync(id, "go", "heard", Patience);
        // Another instance that is started now, heard and done: the event has had its time.
        var other = await StartWaitingAsync();
        await Client.RaiseEventAsync(other, "go", "on", Patience);
        await EndAsync(other);
        (await Client.GetInstanceAsync(id, Patience))!.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Suspended);
        await Client.ResumeInstanceAsync(id, "back", Patience);

        Result<string>(await EndAsync(id)).Should().Be("heard");
    }

    [Fact]
    public async Task Suspend_ActivityUnderWay_ItsResultWaitsForTheResumption()
    {
        var id = await StartAsync(nameof(Functions.CallsGate));
        await Journal.SaysAsync(id, "at the gate", Patience);
        await Client.SuspendInstanceAsync(id, null, Patience);
        await UntilAsync(id, OrchestrationRuntimeStatus.Suspended);

        Gate.Open(id);
        await Journal.SaysAsync(id, "through", Patience);
        (await Client.GetInstanceAsync(id, Patience))!.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Suspended);
        await Client.ResumeInstanceAsync(id, null, Patience);

        Result<string>(await EndAsync(id)).Should().Be("opened");
    }

    [Fact]
    public async Task Terminate_SuspendedInstance_Ends()
    {
        var id = await StartWaitingAsync();
        await Client.SuspendInstanceAsync(id, null, Patience);
        await UntilAsync(id, OrchestrationRuntimeStatus.Suspended);

        await Client.TerminateInstanceAsync(id, Patience);

        (await EndAsync(id)).RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Terminated);
    }

    [Fact]
    public async Task Control_StatusDoesNotAllowIt_IsRefused()
    {
        Assert.SkipUnless(RuntimeHost.Backend.RefusesRequests, "This backend drops such requests silently.");
        var finished = (await RunAsync(nameof(CallingTests.Functions.AddThreeTimes), 1)).InstanceId;
        var running = await StartWaitingAsync();
        var suspended = await StartWaitingAsync();
        await Client.SuspendInstanceAsync(suspended, null, Patience);
        await UntilAsync(suspended, OrchestrationRuntimeStatus.Suspended);

        (await CodeOf(Client.TerminateInstanceAsync(NewId(), Patience))).Should().Be(StatusCode.NotFound);
        (await CodeOf(Client.TerminateInstanceAsync(finished, Patience))).Should().Be(StatusCode.FailedPrecondition);
        (await CodeOf(Client.SuspendInstanceAsync(NewId(), null, Patience))).Should().Be(StatusCode.Unknown);
        (await CodeOf(Client.SuspendInstanceAsync(finished, null, Patience))).Should().Be(StatusCode.Unknown);
        (await CodeOf(Client.SuspendInstanceAsync(suspended, null, Patience))).Should().Be(StatusCode.Unknown);
        (await CodeOf(Client.ResumeInstanceAsync(running, null, Patience))).Should().Be(StatusCode.Unknown);

        static async Task<StatusCode> CodeOf(Task call)
            => (await FluentActions.Awaiting(() => call).Should().ThrowAsync<RpcException>()).Which.StatusCode;
    }

    async Task<string> StartWaitingAsync()
    {
        var id = await StartAsync(nameof(Functions.Waits));
        await UntilSaysAsync(id, "waiting");
        return id;
    }

    public static class Functions
    {
        [Function(nameof(Waits))]
        public static Task<string> Waits([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            context.SetCustomStatus("waiting");
            Journal.Write(context.InstanceId, "waiting");
            return context.WaitForExternalEvent<string>("go");
        }

        [Function(nameof(ParentOfWaiting))]
        public static async Task ParentOfWaiting([OrchestrationTrigger] TaskOrchestrationContext context, int depth)
        {
            var child = new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-{depth - 1}");
            await (depth == 1
                ? context.CallSubOrchestratorAsync(nameof(Waits), child)
                : context.CallSubOrchestratorAsync(nameof(ParentOfWaiting), depth - 1, child));
        }

        [Function(nameof(CallsGate))]
        public static Task<string> CallsGate([OrchestrationTrigger] TaskOrchestrationContext context)
            => context.CallActivityAsync<string>(nameof(WaitsAtGate));

        [Function(nameof(WaitsAtGate))]
        public static async Task<string> WaitsAtGate([ActivityTrigger] string? input, string instanceId)
        {
            Journal.Write(instanceId, "at the gate");
            await Gate.OpenedAsync(instanceId);
            Journal.Write(instanceId, "through");
            return "opened";
        }
    }
}
