using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.Runtime.Crash;

/// <summary>One process with an engine; ends when the driver does.</summary>
static class Worker
{
    public static async Task<int> RunAsync(string connectionString, TimeSpan leaseTime)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.TimestampFormat = "HH:mm:ss.fff ")
            .SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(NpgsqlDataSource.Create(connectionString));
        builder.Services.AddSingleton<IDurableFunctions>(
            services => new CrashFlow(services.GetRequiredService<NpgsqlDataSource>(), leaseTime));
        builder.Services.AddDurableEngine(options => Configure(options, connectionString, leaseTime));
        using var host = builder.Build();
        // The pipe from the driver closes when it ends, however it does.
        _ = Task.Run(async () =>
        {
            await Console.In.ReadToEndAsync();
            Environment.Exit(1);
        });
        await host.RunAsync();
        return 0;
    }

    /// <summary>No number of crashes is too many here.</summary>
    public static void Configure(DurableEngineOptions options, string connectionString, TimeSpan leaseTime)
    {
        options.ConnectionString = connectionString;
        options.LeaseTime = leaseTime;
        options.TurnBackOff = TimeSpan.FromMilliseconds(50);
        options.MaxTurnAttempts = options.MaxActivityAttempts = 1000;
    }
}
