using VideoGen.Domain;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>The stills of scenes, made when first asked for and kept by what is in them.</summary>
public sealed class StillLibrary(IAssetStore assets, StillPainter painter, PictureDresser dresser)
{
    /// <summary>Makes what is missing, a picture on every processor.</summary>
    public async Task EnsureAsync(IReadOnlyList<SceneBrief> briefs, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var painted = 0;
        await Parallel.ForEachAsync(briefs, cancellationToken, async (brief, token) =>
        {
            await EnsureAsync(brief.Still, token);
            progress.Report((double)Interlocked.Increment(ref painted) / briefs.Count);
        });
    }

    /// <returns>The key of the still.</returns>
    public async Task<string> EnsureAsync(StillBrief brief, CancellationToken cancellationToken)
    {
        var key = AssetKeys.Still(brief);
        if (await assets.HeadAsync(key, cancellationToken) is null)
        {
            using var picture = new MemoryStream(brief.Picture is null ? painter.Paint(brief) : dresser.Dress(await ReadAsync(brief.Picture, cancellationToken), brief));
            await assets.PutAsync(key, picture, AssetContentType.Of(key), cancellationToken);
        }

        return key;
    }

    public async Task<byte[]> ReadAsync(string key, CancellationToken cancellationToken)
    {
        await using var source = await assets.OpenReadAsync(key, cancellationToken);
        using var copy = new MemoryStream();
        await source.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }
}
