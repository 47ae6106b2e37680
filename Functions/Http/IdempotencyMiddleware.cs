using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using VideoGen.Functions.Access;
using VideoGen.Functions.Contract;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions.Http;

/// <summary>
/// A request with an Idempotency-Key takes effect once, and its repeats get its answer. What is answered by a problem was not done and is not
/// kept. After a crash a repeat carries the request out again, which is safe: what it creates has the same id (<see cref="NewId"/>), and
/// whatever else a POST does is guarded by the state that it leaves.
/// </summary>
public sealed class IdempotencyMiddleware(ApiDocument document, IdempotencyKeys keys) : IFunctionsWorkerMiddleware
{
    const string Header = "Idempotency-Key";
    const int LongestKey = 255;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan LaterLooks = TimeSpan.FromMilliseconds(250);

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        => context.GetHttpContext() is { } http
            && http.Request.Headers.TryGetValue(Header, out var key)
            && document.Find(context.FunctionDefinition.Name) is { TakesIdempotencyKey: true }
                ? OnceAsync(http, key.ToString(), context, next)
                : next(context);

    async Task OnceAsync(HttpContext http, string key, FunctionContext context, FunctionExecutionDelegate next)
    {
        if (key.Length is 0 or > LongestKey || key.Any(character => character is < '!' or > '~'))
        {
            throw BadInputException.At(Header, $"An {Header} has 1 to {LongestKey} visible ASCII characters, such as a UUID.");
        }

        var request = await DigestAsync(http.Request);
        var workspace = Caller.Of(http.Request).WorkspaceId;
        var givesUpAt = DateTime.UtcNow + Patience;
        for (var pause = FirstLook; ; pause = pause * 2 < LaterLooks ? pause * 2 : LaterLooks)
        {
            switch (await keys.ClaimAsync(workspace, key, request, http.RequestAborted))
            {
                case KeyClaim.Mine { Hold: var hold }:
                    await new KeyedRun(keys, hold).CarryOutAsync(http, context, next);
                    return;
                case KeyClaim.Answered { Answer: var answer }:
                    http.Response.Headers["Idempotency-Replayed"] = "true";
                    await new AnswerAgain(answer).ExecuteAsync(http);
                    return;
                case KeyClaim.Reused:
                    await Problems.Of(StatusCodes.Status422UnprocessableEntity, "idempotency_key_reused",
                        "This Idempotency-Key was used for another request in the last 24 hours. Use a new one.").ExecuteAsync(http);
                    return;
                case KeyClaim.Busy when DateTime.UtcNow > givesUpAt:
                    await Problems.Later(StatusCodes.Status409Conflict, "in_progress",
                        "The first request with this Idempotency-Key is still being carried out. Repeat it a little later.", seconds: 2).ExecuteAsync(http);
                    return;
                default:
                    await Task.Delay(pause, http.RequestAborted);
                    break;
            }
        }
    }

    /// <summary>Of all that makes the request what it is; the body can be read again afterwards.</summary>
    static async Task<byte[]> DigestAsync(HttpRequest request)
    {
        var body = await RequestBytes.ReadAsync(request, JsonBody.LargestBytes, request.HttpContext.RequestAborted);
        request.Body = new MemoryStream(body, writable: false);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        digest.AppendData(body);
        return digest.GetHashAndReset();
    }
}
