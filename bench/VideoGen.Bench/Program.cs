using VideoGen.Bench;

return args switch
{
    ["animatic"] => await AnimaticBench.RunAsync(rounds: 3),
    ["animatic", "--rounds", var rounds]
        => await AnimaticBench.RunAsync(int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture)),
    ["overhead"] => await OverheadBench.RunAsync(),
    // What the bench starts of itself, so that time and memory are of a fresh process that does nothing else.
    ["film", var folder, var output] => await BenchFilm.RenderAsync(folder, output),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: VideoGen.Bench animatic [--rounds <count>] | overhead");
    return 2;
}
