using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Media;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Activities;

public sealed class MakeThumbnail(VideoPhases phases, VideoRepository videos, IAssetStore assets, WorkFolders work, Thumbnail thumbnail)
{
    /// <summary>Late enough that the first scene has unfolded.</summary>
    const double Second = 1.5;

    [Function(nameof(Steps.MakeThumbnail))]
    public async Task<StepOutcome> RunAsync([ActivityTrigger] RunKey run, CancellationToken cancellationToken)
    {
        var entry = await phases.EnterAsync(run, VideoStatus.PostProcessing, cancellationToken);
        if (entry != PhaseEntry.Entered)
        {
            return entry.AsOutcome();
        }

        var video = (await videos.FindAsync(run.VideoId, cancellationToken))!;
        using var folder = work.Create();
        var film = await folder.FetchAsync(assets, video.Result!.AssetKey, cancellationToken);
        var picture = folder.File("thumbnail.jpg");
        await thumbnail.WriteAsync(film, Second, picture, cancellationToken);
        await assets.PutFileAsync(AssetKeys.Thumbnail(run.VideoId), picture, "image/jpeg", cancellationToken);
        return StepOutcome.Done;
    }
}
