using Microsoft.Extensions.Hosting;

namespace VideoGen.LocalRuntime.Host;

/// <summary>Cancels what still answers three seconds after the host began to stop; open event streams would hold it up otherwise.</summary>
internal sealed class ShutdownGrace : IDisposable
{
    readonly CancellationTokenSource _cancellation = new();
    readonly CancellationTokenRegistration _registration;

    public ShutdownGrace(IHostApplicationLifetime lifetime)
    {
        _registration = lifetime.ApplicationStopping.Register(() => _cancellation.CancelAfter(TimeSpan.FromSeconds(3)));
    }

    public CancellationToken Token => _cancellation.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _cancellation.Dispose();
    }
}
