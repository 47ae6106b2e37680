namespace VideoGen.AppHost;

/// <summary>Where things lie in a working copy of the repository.</summary>
/// <param name="Root">Its folder.</param>
/// <param name="OtherState">Where a run leaves its things instead of the usual folder; an absolute path.</param>
public sealed record Checkout(string Root, string? OtherState = null)
{
    /// <summary>Everything that a run leaves behind.</summary>
    public string State => OtherState ?? Usual;

    public string Postgres => Path.Combine(State, "postgres");

    public string Assets => Path.Combine(State, "assets");

    /// <summary>Programs that the set-up installed because the machine lacks them.</summary>
    public string Tools => Path.Combine(Usual, "tools");

    public string AppLog => Path.Combine(State, "logs", "app.log");

    /// <summary>What the provider simulator keeps.</summary>
    public string Simulator => Path.Combine(State, "simulator");

    public string SimulatorLog => Path.Combine(State, "logs", "simulator.log");

    public string SimulatorProgram => Program("VideoGen.ProviderSimulator");

    public string AppProgram => Program("VideoGen.Functions");

    /// <summary>Of the same build configuration as this program.</summary>
    string Program(string project)
        => Path.Combine(Root, "artifacts/Local/bin", project, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), $"{project}.dll");

    string Usual => Path.Combine(Root, ".videogen");

    public string Sample(string language) => Path.Combine(Root, "samples", $"{language}.json");

    /// <summary>The working copy that this program was built in.</summary>
    public static Checkout OfThisProgram()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "VideoGen.Functions.sln")))
            {
                return new Checkout(folder.FullName);
            }
        }

        throw new CannotGoOnException("This program runs inside a working copy of the repository only: "
            + "no parent folder has VideoGen.Functions.sln.");
    }

    /// <summary>As short as it can be shown: relative to the working copy when inside it.</summary>
    public string Show(string path) => path.StartsWith(Root + "/", StringComparison.Ordinal) ? Path.GetRelativePath(Root, path) : path;
}
