using VideoGen.Testing;

namespace VideoGen.Money.Crash;

/// <summary>The app at one address, whose process dies and is started again.</summary>
sealed class MortalApp : IAsyncDisposable
{
    readonly Dictionary<string, string> _settings;
    readonly int _port;
    RunningApp? _process;

    MortalApp(Dictionary<string, string> settings, int port, RunningApp process) => (_settings, _port, _process) = (settings, port, process);

    public ApiClient Api => new(_process!.Http);

    public static async Task<MortalApp> StartAsync(Dictionary<string, string> settings, int port)
        => new(settings, port, await RunningApp.StartAsync(settings, port));

    public async Task KillAsync()
    {
        await _process!.KillAsync();
        await DisposeAsync();
    }

    public async Task RestartAsync() => _process = await RunningApp.StartAsync(_settings, _port);

    public async ValueTask DisposeAsync()
    {
        if (_process is { } dead)
        {
            _process = null;
            await dead.DisposeAsync();
        }
    }
}
