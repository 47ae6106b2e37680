using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.Runtime.Tests.Durable;

public sealed class EngineTests : DurableTest
{
    static readonly TimeSpan NoPoll = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task TwoEngines_OneDatabase_ShareTheWork()
    {
        using var together = new CountdownEvent(2);
        Functions
            .Orchestrator(
                "Meet", async context => await Task.WhenAll(
                    context.CallActivityAsync<bool>("Rendezvous"), context.CallActivityAsync<bool>("Rendezvous")))
            .Activity("Rendezvous", async (_, cancellationToken) =>
            {
                together.Signal();
                // Each engine has one slot: both activities are here at once only if two engines run them.
                return await Task.Run(() => together.Wait(TimeSpan.FromSeconds(30), cancellationToken), cancellationToken);
            });
        await StartEngineAsync(options => options.MaxConcurrentActivities = 1);
        await StartEngineAsync(options => options.MaxConcurrentActivities = 1);

        (await RunAsync("Meet")).ReadOutputAs<bool[]>().Should().Equal(true, true);
    }

    [Fact]
    public async Task TwoEngines_StartAtOnceOnAnEmptyDatabase_BothRun()
    {
        Functions.Orchestrator("Quick", _ => Task.FromResult<object?>("done"));
        var engines = new[] { NewEngine(), NewEngine(), NewEngine() };

        await Task.WhenAll(engines.Select(engine => engine.StartAsync()));

        (await RunAsync("Quick")).ReadOutputAs<string>().Should().Be("done");
        (await QueryAsync<bool>("select count(*) > 0 and count(*) = count(distinct scriptname) from durable.migration")).Should().BeTrue();
    }

    [Fact]
    public async Task Schedule_FromAnotherProcess_WakesTheEngineWithoutAPoll()
    {
        Functions
            .Orchestrator("Quick", async context => await context.CallActivityAsync<string>("Say"))
            .Activity("Say", _ => "done");
        await StartEngineAsync(options => options.ShortestPoll = options.LongestPoll = NoPoll);
        var elsewhere = NewEngine();

        var id = await elsewhere.Client.ScheduleNewOrchestrationInstanceAsync("Quick", Patience);

        (await elsewhere.Client.WaitForInstanceCompletionAsync(id, true, Patience)).ReadOutputAs<string>().Should().Be("done");
    }

