using System.CommandLine;
using VideoGen.Money.Crash;

var seed = new Option<int>("--seed")
{
    Description = "Decides faults and the order of kills (default: another one each time; it is printed)",
    DefaultValueFactory = _ => Random.Shared.Next(1_000_000),
};
var rounds = new Option<int>("--rounds") { Description = "Each makes a video at each provider, and crosses every boundary there", DefaultValueFactory = _ => 1 };
var kills = new Option<int>("--kills") { Description = "Boundaries at which each video's app is killed, at most; drawn by the seed when they are fewer than all", DefaultValueFactory = _ => Boundary.All.Count };
var providers = new Option<string[]>("--providers")
{
    Description = "At the same time",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => ["luma", "runway", "heygen"],
};
var everyFault = new Option<bool>("--every-fault") { Description = "Each provider meets each of its faults by turns; 30 rounds cross every boundary with every fault" };
var command = new RootCommand("Makes videos at simulated paid providers while the app is killed at every boundary of its steps, and holds the ledger against the bill.")
{
    seed, rounds, kills, providers, everyFault,
};
command.SetAction(async (parsed, cancellationToken) => await MoneyRun.RunAsync(
    new(parsed.GetValue(seed), parsed.GetValue(rounds), parsed.GetValue(kills), parsed.GetValue(providers)!, parsed.GetValue(everyFault)),
    Console.WriteLine, cancellationToken) ? 0 : 1);
return await command.Parse(args).InvokeAsync();
