using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using VideoGen.Domain;
using VideoGen.Orchestrators;

namespace VideoGen.Functions;

/// <summary>
/// Starts and wakes a video's orchestrations. What is to be done is stored before, so a failure here is logged and not the caller's:
/// <see cref="VideoWatch"/> starts what was not started, and the orchestration's own timer looks again.
/// </summary>
public sealed class VideoStarter(OrchestrationStarter orchestrations, ILogger<VideoStarter> log)
{
    /// <inheritdoc cref="OrchestrationStarter.StartAsync(DurableTaskClient, RunKey, CancellationToken)"/>
    public Task<bool> StartAsync(DurableTaskClient durable, RunKey run, CancellationToken cancellationToken)
        => orchestrations.StartAsync(durable, run, cancellationToken);

    /// <summary>Tells a waiting orchestration that something was decided.</summary>
    public Task WakeAsync(DurableTaskClient durable, RunKey run, CancellationToken cancellationToken)
        => WakeAsync(durable, run.InstanceId(), cancellationToken);

    /// <summary>Tells a scene that its job, or a decision on it, is worth a look; one that is over does not hear it.</summary>
    public Task WakeAsync(DurableTaskClient durable, SceneKey scene, CancellationToken cancellationToken)
        => WakeAsync(durable, scene.InstanceId(), cancellationToken);

    /// <summary>Ends what does not hear that it is over; one that has ended by itself meanwhile stays as it is.</summary>
    public async Task TerminateAsync(DurableTaskClient durable, string instanceId, CancellationToken cancellationToken)
    {
        try
        {
            await durable.TerminateInstanceAsync(instanceId, cancellation: cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogInformation(e, "{Instance} could not be terminated", instanceId);
        }
    }

    public async Task WakeAsync(DurableTaskClient durable, string instanceId, CancellationToken cancellationToken)
    {
        try
        {
            await durable.RaiseEventAsync(instanceId, WakeUpEvent.Name, cancellation: cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogInformation(e, "{Instance} could not be woken; its timer, or the watch, looks again", instanceId);
        }
    }
}
