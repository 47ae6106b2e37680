using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using VideoGen.Testing.Contract;

namespace VideoGen.Testing;

/// <summary>
/// The function app as a process of its own, as its users run it, so that it can be killed like one. Who uses it references VideoGen.Functions.
/// </summary>
public sealed class RunningApp : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    readonly Process _process;
    readonly StringBuilder _output = new();

    RunningApp(ProcessStartInfo start, Uri address)
    {
        Address = address;
        Http = new HttpClient(new ContractHandler(new SocketsHttpHandler { AllowAutoRedirect = false })) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(100) };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    public HttpClient Http { get; }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts the app and waits until it is ready.</summary>
    public static async Task<RunningApp> StartAsync(IReadOnlyDictionary<string, string> settings, int? port = null)
    {
        var app = Start(settings, port);
        var watch = Stopwatch.StartNew();
        while (!await app.IsReadyAsync())
        {
            if (app._process.HasExited || watch.Elapsed > Patience)
            {
                var output = app.Output;
                await app.DisposeAsync();
                throw new InvalidOperationException($"The app did not become ready:\n{output}");
            }

            await Task.Delay(50);
        }

        return app;
    }

    /// <summary>Starts the app with settings that it should refuse.</summary>
    /// <returns>Its exit code and what it printed.</returns>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(IReadOnlyDictionary<string, string> settings)
    {
        await using var app = Start(settings, port: null);
        using var patience = new CancellationTokenSource(Patience);
        await app._process.WaitForExitAsync(patience.Token);
        return (app._process.ExitCode, app.Output);
    }

    /// <summary>SIGKILL: the process gets no chance to clean up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager or a container runtime sends it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    static RunningApp Start(IReadOnlyDictionary<string, string> settings, int? port)
    {
        var address = new Uri($"http://127.0.0.1:{port ?? FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "VideoGen.Functions.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development";
        start.Environment["Auth__Mode"] = "none";
        start.Environment["Assets__PublicBaseUrl"] = $"{address}api/assets";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new RunningApp(start, address);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync("api/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    void Note(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
