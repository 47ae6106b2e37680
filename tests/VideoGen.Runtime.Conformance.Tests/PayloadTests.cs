using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

public sealed class PayloadTests(RuntimeHost host) : ConformanceTest(host)
{
    static readonly int Large = RuntimeHost.Backend.LargePayload;

    static readonly Order Sample = new(
        "Größe 한국어 \u20ac \"quoted\" \\ \n \0 \u0007", 7, Tone.Loud, TimeSpan.FromSeconds(3),
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Guid.Parse("8d2c3a52-54a3-4f6c-9f4a-2f6f1f0b7f11"), 12.50m,
        ["a", "b"], new Dictionary<string, int?> { ["x"] = 1, ["y"] = null }, null);

    [Fact]
    public async Task Record_ThroughEveryDoor_ComesBackAsItWas()
    {
        var id = await StartAsync(nameof(Functions.PassesOn), Sample);
        await Client.RaiseEventAsync(id, "order", Sample, Patience);

        var end = await EndAsync(id);

        foreach (var order in Result<Order[]>(end))
        {
            order.Should().BeEquivalentTo(Sample);
        }
    }

    [Fact]
    public async Task Record_AsJson_HasNamesAsInCodeAndEnumsAsNumbers()
    {
        var end = await RunAsync(nameof(Functions.Returns), Sample);

        end.SerializedInput.Should().Be(end.SerializedOutput)
            .And.Contain("\"Count\":7").And.Contain("\"Tone\":1").And.Contain("\"Wait\":\"00:00:03\"")
            .And.Contain("\"Price\":12.50").And.Contain("\"Note\":null").And.Contain("\"Names\":[\"a\",\"b\"]");
    }

    [Fact]
    public async Task Record_NamesInOtherCase_AreRead()
    {
        var order = await ResultAsync<Order>(nameof(Functions.Returns), new { NAME = "x", count = 3, tone = 1, wait = "00:01:00" });

        order.Name.Should().Be("x");
        order.Count.Should().Be(3);
        order.Tone.Should().Be(Tone.Loud);
        order.Wait.Should().Be(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Nothing_AsInputAndResult_StaysNothing()
    {
        var end = await RunAsync(nameof(Functions.Returns));

        end.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Completed);
        end.SerializedInput.Should().BeNull();
        end.ReadOutputAs<Order>().Should().BeNull();
    }

    [Fact]
    public async Task List_AsActivityInput_IsOneInput()
        => (await ResultAsync<int>(nameof(Functions.Sums), new[] { 1, 2, 3 })).Should().Be(6);

    [Fact]
    public async Task Large_InputResultAndEvent_GoThrough()
    {
        var id = await StartAsync(nameof(Functions.Carries), new string('i', Large));
        await Client.RaiseEventAsync(id, "load", new string('e', Large), Patience);

        var end = await EndAsync(id);

        Result<string>(end).Should().Be($"{Large}i {Large}a {Large}e");
        end.ReadInputAs<string>().Should().HaveLength(Large);
    }

    [Fact]
    public async Task Large_ResultsOfAFanOut_GoThrough()
        => (await ResultAsync<int>(nameof(Functions.CarriesMany))).Should().Be(1_200_000);

    public enum Tone
    {
        Quiet,
        Loud,
    }

    public sealed record Order(
        string Name, int Count, Tone Tone, TimeSpan Wait, DateTimeOffset At, Guid Id, decimal Price,
        IReadOnlyList<string> Names, IReadOnlyDictionary<string, int?> Numbers, string? Note);

    public static class Functions
    {
        [Function(nameof(PassesOn))]
        public static async Task<Order[]> PassesOn([OrchestrationTrigger] TaskOrchestrationContext context, Order order) =>
        [
            order,
            await context.CallActivityAsync<Order>(nameof(PassesBack), order),
            await context.CallSubOrchestratorAsync<Order>(nameof(Returns), order),
            await context.WaitForExternalEvent<Order>("order"),
        ];

        [Function(nameof(PassesBack))]
        public static Order PassesBack([ActivityTrigger] Order order) => order;

        [Function(nameof(Returns))]
        public static Task<Order> Returns([OrchestrationTrigger] TaskOrchestrationContext context, Order order) => Task.FromResult(order);

        [Function(nameof(Sums))]
        public static Task<int> Sums([OrchestrationTrigger] TaskOrchestrationContext context, int[] numbers)
            => context.CallActivityAsync<int>(nameof(Sum), numbers);

        [Function(nameof(Sum))]
        public static int Sum([ActivityTrigger] int[] numbers) => numbers.Sum();

        [Function(nameof(Carries))]
        public static async Task<string> Carries([OrchestrationTrigger] TaskOrchestrationContext context, string load)
        {
            var result = await context.CallActivityAsync<string>(nameof(Make), load.Length);
            var heard = await context.WaitForExternalEvent<string>("load");
            return $"{load.Length}{load[0]} {result.Length}{result[0]} {heard.Length}{heard[0]}";
        }

        [Function(nameof(CarriesMany))]
        public static async Task<int> CarriesMany([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var loads = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => context.CallActivityAsync<string>(nameof(Make), 300_000)));
            return loads.Sum(load => load.Length);
        }

        [Function(nameof(Make))]
        public static string Make([ActivityTrigger] int length) => new('a', length);
    }
}
