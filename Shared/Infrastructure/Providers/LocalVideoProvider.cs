using VideoGen.Domain;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Media;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Infrastructure.Providers;

/// <summary>
/// Renders a moving animatic of the scene's still on this machine; it needs no key and costs nothing. There is no job to lose:
/// submitting only says yes, and the frames are drawn when the clip is collected, as often as need be.
/// </summary>
public sealed class LocalVideoProvider(IAssetStore assets, StillLibrary stills, FilmRenderer renderer, WorkFolders work) : IVideoProvider
{
    public string Name => "local";

    /// <summary>Changes when the same brief would be drawn differently, so that old clips are not taken for new ones.</summary>
    public string Model => "animatic-1";

    public decimal UsdPerSecond => 0;

    /// <summary>The encoder keeps two cores busy by itself; a second scene fills its gaps.</summary>
    public int Parallel => 2;

    public bool SubmitIsRepeatable => true;

    public Task<SubmitAnswer> SubmitAsync(RenderJob job, CancellationToken cancellationToken)
        => Task.FromResult(new SubmitAnswer(job.Token, null));

    public Task<JobAnswer> GetAsync(RenderJob job, CancellationToken cancellationToken) => Task.FromResult(JobAnswer.Ready);

    public async Task<GenerationFailure?> CollectAsync(RenderJob job, string clipKey, IProgress<double> progress, CancellationToken cancellationToken)
    {
        using var folder = work.Create();
        try
        {
            var still = await folder.FetchAsync(assets, await stills.EnsureAsync(job.Brief.Still, cancellationToken), cancellationToken);
            var clip = folder.File("clip.mp4");
            await renderer.RenderSceneClipAsync(job.Brief, still, clip, progress, cancellationToken);
            await assets.PutFileAsync(clipKey, clip, "video/mp4", cancellationToken);
            return null;
        }
        catch (Exception e) when (e is FfmpegException or MediaSetupException)
        {
            return new GenerationFailure("render_failed", "The scene could not be rendered. Retry renders this scene again; finished scenes are kept.", job.Scene, e.Message);
        }
    }
}
