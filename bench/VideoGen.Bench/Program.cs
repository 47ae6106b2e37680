using VideoGen.Bench;
using VideoGen.Bench.Api;
using VideoGen.Bench.Engine;

return args switch
{
    ["animatic"] => await AnimaticBench.RunAsync(rounds: 3),
    ["animatic", "--rounds", var rounds]
        => await AnimaticBench.RunAsync(int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture)),
    ["overhead"] => await OverheadBench.RunAsync(),
    ["inflight"] => await InFlightBench.RunAsync(videos: 1000),
    ["inflight", "--videos", var videos] => await InFlightBench.RunAsync(int.Parse(videos, System.Globalization.CultureInfo.InvariantCulture)),
    ["api"] => await ApiBench.RunAsync(videos: 1_000_000),
    ["api", "--videos", var videos] => await ApiBench.RunAsync(int.Parse(videos, System.Globalization.CultureInfo.InvariantCulture)),
    ["engine", .. var parts] => await EngineBench.RunAsync(parts),
    // What the bench starts of itself, so that time and memory are of a fresh process that does nothing else.
    ["film", var folder, var output] => await BenchFilm.RenderAsync(folder, output),
    ["waiting", var connectionString] => await Waiting.BeAsync(connectionString),
    ["bare", var connectionString, var address] => await BareApi.ServeAsync(connectionString, address),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: VideoGen.Bench animatic [--rounds <count>] | overhead | inflight [--videos <count>] | api [--videos <count>] | engine [speed|latency|waiting|claims]...");
    return 2;
}
