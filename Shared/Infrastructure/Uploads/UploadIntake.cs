using System.Globalization;
using VideoGen.Infrastructure.Assets;

namespace VideoGen.Infrastructure.Uploads;

/// <summary>Looks whether an upload has arrived as it was announced.</summary>
public sealed class UploadIntake(IAssetStore assets)
{
    /// <returns>What is wrong with it, for its sender; <see langword="null"/> when all of it is there.</returns>
    public async Task<string?> FindFaultAsync(Upload upload, CancellationToken cancellationToken)
        => await assets.HeadAsync(upload.AssetKey, cancellationToken) is not { } stored
            ? "Nothing has arrived yet: PUT the file to its upload_url first."
            : stored.Size != upload.SizeBytes
                ? string.Create(CultureInfo.InvariantCulture, $"{stored.Size} bytes have arrived and {upload.SizeBytes} were announced. Send the file again as a new upload.")
                : null;
}
