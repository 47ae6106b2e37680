using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>Starts previews that were stored and never started, and fails those that have lost their orchestration.</summary>
public sealed class AnimaticWatch(AnimaticRepository animatics, OrchestrationStarter starter)
{
    static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(10);

    [Function(nameof(WatchAnimatics))]
    public async Task WatchAnimatics(
        [TimerTrigger("*/15 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken)
    {
        foreach (var key in await animatics.ListUnderWayAsync(StartsWithin, cancellationToken))
        {
            await starter.StartAsync(durable, key, cancellationToken);
            if (await durable.GetInstanceAsync(key.InstanceId(), cancellationToken) is { IsCompleted: true })
            {
                await animatics.FailAsync(key, new("orchestration_lost", "The work on this preview stopped without a word; ask for it again."), cancellationToken);
            }
        }
    }
}
