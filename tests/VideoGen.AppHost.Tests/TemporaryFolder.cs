namespace VideoGen.AppHost.Tests;

/// <summary>A folder of the test's own that is gone after it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder()
    {
        // Open to the user that PostgreSQL runs as.
        File.SetUnixFileMode(Path, File.GetUnixFileMode(Path) | UnixFileMode.OtherExecute | UnixFileMode.OtherRead);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("videogen-apphost-").FullName;

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
