using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

public sealed class TimerTests(RuntimeHost host) : ConformanceTest(host)
{
    [Fact]
    public async Task Timer_Fires_NeverBeforeItsTime()
        => (await ResultAsync<bool[]>(nameof(Functions.FiresFiveTimes))).Should().Equal(true, true, true, true, true);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Timer_NowOrInThePast_FiresAtOnce(int hours)
        => (await ResultAsync<string>(nameof(Functions.WaitsHours), hours)).Should().Be("fired");

    /// <summary>Longer than a backend's longest timer: the worker makes a chain of it.</summary>
    [Fact]
    public async Task Timer_OfYears_IsCancelledWhenSomethingElseHappens()
    {
        var id = await StartAsync(nameof(Functions.WaitsForYears));
        await UntilSaysAsync(id, "waiting");

        await Client.RaiseEventAsync(id, "go", Patience);

        Result<string>(await EndAsync(id)).Should().Be("cancelled: True TaskCanceledException");
    }

    [Fact]
    public async Task Timer_CreatedAndCancelledInOneTurn_DoesNotHoldTheEndUp()
        => (await ResultAsync<string>(nameof(Functions.CancelsAtOnce))).Should().Be("done");

    [Fact]
    public async Task Timer_OfACancelledToken_IsCancelledFromTheStart()
        => (await ResultAsync<bool>(nameof(Functions.TokenIsCancelledAlready))).Should().BeTrue();

    [Fact]
    public async Task Timer_LeftBehind_KeepsTheInstanceRunningUntilItFires()
    {
        var id = NewId();

        var end = await RunAsync(nameof(Functions.LeavesATimer), null, id);

        Result<string>(end).Should().Be("done");
        (end.LastUpdatedAt - end.CreatedAt).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(250));
    }

    [Fact]
    public async Task Timers_TwoAtOnce_TheShorterWins()
        => (await ResultAsync<string>(nameof(Functions.RacesTwoTimers))).Should().Be("short");

    public static class Functions
    {
        [Function(nameof(FiresFiveTimes))]
        public static async Task<bool[]> FiresFiveTimes([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var onTime = new bool[5];
            for (var n = 0; n < onTime.Length; n++)
            {
                // Not a whole number of milliseconds, nor of microseconds.
                var fireAt = context.CurrentUtcDateTime.AddTicks(12345);
                await context.CreateTimer(fireAt, CancellationToken.None);
                onTime[n] = context.CurrentUtcDateTime >= fireAt;
            }

            return onTime;
        }

        [Function(nameof(WaitsHours))]
        public static async Task<string> WaitsHours([OrchestrationTrigger] TaskOrchestrationContext context, int hours)
        {
            await context.CreateTimer(TimeSpan.FromHours(hours), CancellationToken.None);
            return "fired";
        }

        [Function(nameof(WaitsForYears))]
        public static async Task<string> WaitsForYears([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            using var stop = new CancellationTokenSource();
            var years = context.CreateTimer(context.CurrentUtcDateTime.AddYears(30), stop.Token);
            context.SetCustomStatus("waiting");
            await Task.WhenAny(years, context.WaitForExternalEvent<object>("go"));
            stop.Cancel();
            try
            {
                await years;
                return "fired";
            }
            catch (TaskCanceledException exception)
            {
                return $"cancelled: {years.IsCanceled} {exception.GetType().Name}";
            }
        }

        [Function(nameof(CancelsAtOnce))]
        public static Task<string> CancelsAtOnce([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            using var stop = new CancellationTokenSource();
            _ = context.CreateTimer(TimeSpan.FromDays(1), stop.Token);
            stop.Cancel();
            return Task.FromResult("done");
        }

        [Function(nameof(TokenIsCancelledAlready))]
        public static Task<bool> TokenIsCancelledAlready([OrchestrationTrigger] TaskOrchestrationContext context)
            => Task.FromResult(context.CreateTimer(TimeSpan.FromDays(1), new CancellationToken(canceled: true)).IsCanceled);

        [Function(nameof(LeavesATimer))]
        public static Task<string> LeavesATimer([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            _ = context.CreateTimer(TimeSpan.FromMilliseconds(300), CancellationToken.None);
            return Task.FromResult("done");
        }

        [Function(nameof(RacesTwoTimers))]
        public static async Task<string> RacesTwoTimers([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            using var stop = new CancellationTokenSource();
            var longer = context.CreateTimer(TimeSpan.FromHours(1), stop.Token);
            var shorter = context.CreateTimer(TimeSpan.FromMilliseconds(10), CancellationToken.None);
            var first = await Task.WhenAny(longer, shorter);
            stop.Cancel();
            return first == shorter ? "short" : "long";
        }
    }
}
