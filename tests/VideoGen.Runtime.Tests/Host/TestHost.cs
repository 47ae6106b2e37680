using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VideoGen.LocalRuntime.Host;
using VideoGen.Testing;

namespace VideoGen.Runtime.Tests.Host;

/// <summary>A functions host of the given functions on a free port, in a folder of its own.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    /// <summary>Milliseconds after which a test that waits for something is a failed one.</summary>
    public const int Patience = 60_000;

    readonly string _folder;
    readonly WebApplication _app;

    TestHost(string folder, WebApplication app, LogLines log)
    {
        (_folder, _app, Log) = (folder, app, log);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    public LogLines Log { get; }

    public static async Task<TestHost> StartAsync(
        Type[] functions, Action<FunctionsApplicationBuilder>? configure = null, Dictionary<string, string>? files = null)
    {
        var folder = NewFolder(files ?? []);
        var log = new LogLines();
        var builder = FunctionsApplication.CreateBuilder(["--urls", "http://127.0.0.1:0", "--contentRoot", folder]);
        builder.UseFunctions(functions);
        builder.ConfigureFunctionsWebApplication();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerProvider>(log);
        configure?.Invoke(builder);
        var app = (WebApplication)builder.Build();
        await app.StartAsync();
        return new TestHost(folder, app, log);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    static string NewFolder(Dictionary<string, string> files)
    {
        var folder = Directory.CreateTempSubdirectory("videogen-host-").FullName;
        foreach (var (name, text) in files)
        {
            var file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        return folder;
    }
}
