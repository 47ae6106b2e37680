using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace VideoGen.ProviderSimulator.Callbacks;

/// <summary>Posts callbacks. A receiver that is not there is not our trouble: nothing is thrown.</summary>
public sealed class CallbackSender : IDisposable
{
    readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    readonly CancellationTokenSource _stop = new();

    /// <returns>The status; <see langword="null"/> for no answer within <paramref name="patience"/>.</returns>
    public async Task<HttpStatusCode?> PostAsync(string url, string body, TimeSpan patience, IReadOnlyDictionary<string,
        string>? headers = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(patience);
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
            foreach (var (name, value) in headers ?? new Dictionary<string, string>())
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await _http.SendAsync(request, limit.Token);
            return response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException
            or InvalidOperationException or UriFormatException)
        {
            return null;
        }
    }

    /// <returns><see langword="false"/> when the simulator is told to stop meanwhile.</returns>
    public async Task<bool> WaitAsync(TimeSpan time)
    {
        await Task.Delay(time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !_stop.IsCancellationRequested;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _http.Dispose();
    }
}
