using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>A video with everything that its making needs; brand, product and reference as they were when it was created.</summary>
public sealed record Production(Video Video, Brand Brand, Product Product, ReferenceAnalysis? Reference)
{
    /// <summary>What was tried for its stills, oldest first.</summary>
    public IReadOnlyList<StillAttempt> StillAttempts { get; init; } = [];

    /// <summary>Those of which a picture came, by the digest of the look that it shows; the last of a look holds.</summary>
    public IReadOnlyDictionary<string, StillAttempt> Painted { get; init; } = new Dictionary<string, StillAttempt>();

    /// <summary>Pictures of the product, for models that take them along.</summary>
    public IReadOnlyList<CatalogImage> ProductImages { get; init; } = [];

    /// <summary>Logos and the like.</summary>
    public IReadOnlyList<CatalogImage> BrandImages { get; init; } = [];

    public WritingBrief WritingBrief => new(Brand, Product, Reference, Video.Options);

    /// <summary>How each scene looks to painters.</summary>
    public IReadOnlyList<SceneLook> Looks(Storyboard storyboard) => [.. Plain(storyboard).Select(LookOf)];

    public IReadOnlyList<SceneBrief> SceneBriefs(Storyboard storyboard)
        => Painted.Count == 0 ? Plain(storyboard)
            : [.. Plain(storyboard).Select(brief => brief with { Still = brief.Still with { Picture = PictureOf(brief) } })];

    string? PictureOf(SceneBrief brief) => Painted.GetValueOrDefault(Digest.Of(LookOf(brief)))?.PictureKey;

    IReadOnlyList<SceneBrief> Plain(Storyboard storyboard)
        => SceneBriefs(storyboard, WritingBrief, Video.WorkspaceId);

    /// <summary>Of a storyboard by itself, with the offline painter's stills.</summary>
    public static IReadOnlyList<SceneBrief> SceneBriefs(Storyboard storyboard, WritingBrief brief, Guid workspaceId) =>
        [.. storyboard.Scenes.Select((scene, i) => SceneBrief.For(
            scene, i == storyboard.Scenes.Count - 1, brief.Brand, brief.Product, brief.Options, Workspaces.Salt(workspaceId)))];

    SceneLook LookOf(SceneBrief brief) => SceneLook.Of(brief.Still, Video.Options.Style, [.. ProductImages.Select(image => image.AssetKey)]);
}
