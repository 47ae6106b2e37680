using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using VideoGen.Domain;
using VideoGen.Infrastructure.References;

namespace VideoGen.Functions;

/// <summary>Looks after the measuring of references whose orchestration never began or is gone.</summary>
public sealed class ReferenceWatch(MeasuredReferences references, OrchestrationStarter starter, ILogger<ReferenceWatch> log)
{
    static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(20);

    [Function(nameof(WatchReferences))]
    public async Task WatchReferences(
        [TimerTrigger("*/30 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken)
    {
        foreach (var id in await references.ListMeasuringAsync(StartsWithin, cancellationToken))
        {
            var instance = await durable.GetInstanceAsync(MeasureTurn.InstanceId(id), cancellationToken);
            if (instance is null)
            {
                log.LogWarning("The measuring of reference {ReferenceId} was stored and has not begun", id);
                await starter.StartMeasuringAsync(durable, id, cancellationToken);
            }
            else if (instance.IsCompleted)
            {
                log.LogError("Reference {ReferenceId} is being measured and its orchestration is {Status}", id, instance.RuntimeStatus);
                await references.FailAsync(id, new("orchestration_lost", "The measuring stopped without a word. Upload the video again."), cancellationToken);
            }
        }
    }
}
