using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace VideoGen.Runtime.Tests.Durable;

public sealed class OrchestrationTests : DurableTest
{
    public sealed record Order(string Name, int Count, TimeSpan Wait);

    [Fact]
    public async Task Orchestration_ActivitiesInARow_PassesInputsAndResultsOn()
    {
        Functions
            .Orchestrator("Chain", async context =>
            {
                var first = await context.CallActivityAsync<int>("AddOne", context.GetInput<int>());
                return await context.CallActivityAsync<int>("addone", first);
            })
            .Activity("AddOne", input => int.Parse(input!) + 1);
        await StartEngineAsync();

        var end = await RunAsync("chain", 40);

        end.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Completed);
        end.ReadOutputAs<int>().Should().Be(42);
        end.Name.Should().Be("chain", "the caller's spelling is kept");
        end.SerializedCustomStatus.Should().Be("null");
    }

    [Fact]
    public async Task Orchestration_FanOut_CollectsResultsInCallOrder()
    {
        Functions
            .Orchestrator("FanOut", async context =>
            {
                var squares = Enumerable.Range(0, 50).Select(n => context.CallActivityAsync<int>("Square", n)).ToList();
                return await Task.WhenAll(squares);
            })
            .Activity("Square", input => int.Parse(input!) * int.Parse(input!));
        await StartEngineAsync();

        var end = await RunAsync("FanOut");

        end.ReadOutputAs<int[]>().Should().Equal(Enumerable.Range(0, 50).Select(n => n * n));
    }

    [Fact]
    public async Task Orchestration_RecordsAsPayload_KeepsNamesAndValues()
    {
        Functions
            .Orchestrator("Echo", async context => await context.CallActivityAsync<Order>("Echo", context.GetInput<Order>()))
            .Activity("Echo", input => JsonSerializer.Deserialize<Order>(input!)! with { Count = 7 });
        await StartEngineAsync();

        var end = await RunAsync("Echo", new Order("a\0b \u20ac", 1, TimeSpan.FromSeconds(3)));

        end.SerializedInput.Should().Contain("\"Name\":").And.Contain("\"00:00:03\"");
        end.ReadOutputAs<Order>().Should().Be(new Order("a\0b \u20ac", 7, TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public async Task Orchestration_AppConfiguresJson_PayloadsFollowIt()
    {
        Functions.Orchestrator("Days", context => Task.FromResult<object?>(context.GetInput<DayOfWeek>() + 1));
        await StartEngineAsync(add: services => services.Configure<JsonSerializerOptions>(options => options.Converters.Add(new JsonStringEnumConverter())));

        var end = await RunAsync("Days", DayOfWeek.Monday);

        end.SerializedInput.Should().Be("\"Monday\"");
        end.SerializedOutput.Should().Be("\"Tuesday\"");
    }

    [Fact]
    public async Task Orchestration_LargeFanOutAndPayloads_Completes()
    {
        Functions
            .Orchestrator("Large", async context =>
            {
                var texts = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => context.CallActivityAsync<string>("Big", n)));
                return texts.Sum(text => text.Length);
            })
            .Activity("Big", _ => new string('x', 300_000));
        await StartEngineAsync();

        (await RunAsync("Large")).ReadOutputAs<int>().Should().Be(1_200_000);
    }

    [Fact]
    public async Task Orchestration_Replayed_SeesTheSameClockAndIdsAndLogsOnce()
    {
        var seen = new List<string>();
        Functions
            .Orchestrator("Clock", async context =>
            {
                var log = context.CreateReplaySafeLogger("App");
                lock (seen)
                {
                    seen.Add($"{context.CurrentUtcDateTime:o} {context.NewGuid()} {context.NewGuid()}");
                }

                log.LogLine("one");
                await context.CallActivityAsync("Nothing");
                log.LogLine("two");
                await context.CallActivityAsync("Nothing");
                return null;
            })
            .Activity("Nothing", _ => null);
        await StartEngineAsync();

        var end = await RunAsync("Clock");

        end.SerializedOutput.Should().BeNull();
        seen.Should().HaveCount(3).And.OnlyContain(line => line == seen[0]);
        seen[0].Split(' ')[1..].Should().OnlyHaveUniqueItems();
        Engine.Logs.Of("App").Should().Equal("one ", "two ");
    }

    [Fact]
    public async Task Orchestration_SetsCustomStatus_ClientReadsItWhileItRuns()
    {
        Functions.Orchestrator("Status", async context =>
        {
            context.SetCustomStatus(new { Step = 3 });
            await context.WaitForExternalEvent<string>("go");
            return null;
        });
        await StartEngineAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Status", Patience);

        var started = await Client.WaitForInstanceStartAsync(id, true, Patience);

        started.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Running);
        started.SerializedCustomStatus.Should().Be("{\"Step\":3}");
    }

    [Fact]
    public async Task Orchestration_ContinuesAsNew_StartsWithFreshHistoryAndNewInput()
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

    [Fact]
    public async Task Orchestration_UncancelledTimerOpen_EndsOnlyWhenItFires()
    {
        Functions.Orchestrator("Leaves", context =>
        {
            _ = context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return Task.FromResult<object?>("done");
        });
        await StartEngineAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Leaves", Patience);
        await UntilIdleAsync(id);

        (await Client.GetInstanceAsync(id, Patience))!.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Running);
        await ExecuteAsync("update durable.inbox set visible_at = clock_timestamp()");

        (await EndAsync(id)).ReadOutputAs<string>().Should().Be("done");
    }
}

static class LogLineExtensions
{
#pragma warning disable CA2254 // The line is the whole message.
    public static void LogLine(this Microsoft.Extensions.Logging.ILogger log, string line)
        => Microsoft.Extensions.Logging.LoggerExtensions.LogInformation(log, line);
#pragma warning restore CA2254
}
