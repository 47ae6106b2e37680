using System.Text.Json.Serialization;

namespace VideoGen.Domain;

/// <summary>How a scene looks, without the words that we set into the picture; its digest names what painters are asked for.</summary>
/// <param name="Style">As the video's options ask for.</param>
/// <param name="Photos">Keys of the product's photos that are looked at.</param>
public sealed record SceneLook(
    string VisualPrompt, ShotSize ShotSize, CameraAngle CameraAngle, string BrandName, string ProductName, BrandColors Colors, FrameSize Size,
    string? Style, IReadOnlyList<string> Photos,
    // As of the still: what one workspace has had painted is not lent to another.
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? WorkspaceId = null)
{
    public static SceneLook Of(StillBrief still, string? style, IReadOnlyList<string> photos) => new(
        still.VisualPrompt, still.ShotSize, still.CameraAngle, still.BrandName, still.ProductName, still.Colors, still.Size, style, photos, still.WorkspaceId);
}
