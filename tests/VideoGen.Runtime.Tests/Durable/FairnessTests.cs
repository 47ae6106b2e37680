using Microsoft.DurableTask.Client;

namespace VideoGen.Runtime.Tests.Durable;

/// <summary>A place that goes on with what it made itself lets others in, and stops where it is told to.</summary>
public sealed class FairnessTests : DurableTest
{
    [Fact]
    public async Task Activities_OneInstanceAsksForMoreAllTheTime_OthersHaveTheirTurn()
    {
        var visited = false;
        Functions
            .Orchestrator("Hog", async context =>
            {
                while (!await context.CallActivityAsync<bool>("IsVisited"))
                {
                    // Not long enough for a history that is slow to replay.
                    if (context.CurrentUtcDateTime.Millisecond % 10 == 0)
                    {
                        context.ContinueAsNew();
                        return null;
                    }
                }

                return null;
            })
            .Orchestrator("Guest", async context => await context.CallActivityAsync<bool>("Visit"))
            .Activity("IsVisited", _ => Volatile.Read(ref visited))
            .Activity("Visit", _ => Volatile.Read(ref visited) | (visited = true));
        await StartEngineAsync(options => (options.MaxConcurrentActivities, options.MaxConcurrentOrchestrations) = (1, 1));
        var hog = await Client.ScheduleNewOrchestrationInstanceAsync("Hog", Patience);
        await UntilAsync("select coalesce(max(seq), 0) > 5 from durable.history");

        await RunAsync("Guest");

        visited.Should().BeTrue();
        await EndAsync(hog);
    }

    [Fact]
    public async Task Turns_OneInstanceContinuesAsNewAllTheTime_OthersHaveTheirTurn()
    {
        var stop = false;
        Functions
            .Orchestrator("Hog", context =>
            {
                if (!Volatile.Read(ref stop))
                {
                    context.ContinueAsNew();
                }

                return Task.FromResult<object?>(null);
            })
            .Orchestrator("Guest", _ => Task.FromResult<object?>("in"));
        await StartEngineAsync(options => options.MaxConcurrentOrchestrations = 1);
        var hog = await Client.ScheduleNewOrchestrationInstanceAsync("Hog", Patience);
        await Client.WaitForInstanceStartAsync(hog, Patience);

        (await RunAsync("Guest")).ReadOutputAs<string>().Should().Be("in");
        Volatile.Write(ref stop, true);
        await EndAsync(hog);
    }

    [Fact]
    public async Task Stop_InTheMiddleOfAChain_LeavesNoClaimAndAnotherProcessGoesOn()
    {
        var steps = 0;
        Functions
            .Orchestrator("Chain", async context =>
            {
                var last = 0;
                for (var step = 0; step < 200; step++)
                {
                    last = await context.CallActivityAsync<int>("Step", step);
                }

                return last;
            })
            .Activity("Step", input =>
            {
                Interlocked.Increment(ref steps);
                return int.Parse(input!);
            });
        var first = await StartEngineAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Chain", Patience);
        await UntilAsync("select coalesce(max(seq), 0) > 20 from durable.history");

        await first.StopAsync();

        (await QueryAsync<long>("""
            select (select count(*) from durable.task where lease_token is not null)
                 + (select count(*) from durable.instance where lease_token is not null)
            """)).Should().Be(0);
        (await QueryAsync<string>("select status from durable.instance")).Should().Be("running");
        await StartEngineAsync(options => options.LongestPoll = TimeSpan.FromMinutes(10));
        (await EndAsync(id)).ReadOutputAs<int>().Should().Be(199);
        steps.Should().Be(200, "no step was cut off");
    }
}
