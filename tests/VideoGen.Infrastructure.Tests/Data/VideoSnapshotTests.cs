using System.Diagnostics;
using Dapper;
using Npgsql;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Infrastructure.Tests.Data;

public sealed class VideoSnapshotTests(DataFixture data) : IClassFixture<DataFixture>
{
    static readonly ReferenceAnalysis Reference = new(
        "Thirty seconds", 30, HookStyle.Story, 3, new("soft", "calm", []),
        [new(SegmentRole.Hook, 0, 30, "A lamp is lit.", ShotSize.Medium, CameraMovement.Static, Transition.Cut)]);

    ProductionLoader Productions => new(data.Get<NpgsqlDataSource>());

    [Fact]
    public async Task Load_CatalogWasEditedSince_IsAsAtTheCreation()
    {
        var (brandId, productId, referenceId) = await CatalogAsync();
        var video = await AddAsync(brandId, productId, referenceId);
        var before = (await Productions.FindAsync(video!.Value, CancellationToken.None))!;

        await ExecuteAsync("""
            update brands set content = content || '{"name": "Other", "colors": {"primary": "#000000", "secondary": "#000000", "accent": "#000000"}}' where id = @brandId;
            update products set content = content || '{"name": "Other", "facts": []}' where id = @productId;
            update reference_analyses set content = content || '{"segments": [], "average_shot_seconds": 9}' where id = @referenceId;
            """, new { brandId, productId, referenceId });

        var after = (await Productions.FindAsync(video.Value, CancellationToken.None))!;
        after.WritingBrief.Should().BeEquivalentTo(before.WritingBrief, "every word is written from it");
        after.SceneBriefs(DataFixture.Storyboard).Select(brief => brief.ClipDigest("local", "animatic"))
            .Should().Equal(before.SceneBriefs(DataFixture.Storyboard).Select(brief => brief.ClipDigest("local", "animatic")), "what is rendered, and its price, hang on it");
        (after.Brand.Name, after.Product.Facts.Count, after.Reference!.AverageShotSeconds).Should().Be(("Fern", 1, 3));
    }

    [Fact]
    public async Task Load_RowIsOfTheVersionBefore_TakesTheRecord()
    {
        var (brandId, productId, referenceId) = await CatalogAsync();
        var video = await AddAsync(brandId, productId, referenceId);
        await ExecuteAsync("update videos set brand = null, product = null, reference = null where id = @video", new { video });

        var production = (await Productions.FindAsync(video!.Value, CancellationToken.None))!;

        (production.Brand.Name, production.Product.Name, production.Reference!.Title).Should().Be(("Fern", "Drift", "Thirty seconds"));
    }

    [Fact]
    public async Task FindWhole_StoryboardWasRewritten_IsTheCurrentOneByOneQuestion()
    {
        var run = await data.VideoAsync(VideoStatus.StoryboardReady, review: ReviewPoint.Storyboard);
        var other = DataFixture.Storyboard with { Scenes = [DataFixture.Storyboard.Scenes[0] with { Narration = "Another." }, DataFixture.Storyboard.Scenes[1]] };
        await data.Get<VideoDecisions>().EditStoryboardAsync(await data.ReadAsync(run), other, 2, "user", CancellationToken.None);
        await data.Get<AnimaticRepository>().AskAsync(run.VideoId, 2, CancellationToken.None);

        var (whole, questions) = await CountAsync(() => Productions.FindWholeAsync(run.VideoId, CancellationToken.None));

        questions.Should().Be(1);
        whole!.Script!.Number.Should().Be(1);
        (whole.Storyboard!.Number, whole.Storyboard.Content.Scenes[0].Narration).Should().Be((3, "Another."));
        whole.Animatic!.Revision.Should().Be(2, "there is none of the current one yet");
        whole.Production.Product.Name.Should().Be("Lamp");
        (await Productions.FindWholeAsync(Guid.NewGuid(), CancellationToken.None)).Should().BeNull();
    }

    [Fact]
    public async Task FindWhole_ScriptIsRewrittenMeanwhile_IsAllFromBefore()
    {
        var run = await data.VideoAsync(VideoStatus.ScriptReady, review: ReviewPoint.Script);
        await using var writer = await data.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await using var rewrite = await writer.BeginTransactionAsync();
        await writer.ExecuteAsync("lock table video_revisions");
        var reading = Productions.FindWholeAsync(run.VideoId, CancellationToken.None);
        while (!await data.QueryAsync<bool>("select exists (select from pg_locks where not granted and relation = 'video_revisions'::regclass)", new { }))
        {
            reading.IsCompleted.Should().BeFalse("it has the video, and waits for the script");
        }

        await writer.ExecuteAsync("""
            insert into video_revisions select (jsonb_populate_record(r, '{"revision": 2}')).* from video_revisions r where video_id = @VideoId;
            update videos set script_revision = 2 where id = @VideoId
            """, new { run.VideoId });
        await rewrite.CommitAsync();

        var whole = await reading;
        (whole!.Production.Video.ScriptRevision, whole.Script!.Number).Should().Be((1, 1));
        (await Productions.FindWholeAsync(run.VideoId, CancellationToken.None))!.Script!.Number.Should().Be(2);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Add_SomethingIsGone_WritesNothing(bool otherProduct, bool otherReference)
    {
        var (brandId, productId, _) = await CatalogAsync();

        (await AddAsync(brandId, otherProduct ? data.ProductId : productId, otherReference ? Guid.NewGuid() : null)).Should().BeNull();

        (await data.QueryAsync<int>("select count(*)::int from videos where brand_id = @brandId", new { brandId })).Should().Be(0);
    }

    async Task<(Guid BrandId, Guid ProductId, Guid ReferenceId)> CatalogAsync()
    {
        var catalog = data.Get<CatalogRepository>();
        var brand = await catalog.AddBrandAsync(
            Guid.CreateVersion7(), Workspaces.Default, new("Fern", "", "calm", "", new("#24433a", "#f5f1e8", "#e8b04a"), ["quiet"], [], []), CancellationToken.None);
        var product = await catalog.AddProductAsync(Guid.CreateVersion7(), new(brand.Id, "Drift", "", ["Quiet"], "Breathe"), CancellationToken.None);
        var reference = await catalog.AddReferenceAsync(Guid.CreateVersion7(), Workspaces.Default, Reference, CancellationToken.None);
        return (brand.Id, product!.Id, reference.Id);
    }

    Task<Guid?> AddAsync(Guid brandId, Guid productId, Guid? referenceId) => data.Get<VideoRepository>().AddAsync(
        new(brandId, productId, referenceId, new(Language.English, AspectRatio.Landscape, 10, Resolution.P720, [], ["local"], true), 0), CancellationToken.None);

    /// <summary>How often the database was asked.</summary>
    static async Task<(T Result, int Questions)> CountAsync<T>(Func<Task<T>> work)
    {
        using var source = new ActivitySource(nameof(VideoSnapshotTests));
        var asked = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = one => one.Name == "Npgsql" || one == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        using var mine = source.StartActivity()!;
        listener.ActivityStarted = activity => _ = activity.ParentSpanId == mine.SpanId ? Interlocked.Increment(ref asked) : 0;
        return (await work(), asked);
    }

    async Task ExecuteAsync(string sql, object? values = null)
    {
        await using var connection = await data.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await connection.ExecuteAsync(sql, values);
    }
}
