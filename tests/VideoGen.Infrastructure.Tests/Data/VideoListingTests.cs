using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Tests.Data;

public sealed class VideoListingTests(DataFixture data) : IClassFixture<DataFixture>
{
    static readonly Guid Workspace = new("00000000-0000-0000-0000-000000000001");

    VideoListing Listing => data.Get<VideoListing>();

    [Theory]
    [InlineData(VideoSort.Newest)]
    [InlineData(VideoSort.Oldest)]
    [InlineData(VideoSort.Dearest)]
    [InlineData(VideoSort.Title)]
    public async Task Pages_WhileVideosAreAdded_ShowEachOfTheOthersOnce(VideoSort sort)
    {
        var brand = await BrandAsync();
        var before = await VideosAsync(brand, 5);
        var filter = new VideoFilter(Workspace) { BrandId = brand, Sort = sort };

        var seen = new List<Video>();
        for (VideoPlace? after = null; seen.Count == 0 || after is not null;)
        {
            var page = await ReadAsync(filter, after, take: 2);
            seen.AddRange(page);
            after = page.Count == 2 ? VideoPlace.Of(page[^1], sort) : null;
            await VideosAsync(brand, 1);
        }

        seen.Select(video => video.Id).Should().OnlyHaveUniqueItems().And.Contain(before);
        var keys = seen.Select(video => VideoPlace.Of(video, sort).Key).Cast<IComparable>().ToList();
        _ = sort is VideoSort.Newest or VideoSort.Dearest ? keys.Should().BeInDescendingOrder() : keys.Should().BeInAscendingOrder();
    }

    [Theory]
    [InlineData("바람이 분다", "바람")]
    [InlineData("바람이 분다", "바")]
    [InlineData("바람이 분다", "부")]
    [InlineData("아침수분크림", "수분")]
    [InlineData("A Quiet Room", "quiet ROOM")]
    [InlineData("A Quiet Room", "qu")]
    [InlineData("100% cotton_mix", "00%")]
    [InlineData("100% cotton_mix", "n_m")]
    [InlineData("Ｆｕｌｌｗｉｄｔｈ", "fullwidth")]
    public async Task Search_WhatIsSaidSomewhere_IsFound(string said, string asked)
    {
        var brand = await BrandAsync();
        var inTitle = await SaidAsync(brand, title: said);
        var inScript = await SaidAsync(brand, narration: said);
        await SaidAsync(brand);

        var found = await ReadAsync(new VideoFilter(Workspace) { BrandId = brand, Words = asked.Split(' ') });

        found.Select(video => video.Id).Should().BeEquivalentTo([inTitle, inScript]);
    }

    [Theory]
    [InlineData("1000 cottonXmix", "00%")]
    [InlineData("1000 cottonXmix", "n_m")]
    [InlineData("바다가 보인다", "바람")]
    [InlineData("A quiet room", "quiet garden")]
    public async Task Search_WhatIsNotSaid_IsNotFound(string said, string asked)
    {
        var brand = await BrandAsync();
        await SaidAsync(brand, narration: said);

        (await ReadAsync(new VideoFilter(Workspace) { BrandId = brand, Words = asked.Split(' ') })).Should().BeEmpty();
    }

    [Fact]
    public async Task Search_AfterAnEdit_FindsTheNewWordsOnly()
    {
        var run = await data.VideoAsync(VideoStatus.ScriptReady, 0, ReviewPoint.Script);
        var script = new Script("Renamed", [new(1, SegmentRole.Hook, 10, "zebrafinch", "")]);
        await data.Get<VideoDecisions>().EditScriptAsync(await data.ReadAsync(run), script, null, "me", CancellationToken.None);

        (await SearchAsync("zebrafinch")).Should().Equal(run.VideoId);
        (await SearchAsync("zebrafinch", "One.")).Should().BeEmpty("the words before the edit are gone");
        (await SearchAsync("Renamed", "Hanbit", "Lamp", "zebra")).Should().Equal([run.VideoId], "title, brand, product and script are searched together");
    }

    [Fact]
    public async Task Search_MoreThanAreLookedThroughFirst_IsFoundByTheIndex()
    {
        var brand = await BrandAsync();
        var oldest = await SaidAsync(brand, title: "needlework");
        await MultiplyAsync(oldest, 6100, brand);

        (await ReadAsync(new VideoFilter(Workspace) { BrandId = brand, Words = ["needlework"] })).Select(video => video.Id).Should().Equal(oldest);
        (await SearchAsync("lamp", "needlework")).Should().Equal([oldest], "what all say is looked for beside what few say");
        (await SearchAsync("needlework", "nowhere")).Should().BeEmpty();
    }

