namespace VideoGen.AppHost;

/// <summary>A server of one's own, for as long as it is needed; then its data go.</summary>
public sealed class TemporaryPostgres : IAsyncDisposable
{
    TemporaryPostgres(string folder, LocalPostgres server) => (Folder, Server) = (folder, server);

    /// <summary>For its data, and whatever else is to go with them.</summary>
    public string Folder { get; }

    public LocalPostgres Server { get; }

    /// <summary>Whether the data stay after all, for who looks for what went wrong.</summary>
    public bool IsKept { get; set; }

    public static async Task<TemporaryPostgres> StartAsync(string purpose, CancellationToken cancellationToken)
    {
        // The framework's own temporary folders are closed to the server's user.
        var folder = Path.Combine(Path.GetTempPath(), $"videogen-{purpose}-{Path.GetRandomFileName()}");
        Directory.CreateDirectory(folder);
        var server = await LocalPostgres.StartAsync(
            Path.Combine(folder, "postgres"), durable: true, toolsFolder: null, cancellationToken);
        return new(folder, server);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.StopAsync(CancellationToken.None);
        if (!IsKept)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
