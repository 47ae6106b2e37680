using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Webhooks;

/// <summary>
/// Sends a message once. Of the answer only the status is read: what an endpoint says is nothing that we would show or keep.
/// </summary>
public sealed class WebhookSender : IDisposable
{
    readonly HttpClient _http;
    readonly TimeProvider _time;
    readonly TimeSpan _patience;

    public WebhookSender(WebhookTargets targets, IOptions<WebhookOptions> options, TimeProvider time)
    {
        _time = time;
        _patience = TimeSpan.FromSeconds(options.Value.TimeoutSeconds);
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = targets.ConnectAsync,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        }) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("VideoGen", null));
    }

    public async Task<WebhookAttempt> SendAsync(WebhookEndpoint endpoint, WebhookMessage message, CancellationToken cancellationToken)
    {
        var id = $"msg_{message.Id:N}";
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new StringContent(message.Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSignature.Sign(endpoint.Secrets, id, now, message.Body));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        var watch = Stopwatch.StartNew();
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return new(endpoint.Url, (int)response.StatusCode, null, watch.Elapsed, RetryAfter(response));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(endpoint.Url, null, string.Create(CultureInfo.InvariantCulture, $"There was no answer within {_patience.TotalSeconds:0.#} s."), watch.Elapsed);
        }
        catch (HttpRequestException e)
        {
            return new(endpoint.Url, null, e.InnerException is ForbiddenTargetException forbidden ? forbidden.Message : Describe(e.HttpRequestError), watch.Elapsed);
        }
    }

    public void Dispose() => _http.Dispose();

    TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } pause } => pause,
        { Date: { } date } => date - _time.GetUtcNow(),
        _ => null,
    };

    /// <summary>In words of ours: what the network says could tell of machines behind it.</summary>
    static string Describe(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "The endpoint's name leads nowhere.",
        HttpRequestError.SecureConnectionError => "The endpoint's certificate is not good.",
        _ => "The endpoint could not be reached.",
    };
}