    [Theory]
    [InlineData(2, VideoSort.Newest)]
    [InlineData(50, VideoSort.Newest)]
    [InlineData(50, VideoSort.Title)]
    [InlineData(1200, VideoSort.Oldest)]
    public async Task Search_HoweverManySayIt_PagesShowAllInTheirOrder(int oneIn, VideoSort sort)
    {
        var (speaker, word) = (await BrandAsync(), $"x{Guid.NewGuid():N}");
        await data.ExecuteAsync("update brands set name = @word where id = @speaker", new { word, speaker });
        await MultiplyAsync(await SaidAsync(await BrandAsync()), 2500, speaker, oneIn);
        var filter = new VideoFilter(Workspace) { Words = [word[..20], word[15..]], Sort = sort };

        var seen = new List<Video>();
        for (VideoPlace? after = null; seen.Count == 0 || after is not null;)
        {
            var page = await ReadAsync(filter, after, take: 40);
            seen.AddRange(page);
            after = page.Count == 40 ? VideoPlace.Of(page[^1], sort) : null;
        }

        seen.Should().HaveCount(2500 / oneIn).And.OnlyContain(video => video.BrandId == speaker);
        seen.Select(video => video.Id).Should().OnlyHaveUniqueItems();
        _ = sort == VideoSort.Newest ? seen.Should().BeInDescendingOrder(video => video.CreatedAt)
            : sort == VideoSort.Oldest ? seen.Should().BeInAscendingOrder(video => video.CreatedAt)
            : seen.Should().BeInAscendingOrder(video => video.Title, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Filters_EachLeaveWhatTheySay()
    {
        var brand = await BrandAsync();
        var (waiting, other) = (await SaidAsync(brand), await SaidAsync(brand));
        await data.ExecuteAsync("""
            update videos set status = 'failed', options = jsonb_set(options, '{providers}', '["runway:gen4", "luma"]'), created_at = '2026-01-31T12:00:00Z' where id = @other
            """, new { other });

        async Task<IEnumerable<Guid>> OfAsync(Func<VideoFilter, VideoFilter> more)
            => (await ReadAsync(more(new VideoFilter(Workspace) { BrandId = brand }))).Select(video => video.Id);

        (await OfAsync(filter => filter with { Statuses = [VideoStatus.Failed, VideoStatus.Cancelled] })).Should().Equal(other);
        (await OfAsync(filter => filter with { Provider = "runway" })).Should().Equal(other);
        (await OfAsync(filter => filter with { Provider = "local" })).Should().Equal(waiting);
        (await OfAsync(filter => filter with { To = new(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc) })).Should().Equal(other);
        (await OfAsync(filter => filter with { From = new(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc) })).Should().Equal(waiting);
        (await OfAsync(filter => filter with { ProductId = Guid.NewGuid() })).Should().BeEmpty();
        (await OfAsync(filter => filter with { WorkspaceId = Guid.NewGuid() })).Should().BeEmpty();
    }

    async Task<Guid> BrandAsync()
    {
        var brand = new Brand($"Brand {Guid.NewGuid()}", "", "plain", "everybody", new("#112233", "#445566", "#778899"), [], [], []);
        return (await data.Get<CatalogRepository>().AddBrandAsync(Guid.CreateVersion7(), Workspaces.Default, brand, CancellationToken.None)).Id;
    }

    async Task<List<Guid>> VideosAsync(Guid brand, int count)
    {
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(await SaidAsync(brand, title: $"Title {Random.Shared.Next(3)}"));
            await data.ExecuteAsync("update videos set cost_usd = @cost where id = @id", new { id = ids[^1], cost = Random.Shared.Next(3) });
        }

        return ids;
    }

    /// <summary>Adds newer videos like one; every so manieth is of the given brand.</summary>
    Task MultiplyAsync(Guid video, int count, Guid brand, int oneIn = 1) => data.ExecuteAsync("""
        insert into videos (id, brand_id, product_id, options, created_at)
        select gen_random_uuid(), case when number % @oneIn = 0 then @brand else brand_id end, product_id, options,
               clock_timestamp() + number * interval '1 second'
          from videos, generate_series(1, @count) as number
         where id = @video
        """, new { video, count, brand, oneIn });

    async Task<Guid> SaidAsync(Guid brand, string title = "A lamp", string narration = "Light.")
    {
        var run = await data.VideoAsync(VideoStatus.ScriptGenerating);
        await data.ExecuteAsync("update videos set brand_id = @brand where id = @id", new { brand, id = run.VideoId });
        (await data.Get<RevisionRepository>().KeepScriptAsync(run, new(title, [new(1, SegmentRole.Hook, 10, narration, "")]), CancellationToken.None)).Should().BeTrue();
        return run.VideoId;
    }

    async Task<IEnumerable<Guid>> SearchAsync(params string[] words) => (await ReadAsync(new VideoFilter(Workspace) { Words = words })).Select(video => video.Id);

    Task<IReadOnlyList<Video>> ReadAsync(VideoFilter filter, VideoPlace? after = null, int take = 50) => Listing.ReadAsync(filter, after, take, CancellationToken.None);
}
