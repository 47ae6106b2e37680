using System.Net.Http.Json;
using VideoGen.Testing;

namespace VideoGen.ProviderSimulator.Tests;

public sealed class RandomFaultTests
{
    static readonly string[] Prompts = [.. Enumerable.Range(1, 20).Select(scene => $"scene {scene}")];

    [Fact]
    public async Task Create_SameSeedInAnotherOrder_MeetsTheSameFaults()
    {
        var first = await AnswersAsync(seed: 7, Prompts);
        var again = await AnswersAsync(seed: 7, [.. Prompts.Reverse()]);
        var other = await AnswersAsync(seed: 8, Prompts);

        again.Should().BeEquivalentTo(first);
        first.Values.Should().Contain(201).And.Contain(status => status >= 429);
        other.Should().NotBeEquivalentTo(first);
    }

    [Fact]
    public async Task Start_UnknownRandomFault_NamesIt()
        => (await FluentActions.Awaiting(() => SimulatorServer.StartAsync(new SimulatorOptions { RandomFaults = ["rain"] }))
            .Should().ThrowAsync<ArgumentException>()).WithMessage("*'rain'*");

    static async Task<Dictionary<string, int>> AnswersAsync(int seed, string[] prompts)
    {
        await using var simulator = await SimulatorServer.StartAsync(SimulatorServer.Fast with
        {
            Seed = seed,
            FaultRate = 0.4,
            RandomFaults = ["create_429", "create_503", "stuck_queued"],
        });
        // What is under way depends on time, and must not decide here.
        using var limits = await simulator.Admin.PostAsJsonAsync("limits", new { provider = "luma", concurrent = 100 });
        using var client = new ProviderClient(simulator, "luma");
        var answers = new Dictionary<string, int>();
        foreach (var prompt in prompts)
        {
            answers[prompt] = (int)(await client.PostAsync("generations", Orders.Body("luma", prompt))).Status;
        }

        return answers;
    }
}
