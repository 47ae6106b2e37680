using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace VideoGen.Runtime.Tests.Durable;

public sealed class SubOrchestrationTests : DurableTest
{
    [Fact]
    public async Task Child_IdInUse_TheStepFailsAndTheOtherRunsOn()
    {
        Functions
            .Orchestrator("Parent", async context =>
            {
                try
                {
                    return await context.CallSubOrchestratorAsync<string>("Wait", null, new SubOrchestrationOptions(instanceId: "taken"));
                }
                catch (TaskFailedException failure)
                {
                    return failure.FailureDetails.ErrorType;
                }
            })
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"));
        await StartEngineAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("taken"), Patience);

        (await RunAsync("Parent")).ReadOutputAs<string>().Should().Be("DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException");
        await Client.RaiseEventAsync("taken", "go", "mine", Patience);
        (await EndAsync("taken")).ReadOutputAs<string>().Should().Be("mine");
    }

    [Fact]
    public async Task Child_TwoOfOneIdInOneTurn_OneRunsAndOneFails()
    {
        Functions
            .Orchestrator("Parent", async context =>
            {
                var options = new SubOrchestrationOptions(instanceId: "twin");
                var twins = new[] { context.CallSubOrchestratorAsync<int>("Child", 1, options), context.CallSubOrchestratorAsync<int>(
                    "Child", 2, options) };
                await Task.WhenAny(Task.WhenAll(twins));
                return $"{twins[0].Status} {twins[1].Status}";
            })
            .Orchestrator("Child", context => Task.FromResult<object?>(context.GetInput<int>()));
        await StartEngineAsync();

        (await RunAsync("Parent")).ReadOutputAs<string>().Should().Be("RanToCompletion Faulted");
    }

    [Fact]
    public async Task Child_OfAParentThatWasReplaced_IsNotHeardByTheNewOne()
    {
        Functions
            .Orchestrator("Parent", async context =>
            {
                if (context.GetInput<bool>())
                {
                    return await context.CallSubOrchestratorAsync<string>(
                        "Wait", null, new SubOrchestrationOptions(instanceId: "old-child"));
                }

                return await context.CallSubOrchestratorAsync<string>("Wait", null, new SubOrchestrationOptions(instanceId: "new-child"));
            })
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"));
        await StartEngineAsync();
        var start = new StartOrchestrationOptions("p");
        await Client.ScheduleNewOrchestrationInstanceAsync("Parent", true, start, Patience);
        await Client.WaitForInstanceStartAsync("old-child", Patience);
        await Client.TerminateInstanceAsync("p", Patience);
        await EndAsync("p");
        await Client.ScheduleNewOrchestrationInstanceAsync("Parent", false, start, Patience);
        await Client.WaitForInstanceStartAsync("new-child", Patience);

        await Client.RaiseEventAsync("old-child", "go", "old", Patience);
        await EndAsync("old-child");
        await Client.RaiseEventAsync("new-child", "go", "new", Patience);

        (await EndAsync("p")).ReadOutputAs<string>().Should().Be("new");
    }
}
