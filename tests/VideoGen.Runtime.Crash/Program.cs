using System.CommandLine;
using VideoGen.Runtime.Crash;

if (args is ["worker", var connectionString, var lease])
{
    return await Worker.RunAsync(connectionString, TimeSpan.Parse(lease, System.Globalization.CultureInfo.InvariantCulture));
}

var seed = new Option<int>("--seed")
{
    Description = "Decides which faults come in which order (default: another one each time; it is printed)",
    DefaultValueFactory = _ => Random.Shared.Next(1_000_000),
};
var instances = new Option<int>("--instances") { Description = "Orchestrations to run", DefaultValueFactory = _ => 500 };
var minutes = new Option<double>("--minutes")
{
    Description = "For how long they are started and disturbed",
    DefaultValueFactory = _ => 3,
};
var workers = new Option<int>("--workers") { Description = "Processes that run them", DefaultValueFactory = _ => 3 };
var command = new RootCommand("Runs orchestrations while processes and database crash, and proves that nothing was lost or done twice.")
{
    seed, instances, minutes, workers,
};
command.SetAction(async (parsed, cancellationToken) =>
{
    var plan = new CrashPlan(
        parsed.GetValue(seed), parsed.GetValue(instances), TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(workers));
    var report = await CrashRun.RunAsync(plan, Console.WriteLine, cancellationToken);
    return report.Wrongs.Count == 0 ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();
