using VideoGen.Domain;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>
/// Removes a video's files: its films and thumbnail, and of its clips, stills and pictures those that no other video shows.
/// </summary>
public sealed class VideoMedia(VideoMediaUses uses, ProductionLoader productions, IAssetStore assets)
{
    /// <summary>May be repeated, and then finds what is left.</summary>
    /// <returns>How many files there were, and how large.</returns>
    public async Task<(int Assets, long Bytes)> RemoveAsync(Video video, CancellationToken cancellationToken)
    {
        var (own, shared) = (await OwnAsync(video.Id, cancellationToken), new List<string>());
        shared.AddRange(await StillsAsync(video, cancellationToken));
        var pictures = await uses.FindPicturesAsync(video.Id, cancellationToken);
        shared.AddRange(pictures.Select(picture => picture.AssetKey));
        foreach (var digest in await uses.TakeClipsAsync(video.Id, cancellationToken))
        {
            shared.AddRange([AssetKeys.Clip(digest), AssetKeys.ClipSource(digest)]);
        }

        foreach (var key in shared.Append(AssetKeys.Thumbnail(video.Id)).Distinct())
        {
            if (await assets.HeadAsync(key, cancellationToken) is { } asset)
            {
                own.Add(asset);
            }
        }

        await assets.DeleteManyAsync([.. own.Select(asset => asset.Key)], cancellationToken);
        await uses.ForgetPicturesAsync([.. pictures.Select(picture => picture.Digest)], cancellationToken);
        return (own.Count, own.Sum(asset => asset.Size));
    }

    /// <summary>Removes what was written after the video had gone, by work that had not heard of it.</summary>
    public async Task SweepAsync(Guid videoId, CancellationToken cancellationToken)
    {
        foreach (var digest in await uses.TakeClipsAsync(videoId, cancellationToken))
        {
            await assets.DeleteManyAsync([AssetKeys.Clip(digest), AssetKeys.ClipSource(digest)], cancellationToken);
        }

        var late = (await OwnAsync(videoId, cancellationToken)).Select(asset => asset.Key).Append(AssetKeys.Thumbnail(videoId));
        await assets.DeleteManyAsync([.. late], cancellationToken);
    }

    async Task<List<AssetInfo>> OwnAsync(Guid videoId, CancellationToken cancellationToken)
    {
        var found = new List<AssetInfo>();
        await foreach (var asset in assets.ListAsync(AssetKeys.Films(videoId), cancellationToken))
        {
            found.Add(asset);
        }

        return found;
    }

    /// <summary>
    /// A picture has the scene's prompt in it, and the names of brand and product: where another video has these, it may show the same.
    /// </summary>
    async Task<IEnumerable<string>> StillsAsync(Video video, CancellationToken cancellationToken)
    {
        var production = await productions.LoadAsync(video, cancellationToken);
        var briefs = (await uses.ListStoryboardsAsync(video.Id, cancellationToken)).SelectMany(production.SceneBriefs).Select(brief => brief.Still).ToList();
        var prompts = briefs.Select(still => still.VisualPrompt).Distinct().ToList();
        var shared = await uses.FindSharedPromptsAsync(video, prompts, cancellationToken);
        return briefs.Where(still => !shared.Contains(still.VisualPrompt)).Select(AssetKeys.Still);
    }
}
