using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Orchestrators;

namespace VideoGen.Functions;

/// <summary>
/// Starts the delivery of messages. They are written in the transactions of videos, which start nothing; the watch finds them.
/// </summary>
public sealed class WebhookStarter(WebhookMessages messages, ILogger<WebhookStarter> log)
{
    /// <summary>Starts a round, unless it was started before: its id is used once. What cannot be started now, the watch starts.</summary>
    public async Task StartAsync(DurableTaskClient durable, WebhookRound round, CancellationToken cancellationToken)
    {
        try
        {
            if (await durable.GetInstanceAsync(round.InstanceId(), cancellationToken) is null)
            {
                await durable.ScheduleNewOrchestrationInstanceAsync(
                    nameof(DeliverWebhook), round, new StartOrchestrationOptions(round.InstanceId()), cancellationToken);
            }

            await messages.NoteStartedAsync(round, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(e, "Webhook {MessageId} round {Round} is stored and could not be started; the watch starts it", round.MessageId, round.Round);
        }
    }
}

/// <summary>Starts what was stored and not started, or has lost its orchestration, every few seconds, and forgets what is over long since.</summary>
public sealed class WebhookWatch(WebhookMessages messages, WebhookStarter starter)
{
    [Function(nameof(WatchWebhooks))]
    public async Task WatchWebhooks(
        [TimerTrigger("*/5 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken)
    {
        await messages.RenewLostAsync(cancellationToken);
        await messages.ForgetOldAsync(cancellationToken);
        foreach (var round in await messages.ListNotStartedAsync(cancellationToken))
        {
            await starter.StartAsync(durable, round, cancellationToken);
        }
    }
}
