using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

public sealed class ContinueAsNewTests(RuntimeHost host) : ConformanceTest(host)
{
    [Fact]
    public async Task ContinueAsNew_ManyTimes_EndsWithTheLastRoundUnderTheSameId()
    {
        var end = await RunAsync(nameof(Functions.CountsRounds), 0);

        Result<string>(end).Should().Be($"10 of {end.InstanceId}");
        end.ReadInputAs<int>().Should().Be(10, "the client sees the last round");
    }

    [Theory]
    [InlineData(true, new[] { 1, 2 })]
    [InlineData(false, new[] { 3, 4 })]
    public async Task ContinueAsNew_EventsNobodyTook_MoveOnInOrderWhenAsked(bool preserve, int[] heard)
    {
        var id = await StartAsync(nameof(Functions.HearsInTheSecondRound), new Round(1, preserve));
        await Client.RaiseEventAsync(id, "number", 1, Patience);
        await Client.RaiseEventAsync(id, "number", 2, Patience);
        await Client.RaiseEventAsync(id, "restart", Patience);
        await UntilSaysAsync(id, "second round");
        await Client.RaiseEventAsync(id, "number", 3, Patience);
        await Client.RaiseEventAsync(id, "number", 4, Patience);
        await Client.RaiseEventAsync(id, "end", Patience);

        Result<int[]>(await EndAsync(id)).Should().Equal(heard);
    }

    [Fact]
    public async Task ContinueAsNew_WaitersOfTheOldRound_HearNothingMore()
    {
        var id = await StartAsync(nameof(Functions.LeavesAWaiter), 1);
        await UntilSaysAsync(id, "round 2");

        await Client.RaiseEventAsync(id, "go", "heard", Patience);

        Result<string>(await EndAsync(id)).Should().Be("heard");
    }

    [Fact]
    public async Task ContinueAsNew_ActivityUnderWay_WaitsForItsEnd()
    {
        var id = await StartAsync(nameof(Functions.LeavesAnActivity), 1);
        await Journal.SaysAsync(id, "at the gate", Patience);

        Gate.Open(id);
        await EndAsync(id);

        Journal.Of(id).Should().Equal("at the gate", "through", "round 2");
    }

    [Fact]
    public async Task ContinueAsNew_OfAChild_ItsParentGetsTheLastResult()
        => (await ResultAsync<string>(nameof(Functions.CallsRounds))).Should().StartWith("10 of ");

    [Fact]
    public async Task ContinueAsNew_ThenThrows_Fails()
        => FailureOf(await RunAsync(nameof(Functions.ContinuesAndThrows))).Should().Be("System.InvalidOperationException: no more");

    public sealed record Round(int Number, bool Preserve);

    public static class Functions
    {
        [Function(nameof(CountsRounds))]
        public static async Task<string> CountsRounds([OrchestrationTrigger] TaskOrchestrationContext context, int round)
        {
            var next = await context.CallActivityAsync<int>(nameof(CallingTests.Functions.AddOne), round);
            if (next > 10)
            {
                return $"{round} of {context.InstanceId}";
            }

            context.ContinueAsNew(next);
            return "not the result";
        }

        [Function(nameof(CallsRounds))]
        public static Task<string> CallsRounds([OrchestrationTrigger] TaskOrchestrationContext context)
            => context.CallSubOrchestratorAsync<string>(nameof(CountsRounds), 0);

        [Function(nameof(HearsInTheSecondRound))]
        public static async Task<int[]> HearsInTheSecondRound([OrchestrationTrigger] TaskOrchestrationContext context, Round round)
        {
            if (round.Number == 1)
            {
                await context.WaitForExternalEvent<object>("restart");
                context.ContinueAsNew(round with { Number = 2 }, round.Preserve);
                return [];
            }

            context.SetCustomStatus("second round");
            await context.WaitForExternalEvent<object>("end");
            return [await context.WaitForExternalEvent<int>("number"), await context.WaitForExternalEvent<int>("number")];
        }

        [Function(nameof(LeavesAWaiter))]
        public static async Task<string> LeavesAWaiter([OrchestrationTrigger] TaskOrchestrationContext context, int round)
        {
            context.SetCustomStatus($"round {round}");
            var go = context.WaitForExternalEvent<string>("go");
            if (round == 1)
            {
                context.ContinueAsNew(2);
                return "";
            }

            return await go;
        }

        [Function(nameof(LeavesAnActivity))]
        public static Task LeavesAnActivity([OrchestrationTrigger] TaskOrchestrationContext context, int round)
        {
            if (round == 1)
            {
                _ = context.CallActivityAsync(nameof(ControlTests.Functions.WaitsAtGate));
                context.ContinueAsNew(2);
            }
            else
            {
                Journal.Write(context.InstanceId, "round 2");
            }

            return Task.CompletedTask;
        }

        [Function(nameof(ContinuesAndThrows))]
        public static Task ContinuesAndThrows([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            context.ContinueAsNew();
            throw new InvalidOperationException("no more");
        }
    }
}
