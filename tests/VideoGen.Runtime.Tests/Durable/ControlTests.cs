using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace VideoGen.Runtime.Tests.Durable;

public sealed class ControlTests : DurableTest
{
    public ControlTests()
    {
        Functions
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"))
            .Orchestrator("Quick", context => Task.FromResult<object?>(context.GetInput<string>()));
    }

    [Fact]
    public async Task Terminate_WaitingInstance_EndsWithTheGivenOutput()
    {
        await StartEngineAsync();
        await StartWaitingAsync("w");

        await Client.TerminateInstanceAsync("w", "enough", Patience);

        var end = await EndAsync("w");
        end.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Terminated);
        end.ReadOutputAs<string>().Should().Be("enough");
    }

    [Fact]
    public async Task Terminate_BeforeItsStartTime_EndsAtOnce()
    {
        await StartEngineAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync(
            "Wait", new StartOrchestrationOptions("later", DateTimeOffset.UtcNow.AddDays(1)), Patience);
        (await Client.GetInstanceAsync("later", Patience))!.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Pending);

        await Client.TerminateInstanceAsync("later", Patience);

        (await EndAsync("later")).RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Terminated);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Terminate_Parent_ReachesChildrenOnlyWhenRecursive(bool recursive)
    {
        Functions
            .Orchestrator("Parent", async context =>
            {
                await context.CallSubOrchestratorAsync("Middle", null, new SubOrchestrationOptions(instanceId: "middle"));
                return null;
            })
            .Orchestrator("Middle", async context =>
            {
                await context.CallSubOrchestratorAsync("Wait", null, new SubOrchestrationOptions(instanceId: "leaf"));
                return null;
            });
        await StartEngineAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Parent", new StartOrchestrationOptions("parent"), Patience);
        await Client.WaitForInstanceStartAsync("leaf", Patience);

        await Client.TerminateInstanceAsync("parent", new TerminateInstanceOptions(Recursive: recursive), Patience);
        await EndAsync("parent");

        if (!recursive)
        {
            await Client.RaiseEventAsync("leaf", "go", "on", Patience);
        }

        var expected = recursive ? OrchestrationRuntimeStatus.Terminated : OrchestrationRuntimeStatus.Completed;
        (await EndAsync("leaf")).RuntimeStatus.Should().Be(expected);
        (await EndAsync("middle")).RuntimeStatus.Should().Be(expected);
    }

    [Fact]
    public async Task Suspend_ThenResume_HoldsEventsBackUntilThen()
    {
        await StartEngineAsync();
        await StartWaitingAsync("w");
        await Client.SuspendInstanceAsync("w", "lunch", Patience);
        await UntilAsync("select status = 'suspended' from durable.instance where id = 'w'");

        await Client.RaiseEventAsync("w", "go", "heard", Patience);
        await UntilIdleAsync("w");
        (await Client.GetInstanceAsync("w", Patience))!.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Suspended);
        await Client.ResumeInstanceAsync("w", Patience);

        (await EndAsync("w")).ReadOutputAs<string>().Should().Be("heard");
    }

    [Fact]
    public async Task Suspend_InTheTurnThatAskedForAStep_RunsTheStepAfterTheResumption()
    {
        var calls = 0;
        Functions
            .Orchestrator("Step", async context =>
            {
                await context.WaitForExternalEvent<object>("go");
                return await context.CallActivityAsync<int>("Count");
            })
            .Activity("Count", _ => ++calls);
        var engine = await StartEngineAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Step", new StartOrchestrationOptions("s"), Patience);
        await UntilIdleAsync("s");
        // With no engine running, both messages fall into one turn.
        await engine.StopAsync();
        await Client.RaiseEventAsync("s", "go", Patience);
        await Client.SuspendInstanceAsync("s", null, Patience);
        await StartEngineAsync();
        await UntilAsync("select status = 'suspended' from durable.instance where id = 's'");
        calls.Should().Be(0);

        await Client.ResumeInstanceAsync("s", Patience);

        (await EndAsync("s")).ReadOutputAs<int>().Should().Be(1);
    }

    [Fact]
    public async Task Control_UnknownOrFinishedInstance_IsRefused()
    {
        await StartEngineAsync();
        await RunAsync("Quick", "x", "finished");
        await StartWaitingAsync("running");

        (await CodeOf(Client.TerminateInstanceAsync("nobody", Patience))).Should().Be(StatusCode.NotFound);
        (await CodeOf(Client.TerminateInstanceAsync("finished", Patience))).Should().Be(StatusCode.FailedPrecondition);
        (await CodeOf(Client.SuspendInstanceAsync("finished", Patience))).Should().Be(StatusCode.Unknown);
        (await CodeOf(Client.ResumeInstanceAsync("running", Patience))).Should().Be(StatusCode.Unknown);
        (await Client.GetInstanceAsync("nobody", Patience)).Should().BeNull();

        static async Task<StatusCode> CodeOf(Task call)
            => (await FluentActions.Awaiting(() => call).Should().ThrowAsync<RpcException>()).Which.StatusCode;
    }

    [Fact]
    public async Task Schedule_IdOfARunningInstance_Throws()
    {
        await StartEngineAsync();
        await StartWaitingAsync("w");

        var again = () => StartWaitingAsync("w");

        await again.Should().ThrowAsync<OrchestrationAlreadyExistsException>();
        await Client.RaiseEventAsync("w", "go", "first", Patience);
        (await EndAsync("w")).ReadOutputAs<string>().Should().Be("first");
    }

    [Fact]
    public async Task Schedule_IdOfAFinishedInstance_ReplacesIt()
    {
        await StartEngineAsync();
        await RunAsync("Quick", "one", "q");

        (await RunAsync("Quick", "two", "q")).ReadOutputAs<string>().Should().Be("two");
        (await QueryAsync<long>("select count(*) from durable.instance")).Should().Be(1);
    }

    [Fact]
    public async Task Schedule_ManyAtOnceWithOneId_StartsExactlyOne()
    {
        await StartEngineAsync();
        await RunAsync("Quick", "old", "w");

        var starts = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await StartWaitingAsync("w");
                return true;
            }
            catch (OrchestrationAlreadyExistsException)
            {
                return false;
            }
        }));

        starts.Count(started => started).Should().Be(1);
    }

    [Fact]
    public async Task Purge_FinishedInstance_ForgetsItOnce()
    {
        await StartEngineAsync();
        await RunAsync("Quick", "x", "q");
        await StartWaitingAsync("running");

        (await Client.PurgeInstanceAsync("q", Patience)).PurgedInstanceCount.Should().Be(1);
        (await Client.PurgeInstanceAsync("q", Patience)).PurgedInstanceCount.Should().Be(0);
        (await Client.PurgeInstanceAsync("running", Patience)).PurgedInstanceCount.Should().Be(0);
        (await QueryAsync<long>("select count(*) from durable.history where instance_id = 'q'")).Should().Be(0);
        (await Client.GetInstanceAsync("running", Patience)).Should().NotBeNull();
    }

    [Fact]
    public async Task PurgeAll_ByStatusAndTime_LeavesTheRest()
    {
        Functions.Orchestrator("Bad", _ => throw new InvalidOperationException());
        await StartEngineAsync();
        await RunAsync("Quick", "x", "done-1");
        await RunAsync("Quick", "x", "done-2");
        await RunAsync("Bad", null, "failed");

        var none = await Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedTo: DateTimeOffset.UtcNow.AddDays(-1)), Patience);
        var two = await Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(Statuses: [OrchestrationRuntimeStatus.Completed]), Patience);

        none.PurgedInstanceCount.Should().Be(0);
        two.PurgedInstanceCount.Should().Be(2);
        (await Client.GetInstanceAsync("failed", Patience)).Should().NotBeNull();
    }

    [Fact]
    public async Task GetAll_ByStatusAndPrefixInPages_ListsEachOnce()
    {
        await StartEngineAsync();
        foreach (var n in Enumerable.Range(0, 5))
        {
            await RunAsync("Quick", $"{n}", $"a-{n}");
        }

        await RunAsync("Quick", "x", "b-0");
        await StartWaitingAsync("a-running");

        var query = new OrchestrationQuery(
            Statuses: [OrchestrationRuntimeStatus.Completed], InstanceIdPrefix: "a-", PageSize: 2, FetchInputsAndOutputs: true);
        var found = new List<string>();
        await foreach (var instance in Client.GetAllInstancesAsync(query).WithCancellation(Patience))
        {
            found.Add($"{instance.InstanceId}={instance.ReadOutputAs<string>()}");
        }

        found.Should().BeEquivalentTo("a-0=0", "a-1=1", "a-2=2", "a-3=3", "a-4=4");
    }

    Task StartWaitingAsync(string id) => Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions(id), Patience);
}
