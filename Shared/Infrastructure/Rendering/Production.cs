using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>A video with everything that its making needs; brand, product and reference as they were when it was created.</summary>
public sealed record Production(Video Video, Brand Brand, Product Product, ReferenceAnalysis? Reference)
{
    public WritingBrief WritingBrief => new(Brand, Product, Reference, Video.Options);

    public IReadOnlyList<SceneBrief> SceneBriefs(Storyboard storyboard) =>
        [.. storyboard.Scenes.Select((scene, i) => SceneBrief.For(scene, i == storyboard.Scenes.Count - 1, Brand, Product, Video.Options))];
}

public sealed class ProductionLoader(VideoRepository videos, VideoSnapshots snapshots)
{
    /// <returns><see langword="null"/> when there is no such video.</returns>
    public async Task<Production?> FindAsync(Guid videoId, CancellationToken cancellationToken)
        => await videos.FindAsync(videoId, cancellationToken) is { } video ? await LoadAsync(video, cancellationToken) : null;

    public async Task<Production> LoadAsync(Video video, CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.GetAsync(video.Id, cancellationToken);
        return new Production(video, snapshot.Brand, snapshot.Product, snapshot.Reference);
    }
}
