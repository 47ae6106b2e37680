using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace VideoGen.Runtime.Tests.Durable;

public sealed class EventTests : DurableTest
{
    static readonly TimeSpan Forever = TimeSpan.FromDays(400);

    [Fact]
    public async Task Event_RaisedWhileWaiting_IsDeliveredWithoutCase()
    {
        Functions.Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("Review"));
        await StartEngineAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Wait", Patience);
        await UntilIdleAsync(id);

        await Client.RaiseEventAsync(id, "rEVIEW", "yes", Patience);

        (await EndAsync(id)).ReadOutputAs<string>().Should().Be("yes");
    }

    [Fact]
    public async Task Events_RaisedBeforeAnyWait_AreKeptInOrder()
    {
        Functions
            .Orchestrator("Late", async context =>
            {
                await context.WaitForExternalEvent<object>("start");
                var heard = new List<int>();
                for (var n = 0; n < 3; n++)
                {
                    heard.Add(await context.WaitForExternalEvent<int>("number"));
                    await context.CallActivityAsync("Nothing");
                }

                return heard;
            })
            .Activity("Nothing", _ => null);
        await StartEngineAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Late", Patience);
        foreach (var number in new[] { 1, 2, 3, 4 })
        {
            await Client.RaiseEventAsync(id, "number", number, Patience);
        }

        await Client.RaiseEventAsync(id, "start", Patience);

        (await EndAsync(id)).ReadOutputAs<int[]>().Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task Event_TimeIsOverFirst_ThrowsTaskCanceled()
    {
        Functions.Orchestrator("Timeout", async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("never", TimeSpan.FromMilliseconds(1));
            }
            catch (TaskCanceledException)
            {
                return "too late";
            }
        });
        await StartEngineAsync();

        (await RunAsync("Timeout")).ReadOutputAs<string>().Should().Be("too late");
    }

    [Fact]
    public async Task Event_ArrivesBeforeTheTimeout_CancelsTheTimer()
    {
        Functions.Orchestrator("InTime", async context => await context.WaitForExternalEvent<string>("go", Forever));
        await StartEngineAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("InTime", Patience);
        await UntilIdleAsync(id);
        (await QueryAsync<long>("select count(*) from durable.inbox where type = 'timer_fired'")).Should().Be(1);

        await Client.RaiseEventAsync(id, "go", "now", Patience);

        (await EndAsync(id)).ReadOutputAs<string>().Should().Be("now");
    }

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

    [Fact]
    public async Task Event_AbandonedWaiterIsTheOnlyOne_SwallowsTheEvent()
    {
        Functions.Orchestrator("Stale", async context =>
        {
            var stale = context.WaitForExternalEvent<string>("go");
            await context.WaitForExternalEvent<string>("first");
            await context.WaitForExternalEvent<string>("second");
            return await context.WaitForExternalEvent<string>("go");
        });
        await StartEngineAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Stale", Patience);
        await Client.RaiseEventAsync(id, "first", Patience);
        await UntilIdleAsync(id);
        await Client.RaiseEventAsync(id, "go", "lost", Patience);
        await UntilIdleAsync(id);
        await Client.RaiseEventAsync(id, "second", Patience);
        await Client.RaiseEventAsync(id, "go", "heard", Patience);

        (await EndAsync(id)).ReadOutputAs<string>().Should().Be("heard", "the real runtime loses the first one as well");
    }

    [Fact]
    public async Task Event_TwoWaiters_TheNewestGetsTheFirst()
    {
        Functions.Orchestrator("Stack", async context =>
        {
            var older = context.WaitForExternalEvent<string>("go");
            var newer = context.WaitForExternalEvent<string>("go");
            return $"{await newer},{await older}";
        });
        await StartEngineAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Stack", Patience);

        await Client.RaiseEventAsync(id, "go", "1", Patience);
        await Client.RaiseEventAsync(id, "go", "2", Patience);

        (await EndAsync(id)).ReadOutputAs<string>().Should().Be("1,2");
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
    public async Task SendEvent_ToAnotherInstance_Arrives()
    {
        Functions
            .Orchestrator("Listen", async context => await context.WaitForExternalEvent<string>("hello"))
            .Orchestrator("Speak", context =>
            {
                context.SendEvent("listener", "hello", "from " + context.InstanceId);
                context.SendEvent("nobody", "hello", "dropped");
                return Task.FromResult<object?>(null);
            });
        await StartEngineAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Listen", new StartOrchestrationOptions("listener"), Patience);

        await RunAsync("Speak", null, "speaker");

        (await EndAsync("listener")).ReadOutputAs<string>().Should().Be("from speaker");
    }

    [Fact]
    public async Task RaiseEvent_UnknownOrFinishedInstance_IsRefused()
    {
        Functions.Orchestrator("Quick", _ => Task.FromResult<object?>(null));
        await StartEngineAsync();
        await RunAsync("Quick", null, "finished");

        var unknown = () => Client.RaiseEventAsync("nobody", "go", Patience);
        var finished = () => Client.RaiseEventAsync("finished", "go", Patience);

        (await unknown.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.NotFound);
        (await finished.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.FailedPrecondition);
    }

    [Fact]
    public async Task WaitForExternalEvent_AnotherTypeForTheSameName_Throws()
    {
        Functions.Orchestrator("Types", async context =>
        {
            _ = context.WaitForExternalEvent<int>("go");
            return await context.WaitForExternalEvent<string>("GO");
        });
        await StartEngineAsync();

        (await RunAsync("Types")).SerializedOutput.Should().StartWith("System.ArgumentException: Events with the same name");
    }

    [Fact]
    public async Task Event_PayloadOfTheWrongShape_FailsWhereItIsAwaited()
    {
        Functions.Orchestrator("Shape", async context => await context.WaitForExternalEvent<int>("go"));
        await StartEngineAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Shape", Patience);

        await Client.RaiseEventAsync(id, "go", "not a number", Patience);

        (await EndAsync(id)).SerializedOutput.Should().StartWith("System.Text.Json.JsonException");
    }
}
