using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

public sealed class ReplayTests(RuntimeHost host) : ConformanceTest(host)
{
    [Fact]
    public async Task Replay_ClockAndIds_AreTheSameEachTime()
    {
        var id = NewId();

        await RunAsync(nameof(Functions.WritesDown), null, id);

        var lines = Journal.Of(id).Select(line => line.Split('|')).ToList();
        lines.Select(line => line[0]).Should().Equal("first", "first", "second", "first", "second", "third");
        foreach (var step in lines.GroupBy(line => line[0]))
        {
            step.Select(line => line[1]).Distinct().Should().ContainSingle("the clock of {0} does not move", step.Key);
            step.Select(line => line[2]).Distinct().Should().ContainSingle("the id of {0} stays", step.Key);
        }

        lines.Select(line => line[2]).Distinct().Should().HaveCount(3);
        lines.Select(line => line[3]).Should().Equal("new", "replayed", "new", "replayed", "replayed", "new");
    }

    [Fact]
    public async Task NewGuid_InOneTurn_IsADifferentOneEachTime()
        => (await ResultAsync<Guid[]>(nameof(Functions.MakesIds))).Should().HaveCount(100).And.OnlyHaveUniqueItems();

    [Fact]
    public async Task Clock_MovesForwardOnlyBetweenTurns()
        => (await ResultAsync<DateTime[]>(nameof(Functions.ReadsTheClock))).Should().BeInAscendingOrder()
            .And.OnlyContain(time => time.Kind == DateTimeKind.Utc);

    [Fact]
    public async Task ReplaySafeLogger_OverReplays_WritesEachLineOnce()
    {
        var id = NewId();

        await RunAsync(nameof(Functions.Logs), null, id);

        Log.Of(nameof(ReplayTests)).Where(line => line.StartsWith(id, StringComparison.Ordinal)).Should().Equal(
            $"{id} one", $"{id} two", $"{id} three");
    }

    [Fact]
    public async Task CustomStatus_NeverSet_ReadsAsNull()
    {
        var end = await RunAsync(nameof(Functions.ReadsTheClock));

        end.ReadCustomStatusAs<string>().Should().BeNull();
        // Azure Storage has it as JSON; other backends as nothing.
        end.SerializedCustomStatus.Should().BeOneOf("null", null);
    }

    [Fact]
    public async Task CustomStatus_SetAndSetAgain_ShowsTheLastOfEachTurn()
    {
        var id = await StartAsync(nameof(Functions.Reports));
        await UntilAsync(id, found => found.SerializedCustomStatus == "{\"Step\":2,\"Of\":[1,2,3]}");

        await Client.RaiseEventAsync(id, "go", Patience);

        (await EndAsync(id)).ReadCustomStatusAs<string>().Should().Be("done");
    }

    [Fact]
    public async Task Context_KnowsItsNameAndInput()
        => (await ResultAsync<string>(nameof(Functions.Introduces), 7)).Should().Be("Introduces 7");

    public static class Functions
    {
        [Function(nameof(WritesDown))]
        public static async Task WritesDown([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            foreach (var step in new[] { "first", "second", "third" })
            {
                var when = context.IsReplaying ? "replayed" : "new";
                Journal.Write(context.InstanceId, $"{step}|{context.CurrentUtcDateTime:o}|{context.NewGuid()}|{when}");
                if (step != "third")
                {
                    await context.CallActivityAsync(nameof(FailureTests.Functions.Echo), "x");
                }
            }
        }

        [Function(nameof(MakesIds))]
        public static Task<Guid[]> MakesIds([OrchestrationTrigger] TaskOrchestrationContext context)
            => Task.FromResult(Enumerable.Range(0, 100).Select(_ => context.NewGuid()).ToArray());

        [Function(nameof(ReadsTheClock))]
        public static async Task<DateTime[]> ReadsTheClock([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var times = new List<DateTime>();
            for (var n = 0; n < 3; n++)
            {
                times.Add(context.CurrentUtcDateTime);
                await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
            }

            return [.. times];
        }

        [Function(nameof(Logs))]
        public static async Task Logs([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var log = context.CreateReplaySafeLogger(nameof(ReplayTests));
            foreach (var line in new[] { "one", "two", "three" })
            {
                log.LogInformation("{InstanceId} {Line}", context.InstanceId, line);
                await context.CallActivityAsync(nameof(FailureTests.Functions.Echo), "x");
            }
        }

        [Function(nameof(Reports))]
        public static async Task Reports([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            context.SetCustomStatus("overwritten");
            context.SetCustomStatus(new { Step = 2, Of = new[] { 1, 2, 3 } });
            await context.WaitForExternalEvent<object>("go");
            context.SetCustomStatus("done");
        }

        [Function(nameof(Introduces))]
        public static Task<string> Introduces([OrchestrationTrigger] TaskOrchestrationContext context, int number)
            => Task.FromResult($"{context.Name} {context.GetInput<int>()}");
    }
}
