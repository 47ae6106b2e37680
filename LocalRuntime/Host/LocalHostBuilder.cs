using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VideoGen.LocalRuntime.Durable;
using VideoGen.LocalRuntime.Host.Management;

namespace VideoGen.LocalRuntime.Host;

/// <summary>Puts the host together: Kestrel, the functions, the durable engine and the timers.</summary>
internal sealed class LocalHostBuilder
{
    const string ConnectionStringKey = "Database:ConnectionString";
    readonly HostSettings _settings;
    bool _hasHttp;
    bool _hasDurable;

    public LocalHostBuilder(string[] args)
    {
        Web = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = ContentRoot(args),
            EnvironmentName = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT"),
        });
        _settings = HostSettings.Read(Web.Environment.ContentRootPath);
        ListenOnDefaultAddress();

        // host.json's levels come last and win; these two keep one line per request, and a second start line, out of the way.
        Web.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        Web.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        Web.Logging.AddConfiguration(_settings.Logging);

        // First, so that the app can change what the real worker also sets before it.
        Web.Services.Configure<JsonSerializerOptions>(options => options.PropertyNameCaseInsensitive = true);
        Web.Services.AddSingleton(TimeProvider.System);
        Web.Services.AddSingleton(Pipeline);
    }

    public WebApplicationBuilder Web { get; }

    public FunctionPipeline Pipeline { get; } = new();

    /// <summary><see langword="null"/> looks through the application's assemblies.</summary>
    public IReadOnlyCollection<Type>? FunctionTypes { get; set; }

    public void AddHttp(IFunctionsWorkerApplicationBuilder builder)
    {
        if (_hasHttp)
        {
            return;
        }

        _hasHttp = true;
        builder.Use(HttpInvocation.Middleware);
        Web.Services.AddMvcCore();
        Web.Services.AddResponseCompression();
        Web.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        Web.Services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        Web.Services.AddSingleton<ShutdownGrace>();
        Web.Services.AddSingleton<HttpInvocation>();
    }

    public IHost Build()
    {
        var functions = FunctionDiscovery.Find(FunctionTypes ?? FunctionDiscovery.ApplicationTypes());
        Pipeline.Build();
        var shutdown = ShutdownSettings.Read(Web.Configuration);
        Web.Services.AddSingleton(shutdown);
        // Requests must not use up the time that running activities have to finish.
        Web.Services.Configure<HostOptions>(
            options => (options.ServicesStopConcurrently, options.ShutdownTimeout) = (true, shutdown.WholeTime));
        AddDurableEngine(functions, shutdown);
        AddTimers(functions);

        var key = _hasDurable ? ManagementKey.Read(Web.Configuration) : null;
        if (key is not null)
        {
            // Its lines show the query, and the key is in there.
            Web.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        }

        var app = Web.Build();
        MapHttp(app, functions);
        if (key is not null)
        {
            app.MapManagement(key);
        }

        app.Lifetime.ApplicationStarted.Register(() => app.Logger.LogInformation(
            "The functions host listens on {Addresses}; functions: {Count}.", string.Join(", ", app.Urls), functions.Count));
        return app;
    }

    /// <summary>As the real host: host.json and wwwroot lie in the app's folder, whatever the current one is.</summary>
    static string ContentRoot(string[] args)
        => new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build()[WebHostDefaults.ContentRootKey]
            ?? AppContext.BaseDirectory;

    void ListenOnDefaultAddress()
    {
        string[] asp = [WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey];
        if (asp.All(key => Web.Configuration[key] is null) && !Web.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            Web.WebHost.UseUrls("http://127.0.0.1:7071");
        }
    }

    void AddDurableEngine(IReadOnlyList<FunctionDescriptor> functions, ShutdownSettings shutdown)
    {
        var usesDurable = functions.Any(function => function.Kind is TriggerKind.Orchestration or TriggerKind.Activity
            || function.InputBindings.Values.Any(binding => binding.Type == "durableClient"));
        if (!usesDurable)
        {
            return;
        }

        _hasDurable = true;
        var connectionString = ConnectionString("Durable functions keep");
        var lease = TimeSetting.Read(Web.Configuration, "LocalRuntime:LeaseTime", new DurableEngineOptions().LeaseTime, least: TimeSpan.FromSeconds(1));
        Web.Services.AddSingleton<IDurableFunctions>(services => new DurableFunctions(functions, Pipeline, services));
        Web.Services.AddDurableEngine(options =>
        {
            options.ConnectionString = connectionString;
            options.GracefulStopTime = shutdown.GracefulTime;
            options.LeaseTime = lease;
            options.MaxConcurrentActivities = _settings.MaxConcurrentActivities ?? options.MaxConcurrentActivities;
            options.MaxConcurrentOrchestrations = _settings.MaxConcurrentOrchestrations ?? options.MaxConcurrentOrchestrations;
        });
    }

    void AddTimers(IReadOnlyList<FunctionDescriptor> functions)
    {
        TimerSchedule[] timers = [.. functions
            .Where(function => function.Kind is TriggerKind.Timer)
            .Select(function => new TimerSchedule(function, Web.Configuration))];
        if (timers.Length == 0)
        {
            return;
        }

        var connectionString = ConnectionString("Timer functions keep");
        Web.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<TimerService>(services, timers, connectionString));
    }

    void MapHttp(WebApplication app, IReadOnlyList<FunctionDescriptor> functions)
    {
        if (_hasHttp)
        {
            app.MapFunctions(functions, _settings.RoutePrefix);
        }
        else if (functions.FirstOrDefault(function => function.Kind is TriggerKind.Http) is { } function)
        {
            throw new InvalidOperationException(
                $"{function.Name} answers HTTP: call builder.ConfigureFunctionsWebApplication() before Build().");
        }
    }

    string ConnectionString(string who)
        => Web.Configuration[ConnectionStringKey] is { Length: > 0 } found
            ? found
            : throw new InvalidOperationException(
                $"{who} their state in PostgreSQL: set {ConnectionStringKey} (environment variable Database__ConnectionString).");
}
