using VideoGen.Domain;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Infrastructure.Providers;

/// <summary>The still of a scene in the forms in which providers take pictures.</summary>
internal sealed class SceneStills(IAssetStore assets, StillLibrary stills)
{
    /// <summary>Bytes of a picture that go along in a request; more than stills usually have. In base64 they are a third more.</summary>
    const long MostInline = 3_000_000;

    /// <summary>Longer than any provider lets a job wait.</summary>
    static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(24);

    /// <param name="provider">The provider's address; one on this machine can reach every link.</param>
    /// <returns><see langword="null"/> when the provider cannot reach our asset store.</returns>
    public async Task<string?> LinkAsync(StillBrief still, Uri provider, CancellationToken cancellationToken)
    {
        var link = assets.CreateLink(await stills.EnsureAsync(still, cancellationToken), AssetLinkMethod.Get, LinkLifetime);
        var address = new Uri(link);
        return provider.IsLoopback || address.Scheme == Uri.UriSchemeHttps && !address.IsLoopback ? link : null;
    }

    /// <returns><see langword="null"/> when the picture is too large to go along.</returns>
    public async Task<InlineStill?> InlineAsync(StillBrief still, CancellationToken cancellationToken)
    {
        var key = await stills.EnsureAsync(still, cancellationToken);
        var picture = await stills.ReadAsync(key, cancellationToken);
        return picture.Length > MostInline ? null : new(AssetContentType.Of(key), Convert.ToBase64String(picture));
    }
}

/// <param name="Base64">The picture's bytes.</param>
internal sealed record InlineStill(string ContentType, string Base64);
