using Microsoft.Extensions.Options;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>Folders for work in progress, in the system's folder for temporary files or in <see cref="MediaOptions.WorkFolder"/>.</summary>
public sealed class WorkFolders(IOptions<MediaOptions> options)
{
    public WorkFolder Create()
        => new(Path.Combine(options.Value.WorkFolder is { Length: > 0 } folder ? folder : Path.GetTempPath(), $"videogen-{Guid.NewGuid():N}"));
}

/// <summary>Deleted with all that is in it when disposed.</summary>
public sealed class WorkFolder : IDisposable
{
    readonly string _path;

    internal WorkFolder(string path) => _path = Directory.CreateDirectory(path).FullName;

    public string File(string name) => Path.Combine(_path, name);

    /// <returns>The path of a local copy.</returns>
    /// <exception cref="AssetNotFoundException">There is no such asset.</exception>
    public async Task<string> FetchAsync(IAssetStore assets, string key, CancellationToken cancellationToken)
    {
        var file = File(Path.GetFileName(key));
        await using var source = await assets.OpenReadAsync(key, cancellationToken);
        await using var copy = System.IO.File.Create(file);
        await source.CopyToAsync(copy, cancellationToken);
        return file;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}

public static class AssetFiles
{
    public static async Task PutFileAsync(
        this IAssetStore assets, string key, string file, string contentType, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(file);
        await assets.PutAsync(key, content, contentType, cancellationToken);
    }
}
