using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

public sealed class FailureTests(RuntimeHost host) : ConformanceTest(host)
{
    [Fact]
    public async Task Orchestrator_Throws_InstanceFailsWithTypeAndMessage()
    {
        var end = await RunAsync(nameof(Functions.Throws));

        FailureOf(end).Should().Be("System.InvalidOperationException: no paint: 물감 \"x\"");
    }

    [Fact]
    public async Task Orchestrator_DoesNotCatch_FailsWithTheTaskFailedException()
        => FailureOf(await RunAsync(nameof(Functions.CallsFailing))).Should().Be(
            "Microsoft.DurableTask.TaskFailedException: Task 'FailsTwice' (#0) failed with an unhandled exception: outer");

    [Fact]
    public async Task Orchestrator_InputOfAnotherShape_Fails()
        => FailureOf(await RunAsync(nameof(CallingTests.Functions.AddThreeTimes), "text")).Should()
            .StartWith("System.Text.Json.JsonException: ");

    [Fact]
    public async Task Orchestrator_ThrowsWhileAnActivityIsUnderWay_FailsWhenThatHasEnded()
    {
        var id = await StartAsync(nameof(Functions.ThrowsTooEarly));
        await Journal.SaysAsync(id, "at the gate", Patience);
        await UntilSaysAsync(id, "throwing");
        (await Client.GetInstanceAsync(id, Patience))!.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Running);

        Gate.Open(id);

        var end = await EndAsync(id);
        FailureOf(end).Should().Be("System.InvalidOperationException: too early");
        end.ReadCustomStatusAs<string>().Should().Be("throwing");
    }

    [Fact]
    public async Task FanOut_OneFails_TheOthersEndFirst()
        => (await ResultAsync<string>(nameof(Functions.CatchesOneOfThree))).Should().Be("a,failed,c");

    [Fact]
    public async Task Orchestrator_CatchesAndCleansUp_GoesOn()
    {
        var id = NewId();

        FailureOf(await RunAsync(nameof(Functions.Compensates), null, id)).Should().EndWith("outer");

        Journal.Of(id).Should().Equal("cleaned up");
    }

    public static class Functions
    {
        [Function(nameof(FailsTwice))]
        public static string FailsTwice([ActivityTrigger] string? input)
            => throw new InvalidOperationException("outer", new FormatException("inner"));

        [Function(nameof(Echo))]
        public static string Echo([ActivityTrigger] string text) => text;

        [Function(nameof(Throws))]
        public static Task<string> Throws([OrchestrationTrigger] TaskOrchestrationContext context)
            => throw new InvalidOperationException("no paint: 물감 \"x\"");

        [Function(nameof(ThrowsTooEarly))]
        public static Task ThrowsTooEarly([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            _ = context.CallActivityAsync(nameof(ControlTests.Functions.WaitsAtGate));
            context.SetCustomStatus("throwing");
            throw new InvalidOperationException("too early");
        }

        [Function(nameof(CallsFailing))]
        public static Task<string> CallsFailing([OrchestrationTrigger] TaskOrchestrationContext context)
            => context.CallActivityAsync<string>(nameof(FailsTwice));

        [Function(nameof(CatchesOneOfThree))]
        public static async Task<string> CatchesOneOfThree([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            Task<string>[] calls = [
                context.CallActivityAsync<string>(nameof(Echo), "a"),
                context.CallActivityAsync<string>(nameof(FailsTwice)),
                context.CallActivityAsync<string>(nameof(Echo), "c")];
            try
            {
                await Task.WhenAll(calls);
            }
            catch (TaskFailedException)
            {
                // Each call says below how it ended.
            }

            return string.Join(',', calls.Select(call => call.IsFaulted ? "failed" : call.Result));
        }

        [Function(nameof(Compensates))]
        public static async Task<string> Compensates([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                return await context.CallActivityAsync<string>(nameof(FailsTwice));
            }
            catch (TaskFailedException)
            {
                await context.CallActivityAsync(nameof(CleanUp));
                throw;
            }
        }

        [Function(nameof(CleanUp))]
        public static void CleanUp([ActivityTrigger] string? input, string instanceId) => Journal.Write(instanceId, "cleaned up");
    }
}
