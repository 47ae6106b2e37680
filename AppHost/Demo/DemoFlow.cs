using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using VideoGen.AppHost.Simulation;

namespace VideoGen.AppHost.Demo;

/// <param name="Language">Of script and captions: <c>ko</c> or <c>en</c>.</param>
/// <param name="Ratio"><c>16:9</c>, <c>9:16</c> or <c>1:1</c>.</param>
/// <param name="Seconds">Length of the film, 10 to 120.</param>
/// <param name="File">Where the film goes; an absolute path.</param>
/// <param name="Port">The app's port; <see langword="null"/> for the usual one or any free one.</param>
/// <param name="Simulate">Providers to simulate and to film with, with commas between them; empty for the local one, which is free.</param>
public sealed record DemoSettings(string Language, string Ratio, int Seconds, string File, int? Port, string Simulate = "")
{
    public IReadOnlyList<string> Providers
        => SimulatedProviders.Parse(Simulate).Where(SimulatedProviders.VideoNames.Contains).DefaultIfEmpty("local").ToList();

    /// <summary>Who writes and paints: the simulated services, so that no real key is spent by a demo, and then offline.</summary>
    public IReadOnlyList<string> Models
        => [.. SimulatedProviders.Parse(Simulate).Where(SimulatedProviders.ModelNames.Contains), "offline"];
}

/// <summary>One video from brand to file, through the same API that everybody uses.</summary>
/// <param name="api">The app.</param>
/// <param name="report">Tells the person who watches.</param>
/// <param name="askEvery">Time between two looks at the video.</param>
/// <param name="patience">How long a video may show no progress at all.</param>
public sealed class DemoFlow(VideoApi api, DemoReport report, TimeSpan askEvery, TimeSpan patience)
{
    /// <param name="sample">An object with <c>brand</c>, <c>product</c> and <c>reference</c>, each as the API takes it.</param>
    /// <param name="settings">What to make of it.</param>
    /// <param name="cancellationToken">Stops watching; the video goes on.</param>
    /// <returns>The finished video.</returns>
    /// <exception cref="CannotGoOnException">The API refused something, or the video failed; the message says what.</exception>
    public async Task<Video> RunAsync(JsonObject sample, DemoSettings settings, CancellationToken cancellationToken)
    {
        await api.EnsureHealthyAsync(cancellationToken);
        var video = await OrderAsync(sample, settings, cancellationToken);
        report.Ordered(video, settings);
        video = await FollowAsync(video, cancellationToken);
        if (video.Result is null)
        {
            throw new CannotGoOnException($"Video {video.Id} is completed but has no result.");
        }

        await api.DownloadAsync(video, settings.File, cancellationToken);
        report.Finished(video, settings.File);
        return video;
    }

    async Task<Video> OrderAsync(JsonObject sample, DemoSettings settings, CancellationToken cancellationToken)
    {
        var brand = await api.CreateAsync("brands", Part("brand"), cancellationToken);
        var productBody = Part("product").DeepClone();
        productBody["brand_id"] = brand;
        var product = await api.CreateAsync("products", productBody, cancellationToken);
        var reference = await api.CreateAsync("references", Part("reference"), cancellationToken);
        return await api.MakeVideoAsync(new JsonObject
        {
            ["brand_id"] = brand,
            ["product_id"] = product,
            ["reference_id"] = reference,
            ["options"] = new JsonObject
            {
                ["language"] = settings.Language,
                ["aspect_ratio"] = settings.Ratio,
                ["duration_seconds"] = settings.Seconds,
                ["resolution"] = "1080p",
                ["review"] = new JsonArray("storyboard"),
                ["providers"] = new JsonArray([.. settings.Providers.Select(name => JsonValue.Create(name))]),
                ["captions"] = true,
                ["writers"] = new JsonArray([.. settings.Models.Select(name => JsonValue.Create(name))]),
                ["painters"] = new JsonArray([.. settings.Models.Select(name => JsonValue.Create(name))]),
            },
        }, cancellationToken);

        JsonNode Part(string name) => sample[name] ?? throw new CannotGoOnException($"The sample has no \"{name}\".");
    }

    async Task<Video> FollowAsync(Video video, CancellationToken cancellationToken)
    {
        int? approved = null;
        var sinceChange = Stopwatch.StartNew();
        while (true)
        {
            if (report.Progress(video))
            {
                sinceChange.Restart();
            }

            switch (video.Status)
            {
                case Video.Completed:
                    return video;
                case Video.Failed or Video.Cancelled:
                    throw new CannotGoOnException(DemoReport.Describe(video));
            }

            if (video is { IsWaitingForReview: true, Storyboard: { } storyboard } && storyboard.Revision != approved)
            {
                await ApproveAsync(video, storyboard, cancellationToken);
                approved = storyboard.Revision;
            }

            if (sinceChange.Elapsed >= patience)
            {
                throw new CannotGoOnException($"Video {video.Id} has made no progress for {patience.TotalMinutes:0} minutes.");
            }

            await Task.Delay(askEvery, cancellationToken);
            video = await api.GetVideoAsync(video.Id, cancellationToken);
        }
    }

    static decimal Usd(string amount) => decimal.Parse(amount, CultureInfo.InvariantCulture);

    async Task ApproveAsync(Video video, Revised<Storyboard> storyboard, CancellationToken cancellationToken)
    {
        if (video.Quote is not { } quote)
        {
            throw new CannotGoOnException($"Video {video.Id} waits for a review but names no price; nothing was approved.");
        }

        report.Review(video, storyboard, quote);
        // The limit is for all that the video costs; writing and painting may have cost something already.
        var limit = (Usd(video.CostUsd) + Usd(quote.TotalUsd)).ToString("0.00##", CultureInfo.InvariantCulture);
        await api.ApproveAsync(video.Id, storyboard.Revision, limit, cancellationToken);
        report.Approved(storyboard.Revision, limit);
    }
}
