using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Functions;

public static class TelemetryServices
{
    /// <summary>
    /// Sends traces, metrics and logs by OTLP where the standard variable OTEL_EXPORTER_OTLP_ENDPOINT says; without it there is nothing
    /// at all. The other OTEL_ variables hold, too: OTEL_SERVICE_NAME, OTEL_EXPORTER_OTLP_PROTOCOL, OTEL_TRACES_SAMPLER and so on.
    /// </summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return services;
        }

        services.AddOpenTelemetry()
            // Variables are read after this and win.
            .ConfigureResource(resource => resource.Clear().AddService("videogen").AddTelemetrySdk().AddEnvironmentVariableDetector())
            .WithTracing(tracing => tracing
                // The durable engine's, the functions worker's and, of the real extension, its core's.
                .AddSource("Microsoft.DurableTask", "Microsoft.Azure.Functions.Worker", "DurableTask.Core")
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddNpgsql())
            .WithMetrics(metrics => metrics
                .AddMeter("Microsoft.DurableTask", ProviderMeter.Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddNpgsqlInstrumentation())
            .WithLogging(null, logs => logs.IncludeScopes = true)
            .UseOtlpExporter();
        return services;
    }
}