    [Fact]
    public async Task Chain_InOneProcess_NeedsNeitherPollsNorNotifications()
    {
        Functions
            .Orchestrator("Chain", async context =>
            {
                for (var n = 0; n < 20; n++)
                {
                    await context.CallActivityAsync("Nothing");
                }

                return null;
            })
            .Activity("Nothing", _ => null);
        await StartEngineAsync(options => options.ShortestPoll = options.LongestPoll = NoPoll);
        // From here on nobody listens, and the next poll is after the test's time limit.
        await ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'");

        (await RunAsync("Chain")).RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Completed);
    }

    [Fact]
    public async Task Activity_LeaseLost_IsCancelledAndItsResultRefused()
    {
        var cancelled = new TaskCompletionSource();
        var runs = 0;
        Functions
            .Orchestrator("One", async context => await context.CallActivityAsync<string>("Slow"))
            .Activity("Slow", async (_, cancellationToken) =>
            {
                if (Interlocked.Increment(ref runs) > 1)
                {
                    return "second";
                }

                await Task.WhenAny(Task.Delay(Timeout.Infinite, cancellationToken));
                cancelled.SetResult();
                return "first";
            });
        await StartEngineAsync(options => options.LeaseTime = TimeSpan.FromMilliseconds(200));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("One", Patience);
        await UntilAsync("select exists (select from durable.task where lease_token is not null)");

        await ExecuteAsync("update durable.task set lease_token = gen_random_uuid(), visible_at = clock_timestamp() + interval '1 day'");
        await cancelled.Task.WaitAsync(Patience);
        while (!Engine.Logs.All.Any(line => line.Contains("its result is dropped")))
        {
            await Task.Delay(10, Patience);
        }

        await ExecuteAsync("update durable.task set visible_at = clock_timestamp()");

        (await EndAsync(id)).ReadOutputAs<string>().Should().Be("second");
    }

    [Fact]
    public async Task Activity_LongerThanItsLease_IsRenewedAndRunsOnce()
    {
        var runs = 0;
        var goOn = new TaskCompletionSource();
        Functions
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Slow"))
            .Activity("Slow", async (_, _) =>
            {
                Interlocked.Increment(ref runs);
                await goOn.Task;
                return runs;
            });
        await StartEngineAsync(options => options.LeaseTime = TimeSpan.FromMilliseconds(300));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("One", Patience);
        await UntilAsync("select exists (select from durable.task where lease_token is not null)");
        var firstLease = await QueryAsync<DateTime>("select visible_at from durable.task");

        await UntilAsync("select visible_at > @firstLease + interval '1 s' from durable.task", new { firstLease });
        goOn.SetResult();

        (await EndAsync(id)).ReadOutputAs<int>().Should().Be(1);
    }

    [Fact]
    public async Task Activity_InstanceTerminated_IsCancelled()
    {
        var cancelled = new TaskCompletionSource();
        Functions
            .Orchestrator("One", async context => await context.CallActivityAsync<string>("Slow"))
            .Activity("Slow", async (_, cancellationToken) =>
            {
                await Task.WhenAny(Task.Delay(Timeout.Infinite, cancellationToken));
                cancelled.SetResult();
                return null;
            });
        await StartEngineAsync(options => options.LeaseTime = TimeSpan.FromMilliseconds(200));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("One", Patience);
        await UntilAsync("select exists (select from durable.task where lease_token is not null)");

        await Client.TerminateInstanceAsync(id, Patience);

        await cancelled.Task.WaitAsync(Patience);
        (await EndAsync(id)).RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Terminated);
    }

    [Fact]
    public async Task Stop_ActivityDoesNotEndInTime_IsCancelledAndHandedBack()
    {
        var began = new TaskCompletionSource();
        Functions
            .Orchestrator("One", async context => await context.CallActivityAsync<string>("Slow"))
            .Activity("Slow", async (_, cancellationToken) =>
            {
                began.SetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return "never";
            });
        var first = await StartEngineAsync(options => options.GracefulStopTime = TimeSpan.Zero);
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("One", Patience);
        await began.Task.WaitAsync(Patience);

        await first.StopAsync();

        (await QueryAsync<bool>(
            "select lease_token is null and attempt = 0 and visible_at <= clock_timestamp() from durable.task")).Should().BeTrue();
        await StartEngineAsync(functions: new TestFunctions()
            .Orchestrator("One", async context => await context.CallActivityAsync<string>("Slow"))
            .Activity("Slow", _ => "second"));
        (await EndAsync(id)).ReadOutputAs<string>().Should().Be("second");
    }

    [Fact]
    public async Task Stop_ActivityEndsInTime_ItsResultIsSaved()
    {
        var began = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        Functions
            .Orchestrator("One", async context => await context.CallActivityAsync<string>("Slow"))
            .Activity("Slow", async (_, cancellationToken) =>
            {
                began.SetResult();
                await goOn.Task.WaitAsync(cancellationToken);
                return "first";
            });
        var first = await StartEngineAsync(options => options.GracefulStopTime = TimeSpan.FromMinutes(1));
        await Client.ScheduleNewOrchestrationInstanceAsync("One", Patience);
        await began.Task.WaitAsync(Patience);

        var stop = first.StopAsync();
        stop.IsCompleted.Should().BeFalse();
        goOn.SetResult();
        await stop;

        (await QueryAsync<string>("select payload from durable.inbox where type = 'task_done'")).Should().Be("\"first\"");
    }

    [Fact]
    public async Task Mail_ForAFinishedInstance_IsThrownAway()
    {
        Functions.Orchestrator("Quick", _ => Task.FromResult<object?>("done"));
        await StartEngineAsync();
        await RunAsync("Quick", null, "q");

        await ExecuteAsync("insert into durable.inbox (instance_id, type, name) values ('q', 'event_raised', 'late')");

        await UntilAsync("select not exists (select from durable.inbox)");
        (await Client.GetInstanceAsync("q", true, Patience))!.ReadOutputAs<string>().Should().Be("done");
    }

    [Fact]
    public void Options_OutOfBounds_StopTheHost()
    {
        new DurableEngineOptions { ConnectionString = "Host=x" }.IsValid().Should().BeTrue();
        new DurableEngineOptions().IsValid().Should().BeFalse("there is no database");
        new DurableEngineOptions { ConnectionString = "Host=x", LongestPoll = TimeSpan.FromMilliseconds(1) }.IsValid().Should().BeFalse();
    }
}
