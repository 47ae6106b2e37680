using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace VideoGen.Runtime.Tests.Durable;

public sealed class EventTests : DurableTest
{
    [Theory]
    [InlineData(true, "event")]
    [InlineData(false, "timer")]
    public async Task EventAndTimer_BothInOneTurn_TheEarlierWins(bool eventFirst, string winner)
    {
        Functions.Orchestrator("Race", async context =>
        {
            using var stop = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromHours(1), stop.Token);
            var arrival = context.WaitForExternalEvent<string>("go");
            var first = await Task.WhenAny(timer, arrival);
            stop.Cancel();
            return first == timer ? "timer" : "event";
        });
        var engine = await StartEngineAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Race", Patience);
        await UntilIdleAsync(id);
        await engine.StopAsync();

        await Client.RaiseEventAsync(id, "go", "x", Patience);
        await ExecuteAsync("""
            update durable.inbox set visible_at = (select visible_at from durable.inbox where type = 'event_raised')
                                                + case when @eventFirst then interval '1 us' else interval '-1 us' end
             where type = 'timer_fired'
            """, new { eventFirst });
        await StartEngineAsync();

        (await EndAsync(id)).ReadOutputAs<string>().Should().Be(winner);
    }

    [Theory]
    [InlineData(true, "1,2,3")]
    [InlineData(false, "3,4,5")]
    public async Task ContinueAsNew_EventsNobodyTook_MoveOnWhenAsked(bool preserve, string heard)
    {
        Functions.Orchestrator("Again", async context =>
        {
            if (context.GetInput<int>() == 0)
            {
                await context.WaitForExternalEvent<object>("restart");
                context.ContinueAsNew(1, preserve);
                return null;
            }

            var first = await context.WaitForExternalEvent<int>("n");
            var second = await context.WaitForExternalEvent<int>("n");
            return $"{first},{second},{await context.WaitForExternalEvent<int>("n")}";
        });
        await StartEngineAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Again", 0, Patience);
        await Client.RaiseEventAsync(id, "n", 1, Patience);
        await Client.RaiseEventAsync(id, "n", 2, Patience);
        await Client.RaiseEventAsync(id, "restart", Patience);
        // Those that come after the call belong to the next execution in any case.
        foreach (var number in new[] { 3, 4, 5 })
        {
            await Client.RaiseEventAsync(id, "n", number, Patience);
        }

        (await EndAsync(id)).ReadOutputAs<string>().Should().Be(heard);
    }

    [Fact]
    public async Task ContinueAsNew_ManyTimes_KeepsTheHistoryOfTheLastExecutionOnly()
    {
        Functions
            .Orchestrator("Count", async context =>
            {
                var n = context.GetInput<int>();
                await context.CallActivityAsync("Nothing");
                if (n == 3)
                {
                    return $"{n}:{context.NewGuid()}";
                }

                context.ContinueAsNew(n + 1);
                return "not the result";
            })
            .Activity("Nothing", _ => null);
        await StartEngineAsync();

        var end = await RunAsync("Count", 0, "counter");

        end.ReadOutputAs<string>().Should().StartWith("3:");
        (await QueryAsync<long>("select count(distinct execution) from durable.history")).Should().Be(1);
        (await QueryAsync<long>("select count(*) from durable.history where type = 'started'")).Should().Be(1);
    }
}
