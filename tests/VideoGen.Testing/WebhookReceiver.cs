using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace VideoGen.Testing;

/// <param name="Id">The header webhook-id.</param>
/// <param name="Timestamp">The header webhook-timestamp.</param>
/// <param name="Signature">The header webhook-signature.</param>
public sealed record ReceivedWebhook(string Id, string Timestamp, string Signature, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>As a receiver checks it, after the words of the scheme; openssl does the sum.</summary>
    public async Task<bool> IsSignedWithAsync(string secret)
    {
        var key = Convert.ToHexStringLower(Convert.FromBase64String(secret["whsec_".Length..]));
        var start = new System.Diagnostics.ProcessStartInfo("openssl", ["dgst", "-sha256", "-mac", "HMAC", "-macopt", $"hexkey:{key}", "-binary"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        await process.StandardInput.WriteAsync($"{Id}.{Timestamp}.{Body}");
        process.StandardInput.Close();
        using var sum = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(sum);
        return Signature.Split(' ').Contains($"v1,{Convert.ToBase64String(sum.ToArray())}");
    }
}

/// <summary>Somebody's endpoint on this machine: keeps what it gets, and answers as it is told.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    readonly WebApplication _server;

    WebhookReceiver(WebApplication server) => _server = server;

    public string Url => $"{_server.Urls.First()}/hooks";

    public ConcurrentQueue<ReceivedWebhook> Received { get; } = [];

    /// <summary>What the next calls are answered, one after the other; then 204.</summary>
    public ConcurrentQueue<HttpStatusCode> Answers { get; } = [];

    /// <summary>Instead of the usual answer.</summary>
    public RequestDelegate? Answer { get; set; }

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new WebhookReceiver(builder.Build());
        receiver._server.Run(receiver.TakeAsync);
        await receiver._server.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
    }

    async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        string Header(string name) => http.Request.Headers[name].ToString();
        Received.Enqueue(new(Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), body));
        http.Response.StatusCode = (int)(Answers.TryDequeue(out var status) ? status : HttpStatusCode.NoContent);
        if (Answer is { } answer)
        {
            await answer(http);
        }
    }
}
