using Grpc.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

public sealed class EventTests(RuntimeHost host) : ConformanceTest(host)
{
    [Fact]
    public async Task Event_RaisedWhileWaiting_IsDeliveredWithoutCase()
    {
        var id = await StartAsync(nameof(Functions.HearsReview));
        await UntilSaysAsync(id, "waiting");

        await Client.RaiseEventAsync(id, "rEVIEW", "yes", Patience);

        Result<string>(await EndAsync(id)).Should().Be("yes");
    }

    [Fact]
    public async Task Events_RaisedBeforeAnyWait_AreKeptInOrderByName()
    {
        var id = await StartAsync(nameof(Functions.HearsNumbersLater));
        foreach (var number in new[] { 1, 2, 3, 4 })
        {
            await Client.RaiseEventAsync(id, "number", number, Patience);
            await Client.RaiseEventAsync(id, "Other", -number, Patience);
        }

        await Client.RaiseEventAsync(id, "start", Patience);

        // The fourth of each is left over and dropped.
        Result<int[]>(await EndAsync(id)).Should().Equal(1, -1, 2, -2, 3, -3);
    }

    [Fact]
    public async Task Events_RaisedInARow_AreDeliveredInThatOrder()
    {
        var id = await StartAsync(nameof(Functions.HearsMany), 50);
        foreach (var number in Enumerable.Range(0, 50))
        {
            await Client.RaiseEventAsync(id, "number", number, Patience);
        }

        Result<int[]>(await EndAsync(id)).Should().Equal(Enumerable.Range(0, 50));
    }

    [Fact]
    public async Task Event_TwoWaiters_TheNewestGetsTheFirst()
    {
        var id = await StartAsync(nameof(Functions.WaitsTwice));
        await UntilSaysAsync(id, "waiting");

        await Client.RaiseEventAsync(id, "go", "1", Patience);
        await Client.RaiseEventAsync(id, "go", "2", Patience);

        Result<string>(await EndAsync(id)).Should().Be("newer 1, older 2");
    }

    [Fact]
    public async Task Event_ReusedWait_HearsWhatComesTurnsLater()
    {
        var id = await StartAsync(nameof(Functions.PollsWithOneWait));
        await UntilSaysAsync(id, "polled 3 times");

        await Client.RaiseEventAsync(id, "go", "heard", Patience);

        Result<string>(await EndAsync(id)).Should().Be("heard");
    }

    [Fact]
    public async Task Event_SentByAnOrchestration_Arrives()
    {
        var listener = await StartAsync(nameof(Functions.HearsReview));

        var sender = await RunAsync(nameof(Functions.Sends), listener);

        Result<string>(await EndAsync(listener)).Should().Be($"from {sender.InstanceId}");
    }

    [Fact]
    public async Task Events_SentByAnOrchestration_ArriveInThatOrder()
    {
        var listener = await StartAsync(nameof(Functions.HearsMany), 20);

        await RunAsync(nameof(Functions.SendsTwenty), listener);

        Result<int[]>(await EndAsync(listener)).Should().Equal(Enumerable.Range(0, 20));
    }

    [Fact]
    public async Task Event_SentToNobody_IsDropped()
        => (await RunAsync(nameof(Functions.Sends), NewId())).RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Completed);

    [Fact]
    public async Task RaiseEvent_UnknownOrFinishedInstance_IsRefused()
    {
        Assert.SkipUnless(RuntimeHost.Backend.RefusesRequests, "This backend drops such events silently.");
        var finished = (await RunAsync(nameof(Functions.Sends), NewId())).InstanceId;

        var toUnknown = () => Client.RaiseEventAsync(NewId(), "go", Patience);
        var toFinished = () => Client.RaiseEventAsync(finished, "go", Patience);

        (await toUnknown.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.NotFound);
        (await toFinished.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.FailedPrecondition);
    }

    public static class Functions
    {
        [Function(nameof(HearsReview))]
        public static Task<string> HearsReview([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            context.SetCustomStatus("waiting");
            return context.WaitForExternalEvent<string>("Review");
        }

        [Function(nameof(HearsNumbersLater))]
        public static async Task<int[]> HearsNumbersLater([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.WaitForExternalEvent<object>("start");
            var heard = new List<int>();
            for (var n = 0; n < 3; n++)
            {
                heard.Add(await context.WaitForExternalEvent<int>("Number"));
                await context.CallActivityAsync(nameof(FailureTests.Functions.Echo), "between");
                heard.Add(await context.WaitForExternalEvent<int>("other"));
            }

            return [.. heard];
        }

        [Function(nameof(HearsMany))]
        public static async Task<int[]> HearsMany([OrchestrationTrigger] TaskOrchestrationContext context, int count)
        {
            var heard = new List<int>();
            while (heard.Count < count)
            {
                heard.Add(await context.WaitForExternalEvent<int>("number"));
            }

            return [.. heard];
        }

        [Function(nameof(WaitsTwice))]
        public static async Task<string> WaitsTwice([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var older = context.WaitForExternalEvent<string>("go");
            var newer = context.WaitForExternalEvent<string>("go");
            context.SetCustomStatus("waiting");
            return $"newer {await newer}, older {await older}";
        }

        [Function(nameof(PollsWithOneWait))]
        public static async Task<string> PollsWithOneWait([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var go = context.WaitForExternalEvent<string>("go");
            for (var polled = 0; !go.IsCompleted; polled++)
            {
                context.SetCustomStatus(polled < 3 ? $"polled {polled} times" : "polled 3 times");
                using var stop = new CancellationTokenSource();
                await Task.WhenAny(go, context.CreateTimer(TimeSpan.FromMilliseconds(polled < 3 ? 1 : 60_000), stop.Token));
                stop.Cancel();
            }

            return await go;
        }

        [Function(nameof(SendsTwenty))]
        public static Task SendsTwenty([OrchestrationTrigger] TaskOrchestrationContext context, string listener)
        {
            foreach (var number in Enumerable.Range(0, 20))
            {
                context.SendEvent(listener, "number", number);
            }

            return Task.CompletedTask;
        }

        [Function(nameof(Sends))]
        public static Task Sends([OrchestrationTrigger] TaskOrchestrationContext context, string listener)
        {
            context.SendEvent(listener, "review", $"from {context.InstanceId}");
            return Task.CompletedTask;
        }
    }
}
