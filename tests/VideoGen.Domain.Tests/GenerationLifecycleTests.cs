using static VideoGen.Domain.VideoStatus;

namespace VideoGen.Domain.Tests;

public sealed class GenerationLifecycleTests
{
    // Written out by hand, so that a slip in the table cannot hide behind the same slip in its test.
    static readonly Dictionary<VideoStatus, VideoStatus[]> MovesFrom = new()
    {
        [Pending] = [ScriptGenerating, Failed, Cancelled],
        [ScriptGenerating] = [ScriptReady, Failed, Cancelled],
        [ScriptReady] = [StoryboardCreating, Failed, Cancelled],
        [StoryboardCreating] = [StoryboardReady, Failed, Cancelled],
        [StoryboardReady] = [VideoRendering, Failed, Cancelled],
        [VideoRendering] = [PostProcessing, Failed, Cancelled],
        [PostProcessing] = [Completed, Failed, Cancelled],
        [Completed] = [],
        [Failed] = [],
        [Cancelled] = [],
    };

    public static TheoryData<VideoStatus> All() => [.. Enum.GetValues<VideoStatus>()];

    [Theory]
    [MemberData(nameof(All))]
    public void MayBecome_EveryStatus_IsWhatTheTableSays(VideoStatus to)
        => GenerationLifecycle.MayBecome(to).Should().BeEquivalentTo(MovesFrom.Where(moves => moves.Value.Contains(to)).Select(moves => moves.Key));

    [Fact]
    public void MayBeRetried_IsWhatARunDoesNotLeave() => GenerationLifecycle.MayBeRetried.Should().BeEquivalentTo([Failed, Completed]);

    [Theory]
    [InlineData(Pending, true)]
    [InlineData(StoryboardReady, true)]
    [InlineData(PostProcessing, true)]
    [InlineData(Completed, false)]
    [InlineData(Cancelled, false)]
    [InlineData(Failed, false)]
    public void IsActive_Status_SaysWhetherMoreWillComeByItself(VideoStatus status, bool isActive)
        => GenerationLifecycle.IsActive(status).Should().Be(isActive);
}
