using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace VideoGen.Runtime.Tests.Durable;

/// <summary>A stopping process begins and loses nothing. Leases here outlast the tests: only a hand-back lets others go on.</summary>
public sealed class StopTests : DurableTest
{
    static readonly TimeSpan Forever = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task Stop_ActivityIgnoresItsCancellation_AnotherProcessFinishesAtOnce()
    {
        var began = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        Functions
            .Orchestrator("One", async context => await context.CallActivityAsync<string>("Stubborn"))
            .Activity("Stubborn", async (_, _) =>
            {
                began.SetResult();
                await goOn.Task;
                return "first";
            });
        var first = await StartEngineAsync(options =>
            (options.LeaseTime, options.GracefulStopTime, options.CancelledStopTime) = (Forever, TimeSpan.Zero, TimeSpan.Zero));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("One", Patience);
        await began.Task.WaitAsync(Patience);
        await StartEngineAsync(options => (options.LeaseTime, options.LongestPoll) = (Forever, Forever), new TestFunctions()
            .Orchestrator("One", async context => await context.CallActivityAsync<string>("Stubborn"))
            .Activity("Stubborn", _ => "second"));

        await first.StopAsync();

        (await EndAsync(id)).ReadOutputAs<string>().Should().Be("second");
        goOn.SetResult();
        while (!first.Logs.All.Any(line => line.Contains("its result is dropped")))
        {
            await Task.Delay(10, Patience);
        }
    }

    [Fact]
    public async Task Stop_ActivityHeedsItsCancellation_IsToldNearTheEndAndHandedBack()
    {
        var began = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        Functions
            .Orchestrator("One", async context => await context.CallActivityAsync<string>("Slow"))
            .Activity("Slow", async (_, cancellationToken) =>
            {
                began.SetResult();
                await Task.WhenAny(Task.Delay(Timeout.Infinite, cancellationToken));
                cancelled.SetResult();
                throw new OperationCanceledException(cancellationToken);
            });
        var first = await StartEngineAsync(
            options => (options.LeaseTime, options.GracefulStopTime) = (Forever, TimeSpan.FromMilliseconds(300)));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("One", Patience);
        await began.Task.WaitAsync(Patience);
        await StartEngineAsync(options => (options.LeaseTime, options.LongestPoll) = (Forever, Forever), new TestFunctions()
            .Orchestrator("One", async context => await context.CallActivityAsync<string>("Slow"))
            .Activity("Slow", _ => "second"));

        var stop = first.StopAsync();
        cancelled.Task.IsCompleted.Should().BeFalse("it may run on for a while");
        await stop;

        cancelled.Task.IsCompleted.Should().BeTrue();
        (await EndAsync(id)).ReadOutputAs<string>().Should().Be("second");
    }

    [Fact]
    public async Task Stop_SomethingStillRuns_NothingNewIsBegun()
    {
        var began = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        Functions
            .Orchestrator("One", async context => await context.CallActivityAsync<string>("Slow"))
            .Activity("Slow", async (_, _) =>
            {
                began.SetResult();
                await goOn.Task;
                return "done";
            });
        var first = await StartEngineAsync(options => options.GracefulStopTime = Forever);
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("One", Patience);
        await began.Task.WaitAsync(Patience);

        var stop = first.StopAsync();
        var late = await Client.ScheduleNewOrchestrationInstanceAsync("One", Patience);
        goOn.SetResult();
        await stop;

        (await QueryAsync<string>("select status from durable.instance where id = @late", new { late })).Should().Be("pending");
        (await QueryAsync<string>("select payload from durable.inbox where instance_id = @id", new { id })).Should().Be("\"done\"");
        (await QueryAsync<long>("""
            select (select count(*) from durable.task where lease_token is not null)
                 + (select count(*) from durable.instance where lease_token is not null)
            """)).Should().Be(0, "no claim is left behind");
    }
}
