using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>
/// Starts the delivery of messages, every few seconds: they are written in the transactions of videos, which start nothing. Looks after
/// those that have lost their orchestration, and forgets what is over long since.
/// </summary>
public sealed class WebhookWatch(WebhookMessages messages, OrchestrationStarter starter)
{
    [Function(nameof(WatchWebhooks))]
    public async Task WatchWebhooks(
        [TimerTrigger("*/5 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken)
    {
        await messages.RenewLostAsync(cancellationToken);
        await messages.ForgetOldAsync(cancellationToken);
        foreach (var round in await messages.ListNotStartedAsync(cancellationToken))
        {
            if (await starter.StartAsync(durable, round, cancellationToken))
            {
                await messages.NoteStartedAsync(round, cancellationToken);
            }
        }
    }
}
