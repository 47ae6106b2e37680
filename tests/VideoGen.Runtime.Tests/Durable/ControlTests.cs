using DurableTask.Core.Exceptions;
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
    public async Task Terminate_BeforeItsStartTime_EndsAtOnce()
    {
        await StartEngineAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync(
            "Wait", new StartOrchestrationOptions("later", DateTimeOffset.UtcNow.AddDays(1)), Patience);
        (await Client.GetInstanceAsync("later", Patience))!.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Pending);

        await Client.TerminateInstanceAsync("later", Patience);

        (await EndAsync("later")).RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Terminated);
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

    Task StartWaitingAsync(string id) => Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions(id), Patience);
}
