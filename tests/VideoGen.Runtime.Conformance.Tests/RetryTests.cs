using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

public sealed class RetryTests(RuntimeHost host) : ConformanceTest(host)
{
    static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Policy_SucceedsOnThirdAttempt_HasWaitedLongerEachTime()
    {
        var id = NewId();

        var waited = Result<TimeSpan>(await RunAsync(nameof(Functions.BacksOff), null, id));

        Journal.Of(id).Should().HaveCount(3);
        waited.Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(60), "it waits 20 ms, then 40 ms");
    }

    [Fact]
    public async Task Policy_AttemptsUsedUp_FailsWithTheLastFailure()
    {
        var id = NewId();

        // Steps: activity 0, timer 1, activity 2, timer 3, activity 4, a timer that fires at once 5, activity 6.
        Result<string>(await RunAsync(nameof(Functions.UsesUpAttempts), null, id)).Should().Be(
            "Task 'Third' (#4) failed with an unhandled exception: attempt 3; next step #6");
        Journal.Of(id).Should().HaveCount(4);
    }

    [Fact]
    public async Task Policy_LongestIntervalIsSet_NeverWaitsLonger()
        => (await ResultAsync<string>(nameof(Functions.CapsItsWaits))).Should().Be("attempt 3", "a factor of a billion would take decades");

    [Fact]
    public async Task Policy_TimeIsUsedUp_TriesNoMore()
    {
        var id = NewId();

        FailureOf(await RunAsync(nameof(Functions.RunsOutOfTime), null, id)).Should().Contain("always");

        Journal.Of(id).Count.Should().BeInRange(1, 3);
    }

    [Theory]
    [InlineData("refuse")]
    [InlineData("throw")]
    public async Task HandleFailure_RefusesOrThrows_TriesNoMore(string judge)
    {
        var id = NewId();

        FailureOf(await RunAsync(nameof(Functions.JudgesFailures), judge, id)).Should().EndWith("attempt 2");

        Journal.Of(id).Should().HaveCount(2, "the first failure may be tried again, the second not");
    }

    [Fact]
    public async Task Handler_Asynchronous_SeesEachAttemptAndMayWait()
    {
        var id = NewId();

        Result<string[]>(await RunAsync(nameof(Functions.AsksAnAsyncHandler), null, id)).Should().Equal(
            "1 System.TimeoutException attempt 1 True", "2 System.FormatException attempt 2 True",
            "3 System.TimeoutException attempt 3 True", "gave up on attempt 3");
        Journal.Of(id).Should().HaveCount(3);
    }

    [Fact]
    public async Task Handler_Synchronous_DecidesHowOften()
        => (await ResultAsync<string>(nameof(Functions.AsksAHandler))).Should().Be("attempt 4");

    [Fact]
    public async Task Policy_OfASubOrchestration_RunsItAgainUnderTheSameId()
    {
        var id = NewId();

        Result<string>(await RunAsync(nameof(Functions.RetriesAChild), null, id)).Should().Be($"{id}-child on attempt 3");
    }

    public static class Functions
    {
        [Function(nameof(Third))]
        public static string Third([ActivityTrigger] int succeedsOn, string instanceId)
        {
            Journal.Write(instanceId, "attempt");
            var attempt = Journal.Of(instanceId).Count;
            return attempt == succeedsOn ? $"attempt {attempt}"
                : attempt % 2 == 0 ? throw new FormatException($"attempt {attempt}")
                : throw new TimeoutException($"attempt {attempt}");
        }

        [Function(nameof(BacksOff))]
        public static async Task<TimeSpan> BacksOff([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var begun = context.CurrentUtcDateTime;
            var policy = new RetryPolicy(5, TimeSpan.FromMilliseconds(20), backoffCoefficient: 2);
            await context.CallActivityAsync(nameof(Third), 3, TaskOptions.FromRetryPolicy(policy));
            return context.CurrentUtcDateTime - begun;
        }

        [Function(nameof(UsesUpAttempts))]
        public static async Task<string> UsesUpAttempts([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                return await context.CallActivityAsync<string>(
                    nameof(Third), 0, TaskOptions.FromRetryPolicy(new RetryPolicy(3, Short)));
            }
            catch (TaskFailedException failure)
            {
                try
                {
                    return await context.CallActivityAsync<string>(nameof(Third), 0);
                }
                catch (TaskFailedException next)
                {
                    return $"{failure.Message}; next step #{next.TaskId}";
                }
            }
        }

        [Function(nameof(CapsItsWaits))]
        public static Task<string> CapsItsWaits([OrchestrationTrigger] TaskOrchestrationContext context)
            => context.CallActivityAsync<string>(nameof(Third), 3, TaskOptions.FromRetryPolicy(
                new RetryPolicy(3, Short, backoffCoefficient: 1e9, maxRetryInterval: TimeSpan.FromMilliseconds(5))));

        [Function(nameof(RunsOutOfTime))]
        public static Task<string> RunsOutOfTime([OrchestrationTrigger] TaskOrchestrationContext context)
            => context.CallActivityAsync<string>(nameof(AlwaysFails), null, TaskOptions.FromRetryPolicy(
                new RetryPolicy(1000, TimeSpan.FromMilliseconds(20), retryTimeout: TimeSpan.FromMilliseconds(30))));

        [Function(nameof(AlwaysFails))]
        public static string AlwaysFails([ActivityTrigger] string? input, string instanceId)
        {
            Journal.Write(instanceId, "attempt");
            throw new TimeoutException("always");
        }

        [Function(nameof(JudgesFailures))]
        public static Task<string> JudgesFailures([OrchestrationTrigger] TaskOrchestrationContext context, string judge)
            => context.CallActivityAsync<string>(nameof(Third), 0, TaskOptions.FromRetryPolicy(new RetryPolicy(9, Short)
            {
                HandleFailure = failure => !failure.IsCausedBy<FormatException>()
                    || (judge == "throw" ? throw new InvalidOperationException("bad judge") : false),
            }));

        [Function(nameof(AsksAnAsyncHandler))]
        public static async Task<string[]> AsksAnAsyncHandler([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var seen = new List<string>();
            AsyncRetryHandler handler = async retry =>
            {
                await retry.OrchestrationContext.CreateTimer(Short, CancellationToken.None);
                var failure = retry.LastFailure;
                var hasTime = retry.TotalRetryTime >= Short * (retry.LastAttemptNumber - 1);
                seen.Add($"{retry.LastAttemptNumber} {failure.ErrorType} {failure.ErrorMessage} {hasTime}");
                return retry.LastAttemptNumber < 3;
            };
            try
            {
                await context.CallActivityAsync(nameof(Third), 0, TaskOptions.FromRetryHandler(handler));
            }
            catch (TaskFailedException failure)
            {
                seen.Add($"gave up on {failure.FailureDetails.ErrorMessage}");
            }

            return [.. seen];
        }

        [Function(nameof(AsksAHandler))]
        public static Task<string> AsksAHandler([OrchestrationTrigger] TaskOrchestrationContext context)
            => context.CallActivityAsync<string>(nameof(Third), 4, TaskOptions.FromRetryHandler(retry => retry.LastAttemptNumber < 5));

        [Function(nameof(RetriesAChild))]
        public static Task<string> RetriesAChild([OrchestrationTrigger] TaskOrchestrationContext context)
            => context.CallSubOrchestratorAsync<string>(
                nameof(ThirdChild), TaskOptions.FromRetryPolicy(new RetryPolicy(3, Short)).WithInstanceId($"{context.InstanceId}-child"));

        [Function(nameof(ThirdChild))]
        public static async Task<string> ThirdChild([OrchestrationTrigger] TaskOrchestrationContext context)
            => $"{context.InstanceId} on {await context.CallActivityAsync<string>(nameof(Third), 3)}";
    }
}
