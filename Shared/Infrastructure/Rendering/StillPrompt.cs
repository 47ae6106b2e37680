using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>A scene in the words of painters; what the storyboard says is material, not instruction.</summary>
internal static class StillPrompt
{
    static readonly Prompt Prompt = Prompt.Load("still");

    public static string Version => Prompt.Version;

    public static PaintingOrder For(SceneLook look, IReadOnlyList<PictureFile> photos)
    {
        var instructions = Prompt.Fill(new Dictionary<string, string>
        {
            ["ratio"] = Spelling.Of(look.Size.AspectRatio),
            ["shot"] = CameraWords.Of(look.ShotSize),
            ["angle"] = CameraWords.Of(look.CameraAngle),
            ["references"] = photos.Count == 0 ? "" : "The pictures sent along are photos of the product: it looks like that.",
        });
        return new($"{instructions}\n{Material.Block("material", new { look.VisualPrompt, look.ProductName, look.BrandName, look.Colors, look.Style })}", look.Size, photos);
    }
}
