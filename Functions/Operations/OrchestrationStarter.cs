using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using VideoGen.Domain;
using VideoGen.Orchestrators;

namespace VideoGen.Functions;

/// <summary>
/// Starts the orchestrations of what is stored. The truth is stored before, so a failure here is logged and not the caller's: each kind has a
/// watch, which starts what was not started.
/// </summary>
public sealed class OrchestrationStarter(ILogger<OrchestrationStarter> log)
{
    /// <summary>Starts the orchestration, unless it was started before: its id is used once.</summary>
    /// <returns><see langword="false"/> when it could not be started now.</returns>
    public Task<bool> StartAsync(DurableTaskClient durable, RunKey run, CancellationToken cancellationToken)
        => StartAsync(durable, nameof(GenerateVideo), run.InstanceId(), run, cancellationToken);

    /// <inheritdoc cref="StartAsync(DurableTaskClient, RunKey, CancellationToken)"/>
    public Task<bool> StartAsync(DurableTaskClient durable, AnimaticKey animatic, CancellationToken cancellationToken)
        => StartAsync(durable, nameof(MakeAnimatic), animatic.InstanceId(), animatic, cancellationToken);

    /// <inheritdoc cref="StartAsync(DurableTaskClient, RunKey, CancellationToken)"/>
    public Task<bool> StartAsync(DurableTaskClient durable, WebhookRound round, CancellationToken cancellationToken)
        => StartAsync(durable, nameof(DeliverWebhook), round.InstanceId(), round, cancellationToken);

    /// <inheritdoc cref="StartAsync(DurableTaskClient, RunKey, CancellationToken)"/>
    public Task<bool> StartMeasuringAsync(DurableTaskClient durable, Guid referenceId, CancellationToken cancellationToken)
        => StartAsync(durable, nameof(MeasureReference), MeasureTurn.InstanceId(referenceId), referenceId, cancellationToken);

    async Task<bool> StartAsync(DurableTaskClient durable, string orchestration, string instanceId, object input, CancellationToken cancellationToken)
    {
        try
        {
            if (await durable.GetInstanceAsync(instanceId, cancellationToken) is null)
            {
                await durable.ScheduleNewOrchestrationInstanceAsync(orchestration, input, new StartOrchestrationOptions(instanceId), cancellationToken);
            }

            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(e, "{Orchestration} {Instance} is stored and could not be started; the watch starts it", orchestration, instanceId);
            return false;
        }
    }
}
