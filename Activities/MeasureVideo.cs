using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.References;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Activities;

/// <summary>
/// Measures on a local copy, which ffmpeg may read back and forth; one at a time, so that no more than one video of up to 4 GB lies on
/// the disk. Who comes in between is told to come again, and holds up nothing else.
/// </summary>
public sealed class MeasureVideo(
    MeasuredReferences references, ReferenceMeasurer measurer, KeyFrames keyFrames, IAssetStore assets, WorkFolders work) : IDisposable
{
    readonly SemaphoreSlim _oneAtATime = new(1);

    [Function(nameof(Steps.MeasureVideo))]
    public async Task<MeasureTurn> RunAsync([ActivityTrigger] Guid referenceId, CancellationToken cancellationToken)
    {
        if (!await _oneAtATime.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return MeasureTurn.Busy;
        }

        try
        {
            return MeasureTurn.Over(await MeasureAsync(referenceId, cancellationToken));
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    async Task<StepOutcome> MeasureAsync(Guid referenceId, CancellationToken cancellationToken)
    {
        if (await references.FindVideoAsync(referenceId, cancellationToken) is not { } video)
        {
            return StepOutcome.Stopped;
        }

        using var folder = work.Create();
        await using var progress = new RunProgress((value, token) => references.ReportProgressAsync(referenceId, value, token), cancellationToken);
        using var steady = new SteadyProgress(progress);
        try
        {
            var file = await folder.FetchAsync(assets, video, progress.Work);
            var result = await measurer.MeasureAsync(file, steady, progress.Work);
            if (result.Measurement is not { } measured)
            {
                return StepOutcome.Failed(result.Failure!);
            }

            measured = await keyFrames.KeepAsync(referenceId, file, measured, folder, progress.Work);
            if (await references.KeepMeasurementAsync(referenceId, measured, cancellationToken))
            {
                return StepOutcome.Done;
            }
        }
        catch (OperationCanceledException) when (progress.RunIsOver)
        {
            // Deleted meanwhile.
        }

        await references.DiscardFilesAsync(KeyFrames.Prefix(referenceId), cancellationToken);
        return StepOutcome.Stopped;
    }
}
