using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Tests.Data;

public sealed class VideoPhasesTests(DataFixture data) : IClassFixture<DataFixture>
{
    VideoPhases Phases => data.Get<VideoPhases>();

    [Fact]
    public async Task Enter_PhaseIsNext_Enters()
    {
        var run = await data.VideoAsync(VideoStatus.Pending);

        (await Phases.EnterAsync(run, VideoStatus.ScriptGenerating, CancellationToken.None)).Should().Be(PhaseEntry.Entered);
        (await Phases.EnterAsync(run, VideoStatus.ScriptGenerating, CancellationToken.None)).Should().Be(PhaseEntry.Entered, "a repeated activity goes on");
    }

    [Fact]
    public async Task Enter_PhaseLiesBehind_DoesNotMoveTheVideoBack()
    {
        var run = await data.VideoAsync(VideoStatus.StoryboardReady);

        (await Phases.EnterAsync(run, VideoStatus.ScriptGenerating, CancellationToken.None)).Should().Be(PhaseEntry.Behind);
        (await data.ReadAsync(run)).Status.Should().Be(VideoStatus.StoryboardReady);
    }

    [Fact]
    public async Task Enter_VideoIsCancelled_Stops()
    {
        var run = await data.VideoAsync(VideoStatus.StoryboardReady);
        await data.Get<VideoDecisions>().CancelAsync(run.VideoId, CancellationToken.None);

        (await Phases.EnterAsync(run, VideoStatus.VideoRendering, CancellationToken.None)).Should().Be(PhaseEntry.Stopped);
        (await data.ReadAsync(run)).Status.Should().Be(VideoStatus.Cancelled);
    }

    [Fact]
    public async Task LateWriterOfAnEarlierRun_ChangesNothing()
    {
        var late = await data.VideoAsync(VideoStatus.StoryboardCreating);
        await Phases.FailAsync(late, new("internal_error", "Boom"), CancellationToken.None);
        var retry = (await data.Get<VideoDecisions>().RetryAsync(late.VideoId, maxCostUsd: null, apiKeyId: null, CancellationToken.None))!;

        (await data.Get<RevisionRepository>().KeepStoryboardAsync(late, DataFixture.Storyboard, CancellationToken.None)).Should().BeFalse();
        (await Phases.FailAsync(late, new("internal_error", "Late"), CancellationToken.None)).Should().BeFalse();
        (await Phases.EnterAsync(late, VideoStatus.StoryboardCreating, CancellationToken.None)).Should().Be(PhaseEntry.Stopped);
        (await Phases.EnterAsync(retry, VideoStatus.StoryboardCreating, CancellationToken.None)).Should().Be(PhaseEntry.Entered, "a retry goes on where it failed");
        (await data.QueryAsync<long>("select count(*) from video_revisions where video_id = @VideoId and kind = 'storyboard'", late)).Should().Be(0);
    }

    [Fact]
    public async Task Fail_KeepsWhereItFailedAndWhy()
    {
        var run = await data.VideoAsync(VideoStatus.VideoRendering);

        var failure = new GenerationFailure("render_failed", "It broke.", 3, "ffmpeg said no") { Fallbacks = [new("gemini", FallbackCode.Throttled, "Too many.")] };

        await Phases.FailAsync(run, failure, CancellationToken.None);

        var video = await data.ReadAsync(run);
        video.Status.Should().Be(VideoStatus.Failed);
        video.Failure.Should().BeEquivalentTo(failure);
        (await data.QueryAsync<string>("select failed_in from videos where id = @VideoId", run)).Should().Be("video_rendering");
    }

    [Fact]
    public async Task ListNotStarted_SeesWhatWasStoredAndNeverBegun()
    {
        var forgotten = await data.VideoAsync(VideoStatus.Pending);
        var begun = await data.VideoAsync(VideoStatus.Pending);
        await Phases.BeginRunAsync(begun, CancellationToken.None);

        var runs = await data.Get<VideoRepository>().ListNotStartedAsync(TimeSpan.Zero, CancellationToken.None);

        runs.Should().Contain(forgotten).And.NotContain(begun);
    }
}
