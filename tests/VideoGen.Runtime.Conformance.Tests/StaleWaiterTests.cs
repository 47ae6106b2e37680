using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

/// <summary>Waits that lost a race stay on the stack of their name and swallow an event, unless a newer wait is above them.</summary>
public sealed class StaleWaiterTests(RuntimeHost host) : ConformanceTest(host)
{
    [Theory]
    [InlineData("abandon")]
    [InlineData("cancel")]
    [InlineData("timeout")]
    public async Task Event_BeforeANewWait_IsLostToTheStaleOne(string how)
    {
        var id = await StartAsync(nameof(Functions.WaitsAgainWhenTold), how);
        await UntilSaysAsync(id, "gave up");
        await Client.RaiseEventAsync(id, "go", "lost", Patience);
        await Client.RaiseEventAsync(id, "wait again", Patience);
        await UntilSaysAsync(id, "waiting again");

        await Client.RaiseEventAsync(id, "go", "heard", Patience);

        Result<string>(await EndAsync(id)).Should().Be("heard");
    }

    [Theory]
    [InlineData("abandon")]
    [InlineData("cancel")]
    [InlineData("timeout")]
    public async Task Event_AfterANewWait_GoesToTheNewOne(string how)
    {
        var id = await StartAsync(nameof(Functions.WaitsAgainWhenTold), how);
        await UntilSaysAsync(id, "gave up");
        await Client.RaiseEventAsync(id, "wait again", Patience);
        await UntilSaysAsync(id, "waiting again");

        await Client.RaiseEventAsync(id, "go", "first", Patience);

        Result<string>(await EndAsync(id)).Should().Be("first");
    }

    [Fact]
    public async Task WaitWithTimeout_TimeIsOver_ThrowsTaskCanceled()
        => (await ResultAsync<string>(nameof(Functions.TimesOut))).Should().Be("TaskCanceledException");

    /// <summary>The real worker wraps what it finds in the cancelled task.</summary>
    [Fact]
    public async Task WaitWithTimeout_NobodyCatches_FailsTheInstance()
        => FailureOf(await RunAsync(nameof(Functions.TimesOutUncaught))).Should().BeOneOf(
            "System.Threading.Tasks.TaskCanceledException: A task was canceled.",
            "System.AggregateException: One or more errors occurred. (A task was canceled.)");

    [Fact]
    public async Task WaitWithTimeout_EventInTime_CancelsTheTimer()
    {
        var id = await StartAsync(nameof(Functions.HasAYear));
        await UntilSaysAsync(id, "waiting");

        await Client.RaiseEventAsync(id, "go", "now", Patience);

        Result<string>(await EndAsync(id)).Should().Be("now", "a timer of a year would keep the instance running");
    }

    [Fact]
    public async Task Wait_OfACancelledToken_IsCancelled()
        => (await ResultAsync<bool>(nameof(Functions.TokenIsCancelled))).Should().BeTrue();

    public static class Functions
    {
        [Function(nameof(WaitsAgainWhenTold))]
        public static async Task<string> WaitsAgainWhenTold([OrchestrationTrigger] TaskOrchestrationContext context, string how)
        {
            using var giveUp = new CancellationTokenSource();
            if (how == "timeout")
            {
                try
                {
                    return await context.WaitForExternalEvent<string>("go", TimeSpan.FromMilliseconds(1));
                }
                catch (TaskCanceledException)
                {
                    // Its wait stays where it is.
                }
            }
            else
            {
                var stale = context.WaitForExternalEvent<string>("go", giveUp.Token);
                await Task.WhenAny(stale, context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None));
                if (how == "cancel")
                {
                    giveUp.Cancel();
                }
            }

            context.SetCustomStatus("gave up");
            await context.WaitForExternalEvent<object>("wait again");
            context.SetCustomStatus("waiting again");
            return await context.WaitForExternalEvent<string>("go");
        }

        [Function(nameof(TimesOut))]
        public static async Task<string> TimesOut([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                return await context.WaitForExternalEvent<string>("never", TimeSpan.FromMilliseconds(1));
            }
            catch (OperationCanceledException exception)
            {
                return exception.GetType().Name;
            }
        }

        [Function(nameof(TimesOutUncaught))]
        public static Task<string> TimesOutUncaught([OrchestrationTrigger] TaskOrchestrationContext context)
            => context.WaitForExternalEvent<string>("never", TimeSpan.FromMilliseconds(1));

        [Function(nameof(HasAYear))]
        public static Task<string> HasAYear([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            context.SetCustomStatus("waiting");
            return context.WaitForExternalEvent<string>("go", TimeSpan.FromDays(365));
        }

        [Function(nameof(TokenIsCancelled))]
        public static Task<bool> TokenIsCancelled([OrchestrationTrigger] TaskOrchestrationContext context)
            => Task.FromResult(context.WaitForExternalEvent<string>("go", new CancellationToken(canceled: true)).IsCanceled);
    }
}
