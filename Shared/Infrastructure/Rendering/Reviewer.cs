using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>
/// Checks a script or storyboard for the person who reviews it: the words by the domain's rules, the letters by the captions' font.
/// </summary>
public sealed class Reviewer(Fonts fonts)
{
    public IReadOnlyList<Finding> Check(Production production, Script script) =>
    [
        .. SceneChecks.Of(script, production.Brand, production.Product, production.Video.Options),
        .. Glyphs(SpokenScene.Of(script), production.Video.Options),
    ];

    public IReadOnlyList<Finding> Check(Production production, Storyboard storyboard) =>
    [
        .. SceneChecks.Of(storyboard, production.Brand, production.Product, production.Video.Options),
        .. Glyphs(SpokenScene.Of(storyboard), production.Video.Options),
    ];

    IEnumerable<Finding> Glyphs(IReadOnlyList<SpokenScene> scenes, GenerationOptions options) =>
        from scene in scenes
        from text in scene.Texts
        where text.Field != "narration" || options.Captions
        let missing = fonts.Missing(text.Text)
        where missing.Count > 0
        select new Finding(FindingCodes.GlyphMissing, FindingSeverity.Warning, scene.Number, text.Field,
            "The font has no such characters; they are left out of the picture.", string.Join(' ', missing));
}
