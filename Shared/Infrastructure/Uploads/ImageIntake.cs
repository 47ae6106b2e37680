using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Media;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Infrastructure.Uploads;

/// <param name="Fault">Why it was not taken, for its sender; nothing was written then.</param>
public sealed record TakenImage(CatalogImage? Image, string? Fault);

/// <summary>
/// Makes an upload an image of a brand or product: what is kept is a copy of the bytes that were checked, since the upload's own link can
/// be written to until it expires.
/// </summary>
public sealed class ImageIntake(UploadIntake uploads, ImageRepository images, IAssetStore assets, WorkFolders work) : IDisposable
{
    // A decoded picture takes up to 160 MB.
    readonly SemaphoreSlim _oneAtATime = new(1);

    public async Task<TakenImage> TakeAsync(ImageOwner owner, Upload upload, string alt, CancellationToken cancellationToken)
    {
        if (await uploads.FindFaultAsync(upload, cancellationToken) is { } missing)
        {
            return new(null, missing);
        }

        using var folder = work.Create();
        var file = await folder.FetchAsync(assets, upload.AssetKey, cancellationToken);
        var reading = await ReadAsync(file, cancellationToken);
        if (reading.Facts is not { } facts)
        {
            return new(null, reading.Fault);
        }

        if (facts.ContentType != upload.ContentType)
        {
            return new(null, $"The file is {facts.ContentType}, and {upload.ContentType} was announced.");
        }

        var key = $"images/{upload.Id}{Path.GetExtension(upload.AssetKey)}";
        await assets.PutFileAsync(key, file, upload.ContentType, cancellationToken);
        var image = new CatalogImage(upload.Id, key, upload.ContentType, facts.Width, facts.Height, new FileInfo(file).Length, alt);
        if (!await images.AddAsync(owner, image, cancellationToken))
        {
            return new(null, "This upload was used before; send the file again as a new upload.");
        }

        await assets.DeleteManyAsync([upload.AssetKey], cancellationToken);
        return new(image, null);
    }

    public void Dispose() => _oneAtATime.Dispose();

    async Task<ImageReading> ReadAsync(string file, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return ImageFile.Read(file);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }
}
