using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

public sealed class FailureTests(RuntimeHost host) : ConformanceTest(host)
{
    [Fact]
    public async Task Activity_Throws_OrchestratorSeesTypeMessageAndCause()
        => (await ResultAsync<string[]>(nameof(Functions.CatchesActivity))).Should().Equal(
            "Task 'failstwice' (#1) failed with an unhandled exception: outer",
            "failstwice 1",
            "System.InvalidOperationException: outer True",
            "System.FormatException: inner",
            "InvalidOperationException True",
            "SystemException True",
            "FormatException False");

    [Fact]
    public async Task Activity_ThrowsAnExceptionOfTheApp_IsKnownByItsTypeAndItsBase()
        => (await ResultAsync<string>(nameof(Functions.CatchesOwnException))).Should()
            .Be($"{typeof(NoPaintException).FullName} True True False");

    /// <summary>The Functions host has none; elsewhere it is the exception of the layer below, without the one that was thrown.</summary>
    [Fact]
    public async Task Activity_Throws_ItsExceptionIsNoInnerException()
        => (await ResultAsync<string>(nameof(Functions.LooksInside))).Should()
            .BeOneOf("none", "DurableTask.Core.Exceptions.TaskFailedException");

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

    [Fact]
    public async Task Activity_ResultOfAnotherType_FailsWhereItIsAwaited()
        => (await ResultAsync<string>(nameof(Functions.ExpectsANumber))).Should().Be("System.Text.Json.JsonException");

    public sealed class NoPaintException(string message) : InvalidOperationException(message);

    public static class Functions
    {
        [Function(nameof(FailsTwice))]
        public static string FailsTwice([ActivityTrigger] string? input)
            => throw new InvalidOperationException("outer", new FormatException("inner"));

        [Function(nameof(Echo))]
        public static string Echo([ActivityTrigger] string text) => text;

        [Function(nameof(CatchesActivity))]
        public static async Task<string[]> CatchesActivity([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync(nameof(Echo), "x");
            try
            {
                await context.CallActivityAsync("failstwice");
                return [];
            }
            catch (TaskFailedException failure)
            {
                var details = failure.FailureDetails;
                var isTraced = details.StackTrace!.Contains(nameof(FailsTwice), StringComparison.Ordinal);
                return [
                    failure.Message,
                    $"{failure.TaskName} {failure.TaskId}",
                    $"{details.ErrorType}: {details.ErrorMessage} {isTraced}",
                    $"{details.InnerFailure!.ErrorType}: {details.InnerFailure.ErrorMessage}",
                    $"InvalidOperationException {details.IsCausedBy<InvalidOperationException>()}",
                    $"SystemException {details.IsCausedBy<SystemException>()}",
                    $"FormatException {details.IsCausedBy<FormatException>()}"];
            }
        }

        [Function(nameof(LooksInside))]
        public static async Task<string> LooksInside([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                return await context.CallActivityAsync<string>(nameof(FailsTwice));
            }
            catch (TaskFailedException failure)
            {
                return failure.InnerException?.GetType().FullName ?? "none";
            }
        }

        [Function(nameof(RunsOutOfPaint))]
        public static string RunsOutOfPaint([ActivityTrigger] string? input) => throw new NoPaintException("no paint");

        [Function(nameof(CatchesOwnException))]
        public static async Task<string> CatchesOwnException([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                return await context.CallActivityAsync<string>(nameof(RunsOutOfPaint));
            }
            catch (TaskFailedException failure)
            {
                var details = failure.FailureDetails;
                return $"{details.ErrorType} {details.IsCausedBy<NoPaintException>()} {details.IsCausedBy<InvalidOperationException>()} "
                    + $"{details.IsCausedBy<ArgumentException>()}";
            }
        }

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

        [Function(nameof(ExpectsANumber))]
        public static async Task<string> ExpectsANumber([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                return $"{await context.CallActivityAsync<int>(nameof(Echo), "text")}";
            }
            catch (System.Text.Json.JsonException exception)
            {
                return exception.GetType().FullName!;
            }
        }
    }
}
