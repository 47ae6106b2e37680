using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Tests.Data;

public sealed class VideoDecisionsTests(DataFixture data) : IClassFixture<DataFixture>
{
    VideoDecisions Decisions => data.Get<VideoDecisions>();

    [Fact]
    public async Task Approve_ByMany_IsDoneOnce()
    {
        var run = await InReviewAsync();
        var revision = (await data.ReadAsync(run)).StoryboardRevision!.Value;

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ApproveAsync(run, revision)));

        results.Count(result => result == DecisionResult.Done).Should().Be(1);
        results.Count(result => result == DecisionResult.WrongState).Should().Be(9);
        (await data.ReadAsync(run)).MaxCostUsd.Should().Be(2.50m);
    }

    [Fact]
    public async Task Approve_RevisionMoved_ApprovesNothing()
    {
        var run = await InReviewAsync();
        var stale = (await data.ReadAsync(run)).StoryboardRevision!.Value;
        await EditAsync(run, expected: stale);

        (await ApproveAsync(run, stale)).Should().Be(DecisionResult.RevisionMoved);
        (await data.ReadAsync(run)).AwaitedReview.Should().Be(ReviewPoint.Storyboard);
    }

    [Fact]
    public async Task Edit_OfARevisionThatMoved_LosesNobodysWork()
    {
        var run = await InReviewAsync();
        var seen = (await data.ReadAsync(run)).StoryboardRevision!.Value;

        var results = await Task.WhenAll(EditAsync(run, seen), EditAsync(run, seen));

        results.Should().BeEquivalentTo([DecisionResult.Done, DecisionResult.RevisionMoved]);
    }

    [Fact]
    public async Task Edit_AfterApproval_IsRefused()
    {
        var run = await InReviewAsync();
        await ApproveAsync(run, (await data.ReadAsync(run)).StoryboardRevision!.Value);

        (await EditAsync(run, expected: null)).Should().Be(DecisionResult.WrongState);
    }

    [Fact]
    public async Task Revision_ReadBack_HasTheDigestOfItsContent()
    {
        var run = await InReviewAsync();

        var revision = (await data.Get<RevisionRepository>().FindStoryboardAsync(await data.ReadAsync(run), CancellationToken.None))!;

        revision.Digest.Should().Be(Digest.Of(DataFixture.Storyboard)).And.Be(Digest.Of(revision.Content));
    }

    Task<RunKey> InReviewAsync() => data.VideoAsync(VideoStatus.StoryboardReady, 0, ReviewPoint.Storyboard);

    Task<DecisionResult> ApproveAsync(RunKey run, int revision)
        => Decisions.ApproveAsync(run.VideoId, ReviewPoint.Storyboard, revision, 2.50m, apiKeyId: null, CancellationToken.None);

    async Task<DecisionResult> EditAsync(RunKey run, int? expected)
        => await Decisions.EditStoryboardAsync(await data.ReadAsync(run), DataFixture.Storyboard, expected, "user", CancellationToken.None);
}
