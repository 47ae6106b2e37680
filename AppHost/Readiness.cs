using System.Diagnostics;
using System.Net;

namespace VideoGen.AppHost;

/// <summary>Asks an app whether it is ready until it is.</summary>
public static class Readiness
{
    public const string Path = "/api/health/ready";

    /// <param name="address">Of the app, such as <c>http://localhost:7071</c>.</param>
    /// <param name="within">How long to go on asking; it is asked at least once.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <param name="path">What is asked.</param>
    /// <exception cref="CannotGoOnException">It was not ready in time; the message has its last answer.</exception>
    public static async Task WaitAsync(string address, TimeSpan within, CancellationToken cancellationToken, string path = Path)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var watch = Stopwatch.StartNew();
        while (await AskAsync(http, address + path, cancellationToken) is { } answer)
        {
            if (watch.Elapsed >= within)
            {
                throw new CannotGoOnException($"The app was not ready after {within.TotalSeconds:0} s. {address}{path} says: {answer}");
            }

            await Task.Delay(200, cancellationToken);
        }
    }

    /// <returns><see langword="null"/> when it is ready, otherwise what it answers.</returns>
    static async Task<string?> AskAsync(HttpClient http, string url, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(url), cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return null;
            }

            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return $"{(int)response.StatusCode} {body[..Math.Min(body.Length, 500)]}";
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "no answer within 10 s";
        }
    }
}
