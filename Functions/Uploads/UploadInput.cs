using System.Globalization;
using VideoGen.Domain;

namespace VideoGen.Functions;

/// <summary>Body of POST /api/v1/uploads: what will be sent.</summary>
/// <param name="ContentType">image/png, image/jpeg or image/webp; of a reference video/mp4, video/quicktime or video/webm.</param>
public sealed record UploadInput(UploadKind Kind, string FileName, string ContentType, long SizeBytes)
{
    const int LongestName = 255;

    static readonly (string Type, string Extension)[] Images = [("image/png", ".png"), ("image/jpeg", ".jpg"), ("image/webp", ".webp")];
    static readonly (string Type, string Extension)[] Videos = [("video/mp4", ".mp4"), ("video/quicktime", ".mov"), ("video/webm", ".webm")];

    /// <summary>Of the file in the asset store, whose content type follows from it.</summary>
    public string Extension() => Types.Single(known => known.Type == ContentType).Extension;

    public List<FieldError> Check()
    {
        var errors = new List<FieldError>();
        CatalogChecks.CheckText(errors, "file_name", FileName, 1, LongestName);
        if (Types.All(known => known.Type != ContentType))
        {
            errors.Add(new("content_type", $"Such a file is one of {string.Join(", ", Types.Select(known => known.Type))}."));
        }

        if (SizeBytes < 1 || SizeBytes > MostBytes)
        {
            errors.Add(new("size_bytes", string.Create(CultureInfo.InvariantCulture, $"Such a file has 1 to {MostBytes} bytes; {SizeBytes} were announced.")));
        }

        return errors;
    }

    (string Type, string Extension)[] Types => Kind == UploadKind.ReferenceVideo ? Videos : Images;

    long MostBytes => Kind == UploadKind.ReferenceVideo ? 4L << 30 : 20L << 20;
}
