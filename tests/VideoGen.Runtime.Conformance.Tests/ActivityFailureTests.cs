using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

public sealed class ActivityFailureTests(RuntimeHost host) : ConformanceTest(host)
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

    [Theory]
    [InlineData("cancelled", "System.OperationCanceledException: no time", ": ")]
    [InlineData("many", "System.AggregateException: two (first) (second)", "System.FormatException: first")]
    public async Task Activity_ThrowsUnusualException_IsAFailureLikeAnyOther(string what, string failure, string inner)
        => (await ResultAsync<string[]>(nameof(Functions.CatchesUnusual), what)).Should().Equal(failure, inner);

    [Fact]
    public async Task Activity_ResultOfAnotherType_FailsWhereItIsAwaited()
        => (await ResultAsync<string>(nameof(Functions.ExpectsANumber))).Should().Be("System.Text.Json.JsonException");

    public sealed class NoPaintException(string message) : InvalidOperationException(message);

    public static class Functions
    {
        [Function(nameof(CatchesActivity))]
        public static async Task<string[]> CatchesActivity([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync(nameof(FailureTests.Functions.Echo), "x");
            try
            {
                await context.CallActivityAsync("failstwice");
                return [];
            }
            catch (TaskFailedException failure)
            {
                var details = failure.FailureDetails;
                var isTraced = details.StackTrace!.Contains(nameof(FailureTests.Functions.FailsTwice), StringComparison.Ordinal);
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

        [Function(nameof(ThrowsUnusual))]
        public static string ThrowsUnusual([ActivityTrigger] string what) => throw (what == "many"
            ? new AggregateException("two", new FormatException("first"), new TimeoutException("second"))
            : new OperationCanceledException("no time"));

        [Function(nameof(CatchesUnusual))]
        public static async Task<string[]> CatchesUnusual([OrchestrationTrigger] TaskOrchestrationContext context, string what)
        {
            try
            {
                return [await context.CallActivityAsync<string>(nameof(ThrowsUnusual), what)];
            }
            catch (TaskFailedException failure)
            {
                var (details, inner) = (failure.FailureDetails, failure.FailureDetails.InnerFailure);
                return [$"{details.ErrorType}: {details.ErrorMessage}", $"{inner?.ErrorType}: {inner?.ErrorMessage}"];
            }
        }

        [Function(nameof(LooksInside))]
        public static async Task<string> LooksInside([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                return await context.CallActivityAsync<string>(nameof(FailureTests.Functions.FailsTwice));
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

        [Function(nameof(ExpectsANumber))]
        public static async Task<string> ExpectsANumber([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                return $"{await context.CallActivityAsync<int>(nameof(FailureTests.Functions.Echo), "text")}";
            }
            catch (System.Text.Json.JsonException exception)
            {
                return exception.GetType().FullName!;
            }
        }
    }
}
