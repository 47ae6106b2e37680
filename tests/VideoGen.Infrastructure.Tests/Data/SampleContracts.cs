using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Tests.Data;

/// <summary>Contracts and attempts of an invented provider.</summary>
static class SampleContracts
{
    public static ProviderContract Generous { get; } = new()
    {
        SubmitIsRepeatable = false,
        CanFindLostJobs = false,
        CanCancel = false,
        SendsWebhooks = false,
        MaxConcurrent = 100,
        PollEvery = TimeSpan.FromSeconds(5),
        PollAtMostEvery = TimeSpan.FromSeconds(30),
        QueuedAtMost = TimeSpan.FromMinutes(10),
        RunsAtMost = TimeSpan.FromMinutes(10),
    };

    public static SceneBrief Brief { get; } = new(
        new(SegmentRole.Hook, "", "A lamp", ShotSize.Medium, CameraAngle.EyeLevel, "Hanbit", "Lamp", new("#112233", "#445566", "#778899"), Language.English, new(1280, 720)),
        "", CameraMovement.Static, 5);

    /// <summary>An attempt of a new video, recorded and reserved.</summary>
    public static async Task<RenderJob> JobAsync(this DataFixture data, string provider, decimal costUsd = 0.30m)
    {
        var run = await data.VideoAsync(VideoStatus.VideoRendering, maxCostUsd: 100);
        await data.Get<SceneRepository>().LayOutAsync(run.VideoId, 2, CancellationToken.None);
        var reservation = await data.Get<RenderJobRepository>().ReserveAsync(
            new(run, 1), new(provider, "m", $"{run.VideoId}", Brief, costUsd), CancellationToken.None);
        return await data.Get<RenderJobRepository>().GetAsync(reservation.JobId!.Value, CancellationToken.None);
    }

    public static Task<CallRight> AskAsync(this DataFixture data, RenderJob job, ProviderContract contract)
        => data.Get<CallGate>().TakeAsync(job, contract, CancellationToken.None);
}
