using System.Net;
using Microsoft.Extensions.Options;
using VideoGen.Infrastructure.Assets;

namespace VideoGen.Infrastructure.Providers;

/// <summary>What came of one attempt at a clip's link.</summary>
internal abstract record DownloadAnswer
{
    public sealed record Stored : DownloadAnswer;

    /// <summary>The link opens nothing any more; a new one may.</summary>
    public sealed record Expired(string Reason) : DownloadAnswer;

    /// <summary>What lies there is no clip.</summary>
    public sealed record NoClip(string Reason) : DownloadAnswer;

    /// <summary>It did not work now, or the settings do not allow it.</summary>
    public sealed record Failed(string Reason) : DownloadAnswer;
}

/// <summary>
/// Streams a provider's clip into the asset store: from listed hosts only, redirects followed by hand to listed hosts only, without any
/// key, never more than the limit, and whole or not at all.
/// </summary>
internal sealed class ClipDownload(IHttpClientFactory clients, IAssetStore assets, IOptions<VideoProviderOptions> options)
{
    public const string Client = "clips";
    const int MostRedirects = 5;

    /// <summary>Longest wait for the next bytes.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="progress">0 to 1, where the length is known.</param>
    public async Task<DownloadAnswer> StoreAsync(
        string link, DownloadRules rules, string assetKey, IProgress<double> progress, CancellationToken cancellationToken)
    {
        try
        {
            return await FollowAsync(link, rules, assetKey, progress, cancellationToken);
        }
        catch (ClipStreamException e)
        {
            return e.IsEmpty ? new DownloadAnswer.NoClip(e.Message) : new DownloadAnswer.Failed(e.Message);
        }
        catch (HttpRequestException e)
        {
            return new DownloadAnswer.Failed($"The clip's link could not be opened: {e.HttpRequestError}.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DownloadAnswer.Failed($"Nothing came for {Patience.TotalSeconds:0} s.");
        }
    }

    async Task<DownloadAnswer> FollowAsync(
        string link, DownloadRules rules, string assetKey, IProgress<double> progress, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var address))
        {
            return new DownloadAnswer.NoClip("The provider's link is none.");
        }

        using var client = clients.CreateClient(Client);
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            if (rules.Problem(address) is { } problem)
            {
                return new DownloadAnswer.Failed(problem);
            }

            using var response = await OpenAsync(client, address, cancellationToken);
            if (response.StatusCode is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect && response.Headers.Location is { } next)
            {
                address = new Uri(address, next);
                continue;
            }

            return await StoreAsync(response, assetKey, progress, cancellationToken);
        }

        return new DownloadAnswer.Failed($"The clip's link was redirected more than {MostRedirects} times.");
    }

    static async Task<HttpResponseMessage> OpenAsync(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        return await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, limit.Token);
    }

    async Task<DownloadAnswer> StoreAsync(
        HttpResponseMessage response, string assetKey, IProgress<double> progress, CancellationToken cancellationToken)
    {
        if ((int)response.StatusCode is 401 or 403 or 404 or 410)
        {
            return new DownloadAnswer.Expired($"The clip's link answers {(int)response.StatusCode}.");
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new DownloadAnswer.Failed($"The clip's link answers {(int)response.StatusCode}.");
        }

        var type = response.Content.Headers.ContentType?.MediaType;
        if (!MayBeVideo(type))
        {
            return new DownloadAnswer.NoClip($"The clip's link gives {type}, not a video.");
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var clip = new ClipStream(body, response.Content.Headers.ContentLength, options.Value.MaxClipBytes, Patience, progress);
        await assets.PutAsync(assetKey, clip, "video/mp4", cancellationToken);
        return new DownloadAnswer.Stored();
    }

    // Object stores call what was uploaded without a type a stream of bytes; ffprobe looks at it later.
    static bool MayBeVideo(string? type) => type is null or "application/octet-stream" or "binary/octet-stream"
        || type.StartsWith("video/", StringComparison.OrdinalIgnoreCase);
}
