using System.Globalization;
using VideoGen.Domain;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Media;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Infrastructure.References;

/// <summary>Keeps a picture from the middle of each shot.</summary>
public sealed class KeyFrames(IAssetStore assets, Thumbnail thumbnail)
{
    /// <summary>With more shots than that, every second or third has one.</summary>
    const int Most = 60;

    /// <summary>All of a reference lie under it.</summary>
    public static string Prefix(Guid referenceId) => $"references/{referenceId}/";

    public async Task<ReferenceMeasurement> KeepAsync(
        Guid referenceId, string file, ReferenceMeasurement measured, WorkFolder folder, CancellationToken cancellationToken)
    {
        var every = (measured.Shots.Count + Most - 1) / Most;
        var shots = measured.Shots.ToArray();
        for (var i = 0; i < shots.Length; i += every)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{Prefix(referenceId)}{i + 1:0000}.jpg");
            var picture = folder.File("frame.jpg");
            await thumbnail.WriteAsync(file, (shots[i].StartSeconds + shots[i].EndSeconds) / 2, picture, cancellationToken);
            await assets.PutFileAsync(key, picture, "image/jpeg", cancellationToken);
            shots[i] = shots[i] with { KeyFrame = key };
        }

        return measured with { Shots = shots };
    }
}
