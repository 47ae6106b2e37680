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
    public const string ProviderName = "local";

    public string Name => ProviderName;

    public ProviderContract Contract { get; } = new()
    {
        SubmitIsRepeatable = true,
        CanFindLostJobs = false,
        CanCancel = false,
        SendsWebhooks = false,
        // The encoder keeps two cores busy by itself; a second scene fills its gaps.
        MaxConcurrent = 2,
        PollEvery = TimeSpan.FromSeconds(1),
        PollAtMostEvery = TimeSpan.FromSeconds(1),
        QueuedAtMost = TimeSpan.FromHours(1),
        RunsAtMost = TimeSpan.FromHours(1),
    };

    public IReadOnlyList<ProviderModel> Models { get; } =
    [
        new()
        {
            // Changes when the same brief would be drawn differently, so that old clips are not taken for new ones.
            Id = "animatic-1",
            ImageInput = ImageInput.Required,
            Durations = [],
            AspectRatios = Enum.GetValues<AspectRatio>(),
            Resolutions = Enum.GetValues<Resolution>(),
            Prices = [new(PriceUnit.Second, 0)],
        },
    ];

    public Task<SubmitAnswer> SubmitAsync(RenderJob job, CancellationToken cancellationToken)
        => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted(job.Token));

    public Task<FindAnswer> FindAsync(RenderJob job, CancellationToken cancellationToken)
        => Task.FromResult<FindAnswer>(new FindAnswer.Absent());

    public Task<JobAnswer> GetAsync(RenderJob job, CancellationToken cancellationToken)
        => Task.FromResult<JobAnswer>(new JobAnswer.Ready());

    public async Task<CollectAnswer> CollectAsync(
        RenderJob job, string clipKey, IProgress<double> progress, CancellationToken cancellationToken)
    {
        using var folder = work.Create();
        try
        {
            var still = await folder.FetchAsync(assets, await stills.EnsureAsync(job.Brief.Still, cancellationToken), cancellationToken);
            var clip = folder.File("clip.mp4");
            await renderer.RenderSceneClipAsync(job.Brief, still, clip, progress, cancellationToken);
            await assets.PutFileAsync(clipKey, clip, "video/mp4", cancellationToken);
            return new CollectAnswer.Collected(job.Brief.ClipSeconds, 0);
        }
        catch (Exception e) when (e is FfmpegException or MediaSetupException)
        {
            return new CollectAnswer.Unusable(new ProviderFailure(ProviderFault.GenerationFailed, e.Message));
        }
    }

    public Task<bool> CancelAsync(RenderJob job, CancellationToken cancellationToken) => Task.FromResult(false);
}
