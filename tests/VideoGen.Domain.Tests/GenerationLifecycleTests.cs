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
        [Failed] = [Pending, ScriptGenerating, ScriptReady, StoryboardCreating, StoryboardReady, VideoRendering, PostProcessing],
        [Cancelled] = [],
    };

    public static TheoryData<VideoStatus, VideoStatus> AllPairs()
    {
        var pairs = new TheoryData<VideoStatus, VideoStatus>();
        foreach (var from in Enum.GetValues<VideoStatus>())
        {
            foreach (var to in Enum.GetValues<VideoStatus>())
            {
                pairs.Add(from, to);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(AllPairs))]
    public void CanMove_EveryPair_IsAllowedAsTheTableSays(VideoStatus from, VideoStatus to)
        => GenerationLifecycle.CanMove(from, to).Should().Be(MovesFrom[from].Contains(to));

    [Fact]
    public void MayBecome_VideoRendering_IsTheStepBeforeAndTheRetry()
        => GenerationLifecycle.MayBecome(VideoRendering).Should().BeEquivalentTo([StoryboardReady, Failed]);

    [Fact]
    public void MayBecome_Completed_IsPostProcessingOnly()
        => GenerationLifecycle.MayBecome(Completed).Should().Equal(PostProcessing);

    [Fact]
    public void MayBecome_Cancelled_IsEverythingThatRunsOrWaits()
        => GenerationLifecycle.MayBecome(Cancelled).Should().BeEquivalentTo(
            [Pending, ScriptGenerating, ScriptReady, StoryboardCreating, StoryboardReady, VideoRendering, PostProcessing]);

    [Theory]
    [InlineData(Pending, false, true)]
    [InlineData(StoryboardReady, false, true)]
    [InlineData(PostProcessing, false, true)]
    [InlineData(Completed, true, false)]
    [InlineData(Cancelled, true, false)]
    [InlineData(Failed, false, false)]
    public void IsFinalAndIsActive_Status_SaysWhetherMoreWillCome(VideoStatus status, bool isFinal, bool isActive)
    {
        GenerationLifecycle.IsFinal(status).Should().Be(isFinal);
        GenerationLifecycle.IsActive(status).Should().Be(isActive);
    }
}
