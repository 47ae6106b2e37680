using System.Globalization;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Media;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Infrastructure.Providers;

/// <summary>
/// Brings a finished clip home: first what was paid for, as it is, into the asset store; then a copy in the film's format. Repeated, it
/// goes on with what is there.
/// </summary>
internal sealed class ClipImport(ClipDownload download, IAssetStore assets, WorkFolders work, MediaProbe probe, ClipConformer conformer)
{
    /// <summary>Of a scene that a clip has to cover; its last picture stands for the rest.</summary>
    const double ShortestShare = 0.8;

    /// <param name="speaks">Whether the clip's sound is kept; its length follows from what is said then.</param>
    /// <param name="read">Asks the provider, for a link that has not expired.</param>
    public async Task<CollectAnswer> ImportAsync(
        RenderJob job, string clipKey, bool speaks, DownloadRules rules, Func<CancellationToken, Task<JobReading>> read,
        IProgress<double> progress, CancellationToken cancellationToken)
    {
        var sourceKey = AssetKeys.ClipSource(job.ClipDigest);
        if (await assets.HeadAsync(sourceKey, cancellationToken) is null
            && await FetchAsync(sourceKey, rules, read, progress, cancellationToken) is { } problem)
        {
            return problem;
        }

        using var folder = work.Create();
        var source = await folder.FetchAsync(assets, sourceKey, cancellationToken);
        MediaInfo info;
        try
        {
            info = await probe.ProbeAsync(source, cancellationToken);
            Check(info, speaks ? 0 : job.Brief.SceneSeconds * ShortestShare);
            var clip = folder.File("clip.mp4");
            await conformer.ConformAsync(
                source, info, job.Brief.Still.Size, job.Brief.ClipSeconds, speaks ? job.Brief.SceneSeconds : null, clip, cancellationToken);
            await assets.PutFileAsync(clipKey, clip, "video/mp4", cancellationToken);
        }
        catch (FfmpegException e)
        {
            // The next try must not find it.
            await assets.DeleteManyAsync([sourceKey], cancellationToken);
            return new CollectAnswer.Damaged(new(ProviderFault.GenerationFailed, $"The clip cannot be used: {e.Message}"));
        }
        catch (MediaSetupException e)
        {
            return new CollectAnswer.NotSure(new(ProviderFault.Unavailable, e.Message));
        }

        progress.Report(1);
        return new CollectAnswer.Collected(info.DurationSeconds, null);
    }

    /// <returns><see langword="null"/> when the source is stored.</returns>
    async Task<CollectAnswer?> FetchAsync(
        string sourceKey, DownloadRules rules, Func<CancellationToken, Task<JobReading>> read, IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        DownloadAnswer? came = null;
        // Twice, as a link may have expired since the job was read.
        for (var look = 0; look < 2 && came is not (DownloadAnswer.Stored or DownloadAnswer.Failed); look++)
        {
            var reading = await read(cancellationToken);
            if (reading is not { Answer: JobAnswer.Ready, ClipLink: { } link })
            {
                return WithoutLink(reading.Answer);
            }

            came = await download.StoreAsync(link, rules, sourceKey, progress, cancellationToken);
        }

        return came switch
        {
            DownloadAnswer.Stored => null,
            DownloadAnswer.NoClip noClip => new CollectAnswer.Damaged(new(ProviderFault.GenerationFailed, noClip.Reason)),
            DownloadAnswer.Expired expired => NotSure(expired.Reason),
            _ => NotSure(((DownloadAnswer.Failed)came!).Reason),
        };
    }

    static CollectAnswer WithoutLink(JobAnswer answer) => answer switch
    {
        JobAnswer.Ready => new CollectAnswer.Unusable(new(ProviderFault.GenerationFailed, "The job is finished and has no clip.")),
        // Read again, which also tells what it cost.
        JobAnswer.Failed => NotSure("The job has failed after all."),
        JobAnswer.NotSure notSure => new CollectAnswer.NotSure(notSure.Failure),
        JobAnswer.Missing => NotSure("The provider does not know the job now."),
        _ => NotSure("The job is not finished after all."),
    };

    static CollectAnswer NotSure(string reason) => new CollectAnswer.NotSure(new(ProviderFault.Unavailable, reason));

    /// <exception cref="FfmpegException">It is not as long as it has to be.</exception>
    static void Check(MediaInfo info, double shortest)
    {
        if (info.DurationSeconds <= 0 || info.DurationSeconds < shortest)
        {
            throw new FfmpegException("ffprobe", 0, string.Create(CultureInfo.InvariantCulture,
                $"it lasts {info.DurationSeconds:0.0} s, and the scene needs {shortest:0.0} s"));
        }
    }
}
