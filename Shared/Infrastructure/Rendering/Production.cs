using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>A video with everything that its making needs; brand, product and reference as they were when it was created.</summary>
public sealed record Production(Video Video, Brand Brand, Product Product, ReferenceAnalysis? Reference)
{
    /// <summary>Pictures that models painted for it, by the digest of the look that they show.</summary>
    public IReadOnlyDictionary<string, Picture> Pictures { get; init; } = new Dictionary<string, Picture>();

    /// <summary>What was tried for its stills, oldest first.</summary>
    public IReadOnlyList<StillAttempt> StillAttempts { get; init; } = [];

    /// <summary>Pictures of the product, for models that take them along.</summary>
    public IReadOnlyList<CatalogImage> ProductImages { get; init; } = [];

    /// <summary>Logos and the like.</summary>
    public IReadOnlyList<CatalogImage> BrandImages { get; init; } = [];

    public WritingBrief WritingBrief => new(Brand, Product, Reference, Video.Options);

    /// <summary>How each scene looks to painters.</summary>
    public IReadOnlyList<SceneLook> Looks(Storyboard storyboard) => [.. Plain(storyboard).Select(LookOf)];

    public IReadOnlyList<SceneBrief> SceneBriefs(Storyboard storyboard)
        => [.. Plain(storyboard).Select(brief => brief with { Still = brief.Still with { Picture = Pictures.GetValueOrDefault(Digest.Of(LookOf(brief)))?.AssetKey } })];

    IEnumerable<SceneBrief> Plain(Storyboard storyboard)
        => SceneBriefs(storyboard, WritingBrief, Video.WorkspaceId);

    /// <summary>Of a storyboard by itself, with the offline painter's stills.</summary>
    public static IReadOnlyList<SceneBrief> SceneBriefs(Storyboard storyboard, WritingBrief brief, Guid workspaceId) =>
        [.. storyboard.Scenes.Select((scene, i) => SceneBrief.For(
            scene, i == storyboard.Scenes.Count - 1, brief.Brand, brief.Product, brief.Options, Workspaces.Salt(workspaceId)))];

    SceneLook LookOf(SceneBrief brief) => SceneLook.Of(brief.Still, Video.Options.Style, [.. ProductImages.Select(image => image.AssetKey)]);
}

public sealed class ProductionLoader(VideoRepository videos, VideoSnapshots snapshots, StillCalls calls, PictureRepository pictures)
{
    /// <returns><see langword="null"/> when there is no such video.</returns>
    public async Task<Production?> FindAsync(Guid videoId, CancellationToken cancellationToken)
        => await videos.FindAsync(videoId, cancellationToken) is { } video ? await LoadAsync(video, cancellationToken) : null;

    public async Task<Production> LoadAsync(Video video, CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.GetAsync(video.Id, cancellationToken);
        var attempts = video.Options.Painters?.Any(name => name != ModelCatalog.Offline) != true ? [] : await calls.ListAsync(video.Id, cancellationToken);
        var painted = attempts.Where(attempt => attempt.Picture is not null).ToList();
        var found = await pictures.FindManyAsync([.. painted.Select(attempt => attempt.Picture!).Distinct()], cancellationToken);
        return new Production(video, snapshot.Brand, snapshot.Product, snapshot.Reference)
        {
            StillAttempts = attempts,
            // The last of a look holds.
            Pictures = painted.Where(attempt => found.ContainsKey(attempt.Picture!)).GroupBy(attempt => attempt.Purpose)
                .ToDictionary(look => look.Key, look => found[look.Last().Picture!]),
            ProductImages = snapshot.ProductImages,
            BrandImages = snapshot.BrandImages,
        };
    }
}
