using System.Text;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Models;

/// <summary>A picture file.</summary>
/// <param name="ContentType"><c>image/png</c> or <c>image/jpeg</c>.</param>
public sealed record PictureFile(byte[] Bytes, string ContentType)
{
    /// <summary>More than any model counts for a picture of the sizes that are sent.</summary>
    public const int MostTokens = 2000;
}

/// <summary>What is to be painted.</summary>
/// <param name="Prompt">Built by us around the scene's own words.</param>
/// <param name="Size">Of the film; the picture has the same sides, and about as many pixels.</param>
/// <param name="References">Photos of the product, for what it looks like.</param>
public sealed record PaintingOrder(string Prompt, FrameSize Size, IReadOnlyList<PictureFile> References)
{
    /// <summary>Tokens that it has at most.</summary>
    public ModelUsage MostInput
    {
        get
        {
            var pictures = References.Count * PictureFile.MostTokens;
            return new(Encoding.UTF8.GetByteCount(Prompt) + pictures, 0, pictures);
        }
    }
}

/// <summary>A service that paints. Expected ends are values.</summary>
public interface IImageModel
{
    /// <summary>Snake_case, as it stands in <c>options.painters</c>, alone or as <c>name:model</c>.</summary>
    string Service { get; }

    /// <summary>The first is taken where none is named; none when it does not paint.</summary>
    IReadOnlyList<ModelSpec> ImageModels { get; }

    /// <summary>Photos of the product that it looks at; 0 when it takes none.</summary>
    int MostReferences { get; }

    /// <summary>One request; it is never repeated here.</summary>
    Task<ModelReply<PictureFile>> PaintAsync(ModelSpec model, PaintingOrder order, CancellationToken cancellationToken);
}
