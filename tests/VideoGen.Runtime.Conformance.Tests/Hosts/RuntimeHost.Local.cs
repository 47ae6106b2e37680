using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VideoGen.Testing;

namespace VideoGen.Runtime.Conformance.Tests.Hosts;

/// <summary>LocalRuntime on a database of its own. It finds the suite's functions by itself, as it finds an app's.</summary>
public class RuntimeHost : IAsyncLifetime
{
    readonly TestDatabase _database = new();
    IHost? _host;

    public static Backend Backend { get; } = new(
        RefusesRequests: true, DetectsIllegalAwaits: true, HasRecursion: true, HonoursStartAt: true, LargePayload: 5_000_000);

    public DurableTaskClient Client => _host!.Services.GetRequiredService<DurableTaskClient>();

    public LogLines Log { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        var builder = FunctionsApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Configuration["Database:ConnectionString"] = _database.ConnectionString;
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerProvider>(Log);
        _host = builder.Build();
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
