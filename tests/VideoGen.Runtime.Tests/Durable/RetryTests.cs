using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace VideoGen.Runtime.Tests.Durable;

public sealed class RetryTests : DurableTest
{
    static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);
    int _calls;

    [Fact]
    public async Task Policy_SucceedsOnThirdAttempt_ReturnsItsResult()
    {
        Functions
            .Orchestrator("Retry", async context =>
            {
                var begun = context.CurrentUtcDateTime;
                var policy = new RetryPolicy(5, Short * 20, 2);
                var result = await context.CallActivityAsync<string>("Third", TaskOptions.FromRetryPolicy(policy));
                return $"{result} {context.CurrentUtcDateTime - begun >= Short * 60}";
            })
            .Activity("Third", _ => ++_calls < 3 ? throw new TimeoutException($"call {_calls}") : "third");
        await StartEngineAsync();

        (await RunAsync("Retry")).ReadOutputAs<string>().Should().Be("third True", "it waits 20 ms, then 40 ms, by durable timers");
        _calls.Should().Be(3);
    }

    [Fact]
    public async Task Policy_AttemptsUsedUp_FailsWithTheLastFailure()
    {
        Functions
            .Orchestrator("Retry", async context =>
            {
                await context.CallActivityAsync("Never", TaskOptions.FromRetryPolicy(new RetryPolicy(3, Short)));
                return null;
            })
            .Activity("Never", _ => throw new TimeoutException($"always {++_calls}"));
        await StartEngineAsync();

        var end = await RunAsync("Retry");

        // The steps are: activity 0, timer 1, activity 2, timer 3, activity 4.
        end.SerializedOutput.Should().EndWith("Task 'Never' (#4) failed with an unhandled exception: always 3");
        _calls.Should().Be(3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HandleFailure_RefusesOrThrows_TriesNoMore(bool throws)
    {
        var policy = new RetryPolicy(9, Short)
        {
            HandleFailure = failure => !failure.IsCausedBy<TimeoutException>() || (throws ? throw new FormatException("bad judge") : false),
        };
        Functions
            .Orchestrator("Retry", async context =>
            {
                await context.CallActivityAsync("Twice", TaskOptions.FromRetryPolicy(policy));
                return null;
            })
            .Activity("Twice", _ => ++_calls == 1 ? throw new FormatException("again") : throw new TimeoutException("final"));
        await StartEngineAsync();

        (await RunAsync("Retry")).SerializedOutput.Should().EndWith("final");
        _calls.Should().Be(2);
    }

    [Fact]
    public async Task Handler_AwaitsATimerAndGivesUp_SeesEachAttempt()
    {
        var seen = new List<string>();
        AsyncRetryHandler handler = async retry =>
        {
            await retry.OrchestrationContext.CreateTimer(Short, retry.CancellationToken);
            lock (seen)
            {
                seen.Add($"{retry.LastAttemptNumber} {retry.LastFailure.ErrorMessage} {retry.TotalRetryTime >= TimeSpan.Zero}");
            }

            return retry.LastAttemptNumber < 3;
        };
        Functions
            .Orchestrator("Retry", async context =>
            {
                await context.CallActivityAsync("Never", TaskOptions.FromRetryHandler(handler));
                return null;
            })
            .Activity("Never", _ => throw new TimeoutException($"call {++_calls}"));
        await StartEngineAsync();

        var end = await RunAsync("Retry");

        end.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Failed);
        seen.Distinct().Should().Equal("1 call 1 True", "2 call 2 True", "3 call 3 True");
        _calls.Should().Be(3);
    }

    [Fact]
    public async Task Policy_OfSubOrchestration_RunsItAgainUnderTheSameId()
    {
        Functions
            .Orchestrator("Parent", async context =>
            {
                var options = new SubOrchestrationOptions(new RetryPolicy(3, Short), "the-child");
                return await context.CallSubOrchestratorAsync<string>("Child", null, options);
            })
            .Orchestrator(
                "Child", context => ++_calls < 2 ? throw new TimeoutException("first") : Task.FromResult<object?>(context.InstanceId));
        await StartEngineAsync();

        (await RunAsync("Parent")).ReadOutputAs<string>().Should().Be("the-child");
        _calls.Should().Be(2);
    }
}
