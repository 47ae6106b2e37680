using System.CommandLine;

namespace VideoGen.ProviderSimulator;

/// <summary>The program's options; see <see cref="SimulatorOptions"/> for defaults.</summary>
static class SimulatorCommand
{
    public static RootCommand Create()
    {
        var usual = new SimulatorOptions();
        var port = Option("--port", "Port on 127.0.0.1; 0 for any free one", 7072);
        var key = Option("--key", "The key that every provider takes", usual.Key);
        var queue = Option("--queue-seconds", "How long a job is queued", usual.QueueTime.TotalSeconds);
        var run = Option("--run-seconds", "How long a job runs", usual.RunTime.TotalSeconds);
        var link = Option("--link-seconds", "How long a link to a clip works", usual.LinkLife.TotalSeconds);
        var balance = Option("--balance", "What the account holds at each provider, USD", usual.Balance);
        var refunds = Option("--refund-undocumented", "Pay back failures whose price a contract does not state", false);
        var bill = Option<string?>("--bill", "File in which the bill is kept", null);
        var seed = Option("--seed", "The same seed and prompts meet the same random faults", usual.Seed);
        var rate = Option("--fault-rate", "Chance of a random fault at each point, 0 to 1", usual.FaultRate);
        var faults = new Option<string[]>("--faults")
        {
            Description = "Which faults may come at random; all that end by themselves unless given",
            AllowMultipleArgumentsPerToken = true,
        };
        var ffmpeg = Option("--ffmpeg", "The program", usual.Ffmpeg);

        var command = new RootCommand("The video providers' APIs on this machine, with a bill and faults on demand: see /admin.")
        {
            port, key, queue, run, link, balance, refunds, bill, seed, rate, faults, ffmpeg,
        };
        command.SetAction(async (parsed, _) =>
        {
            await using var simulator = await Simulator.StartAsync(new SimulatorOptions
            {
                Port = parsed.GetValue(port),
                Key = parsed.GetValue(key)!,
                QueueTime = TimeSpan.FromSeconds(parsed.GetValue(queue)),
                RunTime = TimeSpan.FromSeconds(parsed.GetValue(run)),
                LinkLife = TimeSpan.FromSeconds(parsed.GetValue(link)),
                Balance = parsed.GetValue(balance),
                ChargesUndocumentedFailures = !parsed.GetValue(refunds),
                BillFile = parsed.GetValue(bill),
                Seed = parsed.GetValue(seed),
                FaultRate = parsed.GetValue(rate),
                RandomFaults = parsed.GetValue(faults) ?? [],
                Ffmpeg = parsed.GetValue(ffmpeg)!,
            });
            Console.WriteLine($"Listening on {simulator.Address}");
            await simulator.WaitForShutdownAsync();
            return 0;
        });
        return command;
    }

    static Option<T> Option<T>(string name, string description, T usual)
        => new(name) { Description = description, DefaultValueFactory = _ => usual };
}
