using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using VideoGen.AppHost.Demo;
using VideoGen.AppHost.Simulation;

namespace VideoGen.AppHost;

/// <summary>The options of <c>./run</c> and <c>./run demo</c>.</summary>
public static class CommandLine
{
    /// <param name="workingFolder">Relative paths start here.</param>
    /// <param name="defaultOut">Where the demo's film goes unless told otherwise; an absolute path.</param>
    /// <param name="run">Does <c>./run</c>; returns the exit code.</param>
    /// <param name="demo">Does <c>./run demo</c>; returns the exit code.</param>
    public static Command Create(
        string workingFolder, string defaultOut,
        Func<RunSettings, CancellationToken, Task<int>> run, Func<DemoSettings, CancellationToken, Task<int>> demo)
    {
        var port = new Option<int?>("--port")
        {
            Description = $"Port of the app (default {ServiceAddress.UsualPort})",
            HelpName = "N",
            Recursive = true,
            CustomParser = result => Number(result, 1, 65535),
        };
        var listen = new Option<string>("--listen")
        {
            Description = "Address on which the app listens; 0.0.0.0 for all of this machine's",
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        listen.Validators.Add(result =>
        {
            if (Address(result.GetValue(listen)) is null)
            {
                result.AddError("--listen is an IP address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them.");
            }
        });

        var state = new Option<string?>("--state")
        {
            Description = "Folder of database, files and logs; another one is another VideoGen (default .videogen)",
            HelpName = "FOLDER",
        };
        var simulate = CreateSimulate();
        var command = new Command("./run", "Starts VideoGen on this machine, with its own PostgreSQL, until Ctrl-C.")
        {
            port, listen, state, simulate, new HelpOption(), CreateDemo(port, simulate, workingFolder, defaultOut, demo),
        };
        command.SetAction((parsed, cancellationToken)
            => run(new RunSettings(parsed.GetValue(port), Address(parsed.GetValue(listen))!, parsed.GetValue(simulate)!,
                parsed.GetValue(state) is { Length: > 0 } folder ? Path.GetFullPath(folder, workingFolder) : null), cancellationToken));
        return command;
    }

    static Option<string> CreateSimulate()
    {
        var names = string.Join(", ", SimulatedProviders.Names);
        var simulate = new Option<string>("--simulate")
        {
            Description = $"Paid providers to simulate on this machine, with commas between them: {names}",
            HelpName = "NAMES",
            Recursive = true,
            DefaultValueFactory = _ => "",
        };
        simulate.Validators.Add(result =>
        {
            var wanted = SimulatedProviders.Parse(result.GetValue(simulate) ?? "");
            if (!result.Implicit && (wanted.Count == 0 || wanted.Any(name => !SimulatedProviders.Names.Contains(name))))
            {
                result.AddError($"--simulate names one or more of {names}, with commas between them.");
            }
        });
        return simulate;
    }

    static Command CreateDemo(
        Option<int?> port, Option<string> simulate, string workingFolder, string defaultOut, Func<DemoSettings, CancellationToken,
            Task<int>> demo)
    {
        var language = new Option<string>("--language")
        {
            Description = "Language of script and captions",
            DefaultValueFactory = _ => "en",
        };
        language.AcceptOnlyFromAmong("en", "ko");
        var ratio = new Option<string>("--ratio") { Description = "Shape of the picture", DefaultValueFactory = _ => "16:9" };
        ratio.AcceptOnlyFromAmong("16:9", "9:16", "1:1");
        var seconds = new Option<int?>("--seconds")
        {
            Description = "Length of the film, 10 to 120",
            HelpName = "N",
            DefaultValueFactory = _ => 20,
            CustomParser = result => Number(result, 10, 120),
        };
        var file = new Option<string?>("--out") { Description = "Where the film goes (default out/demo.mp4)", HelpName = "FILE" };

        var command = new Command("demo", "Makes one video from sample data, from script to file.") { language, ratio, seconds, file };
        command.SetAction((parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(file) is { Length: > 0 } named ? Path.GetFullPath(named, workingFolder) : defaultOut;
            return demo(
                new DemoSettings(parsed.GetValue(language)!, parsed.GetValue(ratio)!, parsed.GetValue(seconds)!.Value,
                    path, parsed.GetValue(port), parsed.GetValue(simulate)!),
                cancellationToken);
        });
        return command;
    }

    static int? Number(ArgumentResult result, int least, int most)
    {
        if (int.TryParse(result.Tokens.Single().Value, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        result.AddError($"{((OptionResult)result.Parent!).IdentifierToken?.Value} is a number from {least} to {most}.");
        return null;
    }

    static IPAddress? Address(string? text)
        => text == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(text, out var address) ? address : null;
}
