using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Tests.Data;

public sealed class VideoDecisionsTests(DataFixture data) : IClassFixture<DataFixture>
{
    VideoDecisions Decisions => data.Get<VideoDecisions>();

    ReviewDecisions Reviews => data.Get<ReviewDecisions>();

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
    public async Task Decide_WhileARewriteIsUnderWay_IsRefusedUntilItHasEnded()
    {
        var run = await InReviewAsync();
        var revision = (await data.ReadAsync(run)).StoryboardRevision!.Value;
        (await AskAsync(run, revision)).Should().Be(DecisionResult.Done);
        var asked = (await data.ReadAsync(run)).Revising!;

        var refused = new[] { await AskAsync(run, revision), await EditAsync(run, revision), await ApproveAsync(run, revision) };
        var kept = await Reviews.KeepRewrittenAsync(run, asked, DataFixture.Storyboard, CancellationToken.None);
        var again = await Reviews.KeepRewrittenAsync(run, asked, DataFixture.Storyboard, CancellationToken.None);

        refused.Should().OnlyContain(result => result == DecisionResult.Revising);
        (kept, again).Should().Be((true, false), "an ask is answered once");
        (await ApproveAsync(run, revision + 1)).Should().Be(DecisionResult.Done);
    }

    [Fact]
    public async Task Rewrite_OfACancelledVideo_WritesNothing()
    {
        var run = await InReviewAsync();
        var revision = (await data.ReadAsync(run)).StoryboardRevision!.Value;
        await AskAsync(run, revision);
        var asked = (await data.ReadAsync(run)).Revising!;
        await Decisions.CancelAsync(run.VideoId, CancellationToken.None);

        (await Reviews.KeepRewrittenAsync(run, asked, DataFixture.Storyboard, CancellationToken.None)).Should().BeFalse();
        (await data.ReadAsync(run)).StoryboardRevision.Should().Be(revision);
    }

    [Fact]
    public async Task Deadline_Passed_EndsTheReviewOnceAndForAll()
    {
        var run = await InReviewAsync();
        var revision = (await data.ReadAsync(run)).StoryboardRevision!.Value;
        var early = await Reviews.ExpireAsync(run, CancellationToken.None);
        await data.QueryAsync<int>("update videos set review_deadline = clock_timestamp() where id = @VideoId returning 1", run);

        var late = new[] { await AskAsync(run, revision), await EditAsync(run, revision), await ApproveAsync(run, revision) };
        var expired = await Reviews.ExpireAsync(run, CancellationToken.None);

        late.Should().OnlyContain(result => result == DecisionResult.Expired, "the deadline holds before anybody has looked");
        (early, expired).Should().Be((false, true));
        var video = await data.ReadAsync(run);
        (video.Status, video.Failure!.Code).Should().Be((VideoStatus.Cancelled, "review_expired"));
    }

    [Fact]
    public async Task Edit_InAReview_LeavesItsDeadline()
    {
        var run = await InReviewAsync();
        var before = (await data.ReadAsync(run)).ReviewDeadline;

        await EditAsync(run, expected: null);

        (await data.ReadAsync(run)).ReviewDeadline.Should().Be(before).And.BeCloseTo(DateTime.UtcNow.AddHours(168), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Revision_ReadBack_HasTheDigestOfItsContent()
    {
        var run = await InReviewAsync();

        var revision = (await data.Get<RevisionRepository>().FindStoryboardAsync(await data.ReadAsync(run), CancellationToken.None))!;

        revision.Digest.Should().Be(Digest.Of(DataFixture.Storyboard)).And.Be(Digest.Of(revision.Content));
    }

    Task<DecisionResult> AskAsync(RunKey run, int revision) => Reviews.AskReviseAsync(
        run.VideoId, ReviewPoint.Storyboard, revision, new("Closer", [1]), "user", CancellationToken.None);

    Task<RunKey> InReviewAsync() => data.VideoAsync(VideoStatus.StoryboardReady, 0, ReviewPoint.Storyboard);

    Task<DecisionResult> ApproveAsync(RunKey run, int revision)
        => Decisions.ApproveAsync(run.VideoId, ReviewPoint.Storyboard, revision, 2.50m, apiKeyId: null, CancellationToken.None);

    async Task<DecisionResult> EditAsync(RunKey run, int? expected)
        => await Decisions.EditStoryboardAsync(await data.ReadAsync(run), DataFixture.Storyboard, expected, "user", CancellationToken.None);
}
