using VideoGen.Infrastructure.Assets;

namespace VideoGen.Infrastructure.Tests.Assets;

/// <summary>Alone in the process, as it measures the memory of the process.</summary>
[CollectionDefinition(nameof(LargeAssets), DisableParallelization = true)]
public static class LargeAssets;

public abstract class LargeAssetContract<THarness>(THarness harness) : IClassFixture<THarness>
    where THarness : StoreHarness
{
    const long TwoGigabytes = 2L << 30;

    [Fact]
    public async Task PutAsync_TwoGigabytesFromADownload_TakesLittleMemory()
    {
        GC.Collect();
        long before = Environment.WorkingSet, peak = 0;
        Task Measure(long position)
        {
            peak = Math.Max(peak, Environment.WorkingSet);
            return Task.CompletedTask;
        }

        var stored = await harness.Store.PutAsync("large.mp4", new GeneratedStream(TwoGigabytes, Measure), "video/mp4", default);

        stored.Size.Should().Be(TwoGigabytes);
        (peak - before).Should().BeLessThan(150 << 20);
        // Where one write or part meets the next, and at both ends.
        foreach (var from in new[] { 0, (8L << 20) - 50, (1L << 30) - 50, (1L << 31) - 100 })
        {
            using var part = new HttpRequestMessage(HttpMethod.Get, harness.Store.CreateLink("large.mp4", AssetLinkMethod.Get, TimeSpan.FromHours(1)));
            part.Headers.Range = new(from, from + 99);
            using var answer = await harness.Http.SendAsync(part);
            (await answer.Content.ReadAsByteArrayAsync()).Should().Equal(GeneratedStream.Bytes(from, 100));
        }
    }
}

[Collection(nameof(LargeAssets))]
public sealed class FileLargeAssetTests(FilesHarness harness) : LargeAssetContract<FilesHarness>(harness);

[Collection(nameof(LargeAssets))]
public sealed class S3LargeAssetTests(S3Harness harness) : LargeAssetContract<S3Harness>(harness);
