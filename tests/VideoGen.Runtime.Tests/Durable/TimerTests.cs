using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace VideoGen.Runtime.Tests.Durable;

public sealed class TimerTests : DurableTest
{
    [Fact]
    public async Task Timer_Due_FiresLongBeforeTheNextPoll()
    {
        Functions.Orchestrator("Soon", async context =>
        {
            await context.CreateTimer(TimeSpan.FromMilliseconds(200), CancellationToken.None);
            return "fired";
        });
        // With a poll that comes after the test's time limit, only the timer's own due time can wake the engine.
        await StartEngineAsync(options => options.ShortestPoll = options.LongestPoll = TimeSpan.FromMinutes(10));

        (await RunAsync("Soon")).ReadOutputAs<string>().Should().Be("fired");
    }

    [Theory]
    [InlineData("2999-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    public async Task Timer_FarAway_IsKeptAndCancelled(string fireAt)
    {
        Functions.Orchestrator("Far", async context =>
        {
            using var stop = new CancellationTokenSource();
            var far = context.CreateTimer(DateTime.Parse(fireAt).ToUniversalTime(), stop.Token);
            await context.WaitForExternalEvent<object>("go");
            stop.Cancel();
            await context.WaitForExternalEvent<object>("end");
            return far.IsCanceled;
        });
        await StartEngineAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Far", Patience);
        await UntilIdleAsync(id);
        (await QueryAsync<long>("select count(*) from durable.inbox")).Should().Be(1);

        await Client.RaiseEventAsync(id, "go", Patience);
        await UntilIdleAsync(id);
        (await QueryAsync<long>("select count(*) from durable.inbox")).Should().Be(0, "a cancelled timer leaves nothing behind");
        await Client.RaiseEventAsync(id, "end", Patience);

        (await EndAsync(id)).ReadOutputAs<bool>().Should().BeTrue();
    }

    [Fact]
    public async Task StartAt_InTheFuture_BeginsThenAndHearsEarlierEvents()
    {
        Functions.Orchestrator("Later", async context => await context.WaitForExternalEvent<string>("go"));
        await StartEngineAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync(
            "Later", new StartOrchestrationOptions("l", DateTimeOffset.UtcNow.AddHours(1)), Patience);
        await Client.RaiseEventAsync("l", "go", "early", Patience);
        (await Client.GetInstanceAsync("l", Patience))!.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Pending);

        await ExecuteAsync("update durable.inbox set visible_at = visible_at - interval '1 hour'");

        (await EndAsync("l")).ReadOutputAs<string>().Should().Be("early");
    }
}
