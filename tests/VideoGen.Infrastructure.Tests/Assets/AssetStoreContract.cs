using System.Text;
using VideoGen.Infrastructure.Assets;

namespace VideoGen.Infrastructure.Tests.Assets;

/// <summary>What every store promises about keeping assets.</summary>
public abstract class AssetStoreContract<THarness>(THarness harness) : IClassFixture<THarness>
    where THarness : StoreHarness
{
    /// <summary>More than two parts of a multipart upload.</summary>
    const int Large = 20_000_000;

    readonly string _folder = $"{Guid.NewGuid():N}/";

    protected IAssetStore Store => harness.Store;

    [Fact]
    public async Task PutAsync_Text_IsReadBackAndDescribed()
    {
        var before = DateTimeOffset.UtcNow;

        var stored = await PutAsync("a.png", "hello");

        (await ReadAsync("a.png")).Should().Be("hello");
        stored.Should().BeEquivalentTo(new { Key = _folder + "a.png", Size = 5, ContentType = "image/png" });
        stored.ModifiedAt.Should().BeCloseTo(before, TimeSpan.FromMinutes(2));
        (await Store.HeadAsync(_folder + "a.png", default)).Should().Be(stored);
    }

    [Fact]
    public async Task PutAsync_EmptyStream_KeepsAnEmptyAsset()
    {
        (await PutAsync("empty.txt", "")).Size.Should().Be(0);

        (await ReadAsync("empty.txt")).Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8 << 20)]      // exactly one part
    [InlineData((16 << 20) + 1)]
    [InlineData(Large)]
    public async Task PutAsync_StreamOfUnknownLength_KeepsEveryByte(int length)
    {
        var key = $"{_folder}{length}.mp4";

        var stored = await Store.PutAsync(key, new GeneratedStream(length), "video/mp4", default);

        stored.Size.Should().Be(length);
        (await BytesAsync(key)).AsSpan().SequenceEqual(GeneratedStream.Bytes(0, length)).Should().BeTrue();
    }

    [Fact]
    public async Task PutAsync_SeekableStreamFromItsMiddle_KeepsTheRest()
    {
        var content = new MemoryStream(GeneratedStream.Bytes(0, Large)) { Position = 1000 };

        var stored = await Store.PutAsync(_folder + "rest.mp4", content, "video/mp4", default);

        stored.Size.Should().Be(Large - 1000);
        (await BytesAsync(stored.Key)).AsSpan().SequenceEqual(GeneratedStream.Bytes(1000, Large - 1000)).Should().BeTrue();
        content.CanRead.Should().BeTrue("the stream is its owner's to close");
    }

    [Fact]
    public async Task PutAsync_Again_Replaces()
    {
        var first = await PutAsync("a.txt", "one");
        var second = await PutAsync("a.txt", "two");

        (await ReadAsync("a.txt")).Should().Be("two");
        second.ETag.Should().NotBe(first.ETag);
    }

    [Fact]
    public async Task PutAsync_WhileReading_TheReaderKeepsTheOldAsset()
    {
        await Store.PutAsync(_folder + "a.mp4", new GeneratedStream(Large), "video/mp4", default);
        await using var reader = await Store.OpenReadAsync(_folder + "a.mp4", default);
        var head = new byte[10];
        await reader.ReadExactlyAsync(head);

        await PutAsync("a.mp4", "new");

        var rest = new MemoryStream();
        await reader.CopyToAsync(rest);
        rest.Length.Should().Be(Large - 10);
        (await ReadAsync("a.mp4")).Should().Be("new");
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(Large)]
    public async Task PutAsync_SourceFailsHalfway_NothingIsEverSeenAndTheOldAssetStays(int length)
    {
        await PutAsync("old.mp4", "old");
        var seen = new List<AssetInfo?>();
        async Task Watch(long position)
        {
            seen.Add(await Store.HeadAsync(_folder + "new.mp4", default));
            if (position >= length)
            {
                throw new IOException("the download broke off");
            }
        }

        foreach (var name in new[] { "new.mp4", "old.mp4" })
        {
            var content = new GeneratedStream(length + 1L, Watch);
            await FluentActions.Awaiting(() => Store.PutAsync(_folder + name, content, "video/mp4", default))
                .Should().ThrowAsync<IOException>().WithMessage("the download broke off");
        }

        seen.Should().HaveCountGreaterThan(1).And.AllSatisfy(asset => asset.Should().BeNull());
        (await KeysAsync(_folder)).Should().Equal(_folder + "old.mp4");
        (await ReadAsync("old.mp4")).Should().Be("old");
    }

    [Fact]
    public async Task PutAsync_Cancelled_NothingIsStored()
    {
        using var cancel = new CancellationTokenSource();
        async Task CancelLate(long position)
        {
            if (position > Large / 2)
            {
                await cancel.CancelAsync();
            }
        }

        var content = new GeneratedStream(Large, CancelLate);
        await FluentActions.Awaiting(() => Store.PutAsync(_folder + "a.mp4", content, "video/mp4", cancel.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        (await Store.HeadAsync(_folder + "a.mp4", default)).Should().BeNull();
    }

    [Fact]
    public async Task PutAsync_ManyAtOnceUnderOneKey_LeavesOneOfThemWhole()
    {
        var texts = Enumerable.Range(0, 20).Select(i => new string((char)('a' + i), 100_000)).ToList();

        await Task.WhenAll(texts.Select(text => PutAsync("a.txt", text)));

        texts.Should().Contain(await ReadAsync("a.txt"));
    }

    [Theory]
    [InlineData("a.png", "text/html")]
    [InlineData("page.html", "text/html")]
    public async Task PutAsync_ContentTypeThatIsNotTheExtensions_IsRefused(string name, string contentType)
    {
        await FluentActions.Awaiting(() => Store.PutAsync(_folder + name, Stream.Null, contentType, default))
            .Should().ThrowAsync<ArgumentException>().WithMessage($"*{name}*not text/html*");
    }

    [Fact]
    public async Task OpenReadAsync_AbsentKey_Throws()
    {
        await FluentActions.Awaiting(() => Store.OpenReadAsync(_folder + "none.txt", default))
            .Should().ThrowAsync<AssetNotFoundException>().WithMessage($"*{_folder}none.txt*");
        (await Store.HeadAsync(_folder + "none.txt", default)).Should().BeNull();
    }

    [Fact]
    public async Task ListAsync_MoreThanAPage_GivesAllUnderThePrefixAndNoOther()
    {
        await Parallel.ForAsync(0, 1005, new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, _) => await PutAsync($"p/{i}.txt", "x"));
        await PutAsync("p.txt", "x");
        await PutAsync("q/.hidden.png", "xyz");

        (await KeysAsync(_folder + "p/")).Should().HaveCount(1005).And.OnlyHaveUniqueItems();
        (await KeysAsync(_folder + "p/100")).Should().BeEquivalentTo(
            new[] { 100, 1000, 1001, 1002, 1003, 1004 }.Select(i => $"{_folder}p/{i}.txt"));
        (await Store.ListAsync(_folder + "q", default).SingleAsync()).Should().BeEquivalentTo(
            (await Store.HeadAsync(_folder + "q/.hidden.png", default))!, options => options.Excluding(asset => asset.ModifiedAt));
        (await KeysAsync(_folder + "nothing/")).Should().BeEmpty();

        await Store.DeleteManyAsync([.. Enumerable.Range(0, 1005).Select(i => $"{_folder}p/{i}.txt")], default);
        (await KeysAsync(_folder)).Should().BeEquivalentTo(_folder + "p.txt", _folder + "q/.hidden.png");
    }

    [Fact]
    public async Task DeleteManyAsync_SomeAbsent_DeletesTheOthersAndNoMore()
    {
        await PutAsync("a/1.txt", "x");
        await PutAsync("a/b/2.txt", "x");
        await PutAsync("keep.txt", "x");

        await Store.DeleteManyAsync([_folder + "a/1.txt", _folder + "a/b/2.txt", _folder + "none.txt", _folder + "no/where.txt"], default);
        await Store.DeleteManyAsync([], default);

        (await KeysAsync(_folder)).Should().Equal(_folder + "keep.txt");
        await PutAsync("a/1.txt", "again");
        (await ReadAsync("a/1.txt")).Should().Be("again");
    }

    [Theory]
    [MemberData(nameof(SampleKeys.Odd), MemberType = typeof(SampleKeys))]
    public async Task PutAsync_OddButValidKey_IsFoundUnderExactlyThatKey(string name)
    {
        await PutAsync(name, "x");

        (await ReadAsync(name)).Should().Be("x");
        (await KeysAsync(_folder)).Should().Equal(_folder + name);
    }

    [Theory]
    [MemberData(nameof(SampleKeys.Bad), MemberType = typeof(SampleKeys))]
    public async Task AnyMethod_KeyThatIsNone_IsRefused(string key)
    {
        await FluentActions.Awaiting(() => Store.PutAsync(key, Stream.Null, AssetContentType.Of(key), default))
            .Should().ThrowAsync<ArgumentException>();
        await FluentActions.Awaiting(() => Store.OpenReadAsync(key, default)).Should().ThrowAsync<ArgumentException>();
        await FluentActions.Awaiting(() => Store.HeadAsync(key, default)).Should().ThrowAsync<ArgumentException>();
        await FluentActions.Awaiting(() => Store.DeleteManyAsync([key], default)).Should().ThrowAsync<ArgumentException>();
        FluentActions.Invoking(() => Store.CreateLink(key, AssetLinkMethod.Get, TimeSpan.FromMinutes(1)))
            .Should().Throw<ArgumentException>();
    }

    Task<AssetInfo> PutAsync(string name, string text)
        => Store.PutAsync(_folder + name, new MemoryStream(Encoding.UTF8.GetBytes(text)), AssetContentType.Of(name), default);

    async Task<string> ReadAsync(string name) => Encoding.UTF8.GetString(await BytesAsync(_folder + name));

    async Task<byte[]> BytesAsync(string key)
    {
        await using var stream = await Store.OpenReadAsync(key, default);
        var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    async Task<List<string>> KeysAsync(string prefix) => await Store.ListAsync(prefix, default).Select(asset => asset.Key).ToListAsync();
}

public sealed class FileAssetStoreContractTests(FilesHarness harness) : AssetStoreContract<FilesHarness>(harness);

public sealed class S3AssetStoreContractTests(S3Harness harness) : AssetStoreContract<S3Harness>(harness);
