namespace VideoGen.Infrastructure.Assets;

/// <summary>Keeps media under keys such as <c>videos/7f3a/scenes/1.mp4</c>; see <see cref="AssetKey"/> for what a key may be.</summary>
/// <remarks>
/// Everything is private but what lies under <see cref="AssetKey.PublicPrefix"/>. The content type of an asset follows from its
/// key's extension (<see cref="AssetContentType"/>). Every method throws <see cref="ArgumentException"/> for a key that is none.
/// </remarks>
public interface IAssetStore
{
    /// <summary>Creates what the store stands on, if it is not there: the folder, or the bucket with its policy and CORS rules.</summary>
    /// <exception cref="AssetStoreException">The store cannot be used; the message names the setting to change.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Stores a stream, or replaces what is there. Readers see the old asset or the whole new one, never a part.</summary>
    /// <param name="key">Where to keep it.</param>
    /// <param name="content">
    /// Read from its position to its end, not closed; of any length, seekable or not, never held in memory whole.
    /// </param>
    /// <param name="contentType">What the key's extension says, as a guard against a file under the wrong name.</param>
    /// <param name="cancellationToken">Gives up; nothing is stored.</param>
    /// <returns>The asset as it is now stored.</returns>
    /// <exception cref="ArgumentException">The content type is not that of the key's extension.</exception>
    Task<AssetInfo> PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken);

    /// <summary>Opens an asset for one pass of reading; the caller disposes the stream.</summary>
    /// <param name="key">Of an asset that exists.</param>
    /// <param name="cancellationToken">Covers the opening, not the reading.</param>
    /// <exception cref="AssetNotFoundException">There is no such asset.</exception>
    Task<Stream> OpenReadAsync(string key, CancellationToken cancellationToken);

    /// <returns><see langword="null"/> when there is no such asset.</returns>
    Task<AssetInfo?> HeadAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// All assets whose key begins with <paramref name="prefix"/> (a text, not only a folder; empty for all), in no set order.
    /// </summary>
    IAsyncEnumerable<AssetInfo> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Deletes what is there of the keys; it is no error when one is not.</summary>
    Task DeleteManyAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken);

    /// <summary>
    /// A link for a browser. Method, key, expiry and file name are signed: whoever has it can do this one thing, for this long.
    /// </summary>
    /// <param name="key">The asset; it need not exist yet.</param>
    /// <param name="method">What may be done. An upload must send the content type of the key's extension.</param>
    /// <param name="lifetime">1 second to <see cref="AssetLink.LongestLifetime"/>, in whole seconds.</param>
    /// <param name="fileName">For <see cref="AssetLinkMethod.Get"/>: save the asset under this name instead of showing it.</param>
    /// <param name="uploadBytes">
    /// For <see cref="AssetLinkMethod.Put"/>, which must have it: the size of the file that will be sent; a larger one is refused.
    /// </param>
    string CreateLink(string key, AssetLinkMethod method, TimeSpan lifetime, string? fileName = null, long? uploadBytes = null);

    /// <summary>The lasting link of a key under <see cref="AssetKey.PublicPrefix"/>.</summary>
    /// <exception cref="ArgumentException">The key is private.</exception>
    string PublicLink(string key);
}
