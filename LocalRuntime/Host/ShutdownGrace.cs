using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace VideoGen.LocalRuntime.Host;

/// <summary>
/// Lets requests finish when the host stops, for as long as everything else may. Event streams, which never finish, end at once: their
/// readers connect again.
/// </summary>
internal sealed class ShutdownGrace : IDisposable
{
    readonly CancellationTokenSource _over = new();
    readonly CancellationToken _stopping;
    readonly CancellationTokenRegistration _registration;

    public ShutdownGrace(IHostApplicationLifetime lifetime, ShutdownSettings settings)
    {
        _stopping = lifetime.ApplicationStopping;
        _registration = _stopping.Register(() => _over.CancelAfter(settings.GracefulTime));
    }

    /// <summary>Cancelled when the caller goes away, or when the host stops and will not wait for this request any longer.</summary>
    public CancellationToken Follow(HttpContext http)
    {
        var followed = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _over.Token);
        // Disposed of in the opposite order: nothing is cancelled that is no longer there.
        http.Response.RegisterForDispose(followed);
        http.Response.RegisterForDispose(_stopping.Register(() =>
        {
            if (http.Response.ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true)
            {
                followed.Cancel();
            }
        }));
        return followed.Token;
    }

    public void Dispose()
    {
        _registration.Dispose();
        _over.Dispose();
    }
}
