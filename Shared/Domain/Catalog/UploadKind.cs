namespace VideoGen.Domain;

/// <summary>What a file is sent for.</summary>
public enum UploadKind
{
    BrandImage,
    ProductImage,
    ReferenceVideo,
}
