using System.Security.Cryptography;
using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Media;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Activities;

/// <summary>Joins the scenes' clips with transitions, captions and sound into the film, and keeps its facts.</summary>
public sealed class AssembleVideo(
    VideoPhases phases,
    ProductionLoader productions,
    RevisionRepository revisions,
    SceneRepository scenes,
    ClipRepository clips,
    IAssetStore assets,
    WorkFolders work,
    FilmRenderer renderer,
    MediaProbe probe)
{
    [Function(nameof(Steps.AssembleVideo))]
    public async Task<StepOutcome> RunAsync([ActivityTrigger] RunKey run, CancellationToken cancellationToken)
    {
        var entry = await phases.EnterAsync(run, VideoStatus.PostProcessing, cancellationToken);
        if (entry != PhaseEntry.Entered)
        {
            return entry.AsOutcome();
        }

        var production = (await productions.FindAsync(run.VideoId, cancellationToken))!;
        var storyboard = (await revisions.FindStoryboardAsync(production.Video, cancellationToken))!.Content;
        using var folder = work.Create();
        var film = folder.File("film.mp4");
        await using var progress = new RunProgress((value, token) => phases.ReportProgressAsync(run, value, token), cancellationToken);
        try
        {
            var files = await FetchClipsAsync(run.VideoId, folder, progress.Work);
            await renderer.AssembleAsync(storyboard, files, Settings(production.Video), film, progress, progress.Work);
        }
        catch (OperationCanceledException) when (progress.RunIsOver)
        {
            return StepOutcome.Stopped;
        }
        catch (Exception e) when (e is FfmpegException or MediaSetupException)
        {
            return StepOutcome.Failed(new("assembly_failed", "The scenes could not be joined; they are all kept.", Detail: e.Message));
        }

        var result = await DescribeAsync(AssetKeys.Film(run), film, cancellationToken);
        await assets.PutFileAsync(result.AssetKey, film, "video/mp4", cancellationToken);
        return await phases.KeepResultAsync(run, result, cancellationToken) ? StepOutcome.Done : StepOutcome.Stopped;
    }

    static FilmSettings Settings(Video video) => new(video.Options.FrameSize, video.Options.Captions, SoundTrack.Of(video.Id));

    async Task<IReadOnlyList<string>> FetchClipsAsync(Guid videoId, WorkFolder folder, CancellationToken cancellationToken)
    {
        var digests = (await scenes.ListAsync(videoId, cancellationToken)).Select(scene => scene.ClipDigest!).ToList();
        var found = await clips.FindManyAsync(digests, cancellationToken);
        var files = new List<string>();
        foreach (var digest in digests)
        {
            files.Add(await folder.FetchAsync(assets, found[digest].AssetKey, cancellationToken));
        }

        return files;
    }

    async Task<VideoResult> DescribeAsync(string assetKey, string film, CancellationToken cancellationToken)
    {
        var info = await probe.ProbeAsync(film, cancellationToken);
        await using var content = File.OpenRead(film);
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        return new VideoResult(assetKey, info.DurationSeconds, info.SizeBytes, info.Width, info.Height, info.Codec, info.AudioCodec ?? "", info.FrameRate, sha256);
    }
}
