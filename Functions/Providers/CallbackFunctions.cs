using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Functions;

/// <summary>
/// Takes the calls of video providers. Each is a hint: it is stored, and makes somebody read the job; nothing moves by it.
/// </summary>
public sealed class CallbackFunctions(
    IEnumerable<IProviderCallbacks> readers, ProviderCallbacks callbacks, VideoStarter starter, TimeProvider clock)
{
    /// <summary>In bytes: 256 KiB; what providers send has a few.</summary>
    const int LargestBody = 256 * 1024;

    readonly Dictionary<string, IProviderCallbacks> _readers = readers.ToDictionary(one => one.Provider);

    [Function(nameof(TakeCallback))]
    [Public("the provider proves itself, or its path cannot be guessed")]
    public Task<IResult> TakeCallback(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/{provider}")] HttpRequest request,
        string provider,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
        => TakeAsync(request, provider, path: "", durable, cancellationToken);

    [Function(nameof(TakeCallbackOfAttempt))]
    [Public("the provider proves itself, or its path cannot be guessed")]
    public Task<IResult> TakeCallbackOfAttempt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/{provider}/{token}")] HttpRequest request,
        string provider,
        string token,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
        => TakeAsync(request, provider, token, durable, cancellationToken);

    /// <summary>200 and nothing else tells a provider that it arrived; some take 202 or 204 for a failure.</summary>
    async Task<IResult> TakeAsync(
        HttpRequest request, string provider, string path, DurableTaskClient durable, CancellationToken cancellationToken)
    {
        if (_readers.GetValueOrDefault(provider) is not { } reader)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "no_such_provider", $"No provider '{provider}' calls here.");
        }

        var body = await RequestBytes.ReadAsync(request, LargestBody, cancellationToken);
        if (reader.Read(path, name => request.Headers[name], body, clock.GetUtcNow()) is not { } hint)
        {
            return Problems.Of(StatusCodes.Status401Unauthorized, "not_verified", "This call does not prove that it comes from the provider.");
        }

        if (await callbacks.StoreAsync(provider, hint, cancellationToken) is { } scene)
        {
            await starter.WakeAsync(durable, scene, cancellationToken);
        }

        return Results.Ok();
    }
}
