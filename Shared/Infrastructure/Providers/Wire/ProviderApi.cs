using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace VideoGen.Infrastructure.Providers;

/// <summary>
/// Sends requests to one provider, each exactly once: no retries, no redirects, the key to the provider's own address only. It never
/// throws for what a network or a server does.
/// </summary>
internal sealed class ProviderApi(
    IHttpClientFactory clients, ProviderOptions options, TimeProvider time, JsonSerializerOptions json, Action<HttpRequestHeaders> sign)
{
    /// <summary>More than any provider's answer; what is longer is none.</summary>
    const int MostBytes = 4 << 20;

    /// <summary>The name of the HTTP client, which is the provider's as well.</summary>
    public string Name => options.Name;

    /// <param name="path">After the base address, without a slash at its beginning, escaped.</param>
    public Task<WireAnswer> GetAsync(string path, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Get, path, null, null, cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    public Task<WireAnswer> DeleteAsync(string path, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Delete, path, null, null, cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    public Task<WireAnswer> PostAsync(string path, object body, CancellationToken cancellationToken, string? idempotencyKey = null)
        => SendAsync(HttpMethod.Post, path, body, idempotencyKey, cancellationToken);

    async Task<WireAnswer> SendAsync(
        HttpMethod method, string path, object? body, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var answer = await SendOnceAsync(method, path, body, idempotencyKey, cancellationToken);
        ProviderMeter.Count(Name, method, answer switch
        {
            WireAnswer.Received received => received.Status.ToString(CultureInfo.InvariantCulture),
            WireAnswer.Lost => "lost",
            _ => "not_sent",
        });
        return answer;
    }

    async Task<WireAnswer> SendOnceAsync(
        HttpMethod method, string path, object? body, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(options.Address, path));
        sign(request.Headers);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        if (body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body, json), Encoding.UTF8, "application/json");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            using var client = clients.CreateClient(Name);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return await ReadAsync(response, limit.Token);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            return new WireAnswer.NotSent($"{options.Address.Host} could not be reached: {e.HttpRequestError}.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new WireAnswer.Lost($"The connection to {options.Address.Host} broke: {e.GetType().Name}.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WireAnswer.Lost($"{options.Address.Host} did not answer within {options.TimeoutSeconds} s.");
        }
    }

    async Task<WireAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var answer = new WireAnswer.Received((int)response.StatusCode, default, RetryAfter(response));
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            return answer;
        }

        try
        {
            return answer with { Body = await ReadJsonAsync(response.Content, cancellationToken) };
        }
        catch (Exception e) when (e is JsonException or IOException or HttpRequestException)
        {
            // A refusal is one by its status alone; a success without its body says nothing about the job.
            return answer.IsSuccess
                ? new WireAnswer.Lost($"The answer of {options.Address.Host} ({answer.Status}) cannot be read.")
                : answer;
        }
    }

    static async Task<JsonElement> ReadJsonAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var whole = new MemoryStream();
        var piece = new byte[16 << 10];
        int read;
        while ((read = await stream.ReadAsync(piece, cancellationToken)) > 0 && whole.Length <= MostBytes)
        {
            whole.Write(piece, 0, read);
        }

        if (whole.Length > MostBytes)
        {
            throw new JsonException($"More than {MostBytes} bytes.");
        }

        using var document = JsonDocument.Parse(whole.GetBuffer().AsMemory(0, (int)whole.Length));
        return document.RootElement.Clone();
    }

    /// <summary>Where a time is named that is over, it is a second: nobody is called again at once.</summary>
    TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var named = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return named < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : named;
    }
}
