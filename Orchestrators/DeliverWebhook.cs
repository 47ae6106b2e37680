using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using VideoGen.Domain;

namespace VideoGen.Orchestrators;

/// <summary>Brings one message to its workspace's endpoint, for as long as the step says that it is worth another try.</summary>
public static class DeliverWebhook
{
    [Function(nameof(DeliverWebhook))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, WebhookRound round)
    {
        while (await context.CallAsync(Steps.SendWebhook, round) is { Again: { } wait })
        {
            await context.CreateTimer(context.CurrentUtcDateTime + wait, CancellationToken.None);
        }
    }
}
