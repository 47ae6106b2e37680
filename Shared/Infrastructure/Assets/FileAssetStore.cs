using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace VideoGen.Infrastructure.Assets;

/// <summary>
/// Assets in a folder: <c>assets/</c> holds each under its key, <c>uploads/</c> what is still being written, <c>link.key</c> signs links.
/// The folder may be shared by instances of the app if its file system renames atomically (NFS does).
/// </summary>
/// <remarks>Pages that use its links come from the app that serves them, so there are no CORS rules to set.</remarks>
public sealed class FileAssetStore : IAssetStore
{
    /// <summary>An upload that has lain this long has lost its writer.</summary>
    static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);

    readonly AssetOptions _options;
    readonly string _root;
    readonly string _assets;
    readonly string _uploads;
    readonly Lazy<FileLinkSigner> _links;

    public FileAssetStore(IOptions<AssetOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _root = Path.GetFullPath(_options.Folder);
        _assets = Path.Combine(_root, "assets");
        _uploads = Path.Combine(_root, "uploads");
        // Links may be asked for before the store was prepared, and then the key must be there too.
        _links = new(() => new FileLinkSigner(Secret(), time));
    }

    internal FileLinkSigner Links => _links.Value;

    public Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(_assets);
            Directory.CreateDirectory(_uploads);
            _ = Links;
            var giveUpBefore = DateTime.UtcNow - LeftoverAge;
            foreach (var leftover in new DirectoryInfo(_uploads).EnumerateFiles().Where(file => file.LastWriteTimeUtc < giveUpBefore))
            {
                leftover.Delete();
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new AssetStoreException(
                $"Assets cannot be kept in {_root}: {problem.Message} Name another folder in Assets__Folder.", problem);
        }

        return Task.CompletedTask;
    }

    public Task<AssetInfo> PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken)
        => PutAsync(key, content, contentType, long.MaxValue, cancellationToken);

    /// <exception cref="AssetTooLargeException">The stream is longer than <paramref name="maxBytes"/>.</exception>
    internal async Task<AssetInfo> PutAsync(
        string key, Stream content, string contentType, long maxBytes, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        AssetContentType.Check(key, contentType);

        Directory.CreateDirectory(_uploads);
        var upload = Path.Combine(_uploads, Guid.NewGuid().ToString("N"));
        try
        {
            await DurableFile.WriteAsync(upload, content, maxBytes, () => new AssetTooLargeException(key, maxBytes), cancellationToken);
            var stored = Describe(key, new FileInfo(upload))!;
            DurableFile.Rename(upload, path, _root);
            return stored;
        }
        finally
        {
            File.Delete(upload);
        }
    }

    public Task<Stream> OpenReadAsync(string key, CancellationToken cancellationToken)
        => Task.FromResult<Stream>(Open(key) ?? throw new AssetNotFoundException(key));

    public Task<AssetInfo?> HeadAsync(string key, CancellationToken cancellationToken)
        => Task.FromResult(Describe(key, new FileInfo(PathOf(key))));

    public async IAsyncEnumerable<AssetInfo> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AssetKey.CheckPrefix(prefix);
        await Task.CompletedTask;
        var folder = Path.Combine(_assets, prefix[..(prefix.LastIndexOf('/') + 1)]);
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        // No attribute is skipped: a key may begin with a dot, which counts as hidden.
        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        foreach (var path in Directory.EnumerateFiles(folder, "*", everything))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var key = Path.GetRelativePath(_assets, path);
            if (key.StartsWith(prefix, StringComparison.Ordinal) && Describe(key, new FileInfo(path)) is { } asset)
            {
                yield return asset;
            }
        }
    }

    public Task DeleteManyAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        foreach (var path in keys.Select(PathOf).ToList())
        {
            DurableFile.Delete(path, _assets);
        }

        return Task.CompletedTask;
    }

    public string CreateLink(string key, AssetLinkMethod method, TimeSpan lifetime, string? fileName = null, long? uploadBytes = null)
    {
        AssetLink.Check(key, method, lifetime, fileName, uploadBytes);
        return $"{UrlOf(key)}?{Links.Sign(key, method, lifetime, fileName, uploadBytes)}";
    }

    public string PublicLink(string key)
    {
        AssetKey.CheckPublic(key);
        return UrlOf(key);
    }

    /// <returns>
    /// The open file, which stays whole even if the asset is replaced meanwhile; <see langword="null"/> when there is none.
    /// </returns>
    internal FileStream? Open(string key)
    {
        try
        {
            return new FileStream(PathOf(key), new FileStreamOptions
            {
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.Asynchronous,
                BufferSize = 0,
            });
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(PathOf(key)))
        {
            return null;
        }
    }

    /// <summary>Size and time are read from the open file where there is one, as its path may by now lead to its successor.</summary>
    internal static AssetInfo Describe(string key, FileStream file)
        => Describe(key, file.Length, File.GetLastWriteTimeUtc(file.SafeFileHandle));

    static AssetInfo? Describe(string key, FileInfo file)
        => file.Exists ? Describe(key, file.Length, file.LastWriteTimeUtc) : null;

    // The time is written to the tick (DurableFile), so no two versions share it.
    static AssetInfo Describe(string key, long size, DateTime modifiedAt)
        => new(key, size, AssetContentType.Of(key), $"{modifiedAt.Ticks:x}-{size:x}", modifiedAt);

    byte[] Secret() => _options.LinkKey is { Length: > 0 } key ? Convert.FromBase64String(key) : LinkKeyFile.Read(_root);

    string PathOf(string key)
    {
        AssetKey.Check(key);
        return Path.Combine(_assets, key);
    }

    string UrlOf(string key) => $"{_options.PublicBaseUrl.TrimEnd('/')}/{AssetKey.Escape(key)}";
}
