using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VideoGen.LocalRuntime.Durable.Telemetry;

namespace VideoGen.LocalRuntime.Durable;

public static class DurableServices
{
    /// <summary>
    /// Adds the engine as a hosted service, and <see cref="DurableTaskClient"/>. What it runs comes from the <see
    /// cref="IDurableFunctions"/>
    /// that the host registers. Payloads are JSON by <c>IOptions&lt;JsonSerializerOptions&gt;</c>.
    /// </summary>
    /// <exception cref="OptionsValidationException">At start: a setting is out of its bounds.</exception>
    public static IServiceCollection AddDurableEngine(this IServiceCollection services, Action<DurableEngineOptions> configure)
    {
        services.AddOptions<DurableEngineOptions>()
            .Configure(configure)
            .Validate(options => options.IsValid(), $"{nameof(DurableEngineOptions)}: a setting is missing or out of its bounds.")
            .ValidateOnStart();
        services.Configure<JsonSerializerOptions>(options => options.PropertyNameCaseInsensitive = true);

        services.AddSingleton<DataConverter>(
            provider => new JsonDataConverter(provider.GetRequiredService<IOptions<JsonSerializerOptions>>().Value));
        services.AddMetrics();
        services.AddSingleton<DurableMetrics>();
        services.AddSingleton<DurableTelemetry>();
        services.AddSingleton<Signals>();
        services.AddSingleton<DurableDatabase>();
        services.AddSingleton<GroupCommit>();
        services.AddSingleton<ResultQueue>();
        services.AddSingleton<Migrations>();
        services.AddSingleton<TurnStore>();
        services.AddSingleton<TaskStore>();
        services.AddSingleton<Checkpoint>();
        services.AddSingleton<Residents>();
        services.AddSingleton<HistoryCache>();
        services.AddSingleton(provider => new Slots<ClaimedTurn>(Options(provider).MaxConcurrentOrchestrations));
        services.AddSingleton(provider => new Slots<ClaimedTask>(Options(provider).MaxConcurrentActivities));
        services.AddSingleton<Offers>();
        services.AddSingleton<TurnSaver>();
        services.AddSingleton<TurnRunner>();
        services.AddSingleton<ActivityLeases>();
        services.AddSingleton<ActivityResults>();
        services.AddSingleton<ActivityRunner>();
        services.AddSingleton<InstanceStore>();
        services.AddSingleton<InstanceReader>();
        services.AddSingleton<HistoryReader>();
        services.AddSingleton<Purge>();
        services.AddSingleton<DurableTaskClient, PostgresDurableTaskClient>();
        services.AddHostedService<DurableEngine>();
        return services;
    }

    static DurableEngineOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<DurableEngineOptions>>().Value;
}
