using System.Net;
using System.Net.Http.Headers;
using System.Text;
using VideoGen.Infrastructure.Assets;

namespace VideoGen.Infrastructure.Tests.Assets;

/// <summary>What every store promises about links, seen from a browser.</summary>
public abstract class AssetLinkContract<THarness>(THarness harness) : IClassFixture<THarness>
    where THarness : StoreHarness
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    readonly string _folder = $"{Guid.NewGuid():N}/";

    IAssetStore Store => harness.Store;
    HttpClient Http => harness.Http;

    [Fact]
    public async Task CreateLink_Get_ServesTheAssetWithItsTypeForItsReaderAlone()
    {
        var key = await PutAsync(_folder + "a.png", "hello");

        using var response = await Http.GetAsync(Store.CreateLink(key, AssetLinkMethod.Get, Hour));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).Should().Be("hello");
        response.Content.Headers.ContentType!.MediaType.Should().Be("image/png");
        response.Content.Headers.ContentDisposition.Should().BeNull("a page shows it");
        response.Headers.CacheControl!.Private.Should().BeTrue();
        response.Content.Headers.LastModified.Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(SampleKeys.Odd), MemberType = typeof(SampleKeys))]
    public async Task CreateLink_OddButValidKey_ServesThatAsset(string name)
    {
        var key = await PutAsync(_folder + name, "hello");

        (await Http.GetStringAsync(Store.CreateLink(key, AssetLinkMethod.Get, Hour))).Should().Be("hello");
    }

    [Theory]
    [InlineData("bytes=0-4", "01234", "bytes 0-4/10")]
    [InlineData("bytes=3-5", "345", "bytes 3-5/10")]
    [InlineData("bytes=7-", "789", "bytes 7-9/10")]
    [InlineData("bytes=-2", "89", "bytes 8-9/10")]
    public async Task CreateLink_GetWithRange_ServesThePart(string range, string part, string contentRange)
    {
        var key = await PutAsync(_folder + "a.mp4", "0123456789");

        using var response = await GetAsync(key, headers => headers.Add("Range", range));

        response.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await response.Content.ReadAsStringAsync()).Should().Be(part);
        response.Content.Headers.ContentRange!.ToString().Should().Be(contentRange);
    }

    [Fact]
    public async Task CreateLink_GetWithRangeBehindTheEnd_Is416()
    {
        var key = await PutAsync(_folder + "a.mp4", "0123456789");

        using var response = await GetAsync(key, headers => headers.Range = new(10, 20));

        response.StatusCode.Should().Be(HttpStatusCode.RequestedRangeNotSatisfiable);
    }

    [Fact]
    public async Task CreateLink_GetOfAnUnchangedAsset_Is304()
    {
        var key = await PutAsync(_folder + "a.mp4", "0123456789");
        var etag = new EntityTagHeaderValue($"\"{(await Store.HeadAsync(key, default))!.ETag}\"");

        using var response = await GetAsync(key, headers => headers.IfNoneMatch.Add(etag));

        response.StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task CreateLink_OfAnAbsentAsset_Is404()
        => (await Http.GetAsync(Store.CreateLink(_folder + "none.png", AssetLinkMethod.Get, Hour))).StatusCode
            .Should().Be(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("summer.png")]
    [InlineData("여름 영상 \"최종\"; a=b+c&d.png")]
    public async Task CreateLink_FileName_IsWhatTheBrowserSavesItAs(string fileName)
    {
        var key = await PutAsync(_folder + "a.png", "hello");

        using var response = await Http.GetAsync(Store.CreateLink(key, AssetLinkMethod.Get, Hour, fileName));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        var disposition = response.Content.Headers.ContentDisposition!;
        disposition.DispositionType.Should().Be("attachment");
        disposition.FileNameStar.Should().Be(fileName);
    }

    [Fact]
    public async Task CreateLink_Put_StoresWhatIsSent()
    {
        var link = Store.CreateLink(_folder + "사진.png", AssetLinkMethod.Put, Hour, uploadBytes: 5);

        (await UploadAsync(link, "hello")).Should().Be(HttpStatusCode.OK);

        (await Http.GetStringAsync(Store.CreateLink(_folder + "사진.png", AssetLinkMethod.Get, Hour))).Should().Be("hello");
        (await Store.HeadAsync(_folder + "사진.png", default))!.Size.Should().Be(5);
    }

    [Fact]
    public async Task CreateLink_PutOfAGivenSize_TakesThatAndNoMore()
    {
        var link = Store.CreateLink(_folder + "a.png", AssetLinkMethod.Put, Hour, uploadBytes: 5);

        ((int)await UploadAsync(link, "123456")).Should().BeInRange(400, 499);
        (await Store.HeadAsync(_folder + "a.png", default)).Should().BeNull();
        (await UploadAsync(link, "12345")).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task CreateLink_PutAsAnotherContentType_IsRefused()
    {
        var link = Store.CreateLink(_folder + "a.png", AssetLinkMethod.Put, Hour, uploadBytes: 8);

        ((int)await UploadAsync(link, "<script>", "text/html")).Should().BeInRange(400, 499);
        (await Store.HeadAsync(_folder + "a.png", default)).Should().BeNull();
    }

    [Fact]
    public async Task CreateLink_OtherMethodThanTheSigned_IsRefused()
    {
        var key = await PutAsync(_folder + "a.png", "old");

        (await UploadAsync(Store.CreateLink(key, AssetLinkMethod.Get, Hour), "new")).Should().Be(HttpStatusCode.Forbidden);
        (await Http.GetAsync(Store.CreateLink(key, AssetLinkMethod.Put, Hour, uploadBytes: 3))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        using var delete = new HttpRequestMessage(HttpMethod.Delete, Store.CreateLink(key, AssetLinkMethod.Get, Hour));
        ((int)(await Http.SendAsync(delete)).StatusCode).Should().BeInRange(400, 499);
        (await Http.GetStringAsync(Store.CreateLink(key, AssetLinkMethod.Get, Hour))).Should().Be("old");
    }

    [Fact]
    public async Task CreateLink_UsedForAnotherKey_IsRefused()
    {
        await PutAsync(_folder + "mine.png", "mine");
        await PutAsync(_folder + "other.png", "other");
        string ForTheOther(AssetLinkMethod method, long? uploadBytes = null)
            => Store.CreateLink(_folder + "mine.png", method, Hour, uploadBytes: uploadBytes).Replace("mine.png", "other.png", StringComparison.Ordinal);

        (await Http.GetAsync(ForTheOther(AssetLinkMethod.Get))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await UploadAsync(ForTheOther(AssetLinkMethod.Put, uploadBytes: 6), "hacked")).Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task CreateLink_AnyPartOfTheQueryChangedOrTakenAway_IsRefused()
    {
        var key = await PutAsync(_folder + "a.png", "hello");
        var link = Store.CreateLink(key, AssetLinkMethod.Get, Hour, "name.png");
        var (path, parts) = (link.Split('?')[0], link.Split('?')[1].Split('&'));
        (await Http.GetAsync(link)).StatusCode.Should().Be(HttpStatusCode.OK);
        parts.Should().HaveCountGreaterThanOrEqualTo(3);

        for (var i = 0; i < parts.Length; i++)
        {
            var value = parts[i].IndexOf('=', StringComparison.Ordinal) + 1;
            var other = parts[i][value] == '1' ? '2' : '1';
            var firstChanged = $"{parts[i][..value]}{other}{parts[i][(value + 1)..]}";
            var lastChanged = $"{parts[i][..^1]}{(parts[i][^1] == '0' ? '4' : '0')}";
            foreach (var query in new[] { With(firstChanged), With(lastChanged), parts.Where((_, at) => at != i) })
            {
                ((int)(await Http.GetAsync($"{path}?{string.Join('&', query)}")).StatusCode)
                    .Should().BeOneOf([400, 403], "{0} was changed", parts[i]);
            }

            IEnumerable<string> With(string part) => parts.Select((same, at) => at == i ? part : same);
        }
    }

    [Fact]
    public async Task CreateLink_FileNameAddedToALinkWithout_IsNotFollowed()
    {
        var key = await PutAsync(_folder + "a.png", "hello");
        var link = Store.CreateLink(key, AssetLinkMethod.Get, Hour);

        (await Http.GetAsync($"{link}&name=evil.exe&response-content-disposition=attachment%3B%20filename%3Devil.exe")).StatusCode
            .Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task CreateLink_LifetimeOver_IsRefused()
    {
        var key = await PutAsync(_folder + "a.png", "hello");
        var get = Store.CreateLink(key, AssetLinkMethod.Get, TimeSpan.FromSeconds(1));
        var put = Store.CreateLink(key, AssetLinkMethod.Put, TimeSpan.FromSeconds(1), uploadBytes: 4);
        var giveUpAt = DateTime.UtcNow.AddSeconds(30);

        while ((await Http.GetAsync(get)).IsSuccessStatusCode && DateTime.UtcNow < giveUpAt)
        {
            await Task.Delay(100);
        }

        (await Http.GetAsync(get)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await UploadAsync(put, "late")).Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public void CreateLink_WhatCannotBeSigned_Throws()
    {
        var key = _folder + "a.png";

        FluentActions.Invoking(() => Store.CreateLink(key, AssetLinkMethod.Get, TimeSpan.Zero)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Store.CreateLink(key, AssetLinkMethod.Get, TimeSpan.FromDays(8))).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Store.CreateLink(key, AssetLinkMethod.Get, Hour, "a\r\nSet-Cookie: x"))
            .Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Store.CreateLink(key, AssetLinkMethod.Put, Hour, "a.png", 5)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Store.CreateLink(key, AssetLinkMethod.Put, Hour)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Store.CreateLink(key, AssetLinkMethod.Put, Hour, null, -1)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Store.CreateLink(key, AssetLinkMethod.Get, Hour, null, 5)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task PublicLink_Thumbnail_IsReadByEveryoneAndKeptByProxies()
    {
        var key = await PutAsync($"{AssetKey.PublicPrefix}{_folder}작은 그림.jpg", "hello");

        using var response = await Http.GetAsync(Store.PublicLink(key));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).Should().Be("hello");
        response.Content.Headers.ContentType!.MediaType.Should().Be("image/jpeg");
        response.Headers.CacheControl!.Public.Should().BeTrue();
        response.Headers.CacheControl.MaxAge.Should().BePositive();
    }

    [Fact]
    public async Task PublicLink_OnlyLetsOneReadThumbnails()
    {
        var thumbnail = await PutAsync($"{AssetKey.PublicPrefix}{_folder}a.jpg", "hello");
        var hidden = await PutAsync($"{_folder}{AssetKey.PublicPrefix}a.jpg", "hello");
        var lookalike = await PutAsync($"thumbnails-private/{_folder}a.jpg", "hello");
        var address = Store.PublicLink(thumbnail);

        (await UploadAsync(address, "hacked", "image/jpeg")).Should().Be(HttpStatusCode.Forbidden);
        ((int)(await Http.DeleteAsync(address)).StatusCode).Should().BeInRange(400, 499);
        foreach (var key in new[] { hidden, lookalike })
        {
            (await Http.GetAsync(address.Replace(thumbnail, key, StringComparison.Ordinal))).StatusCode
                .Should().Be(HttpStatusCode.Forbidden);
            FluentActions.Invoking(() => Store.PublicLink(key)).Should().Throw<ArgumentException>().WithMessage("*private*");
        }

        (await Http.GetStringAsync(address)).Should().Be("hello");
    }

    async Task<string> PutAsync(string key, string text)
        => (await Store.PutAsync(key, new MemoryStream(Encoding.UTF8.GetBytes(text)), AssetContentType.Of(key), default)).Key;

    async Task<HttpResponseMessage> GetAsync(string key, Action<HttpRequestHeaders> with)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Store.CreateLink(key, AssetLinkMethod.Get, Hour));
        with(request.Headers);
        return await Http.SendAsync(request);
    }

    async Task<HttpStatusCode> UploadAsync(string link, string text, string contentType = "image/png")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new(contentType) } };
        using var response = await Http.PutAsync(link, content);
        return response.StatusCode;
    }
}

public sealed class FileAssetLinkContractTests(FilesHarness harness) : AssetLinkContract<FilesHarness>(harness);

public sealed class S3AssetLinkContractTests(S3Harness harness) : AssetLinkContract<S3Harness>(harness);
