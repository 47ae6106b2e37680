using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Webhooks;

namespace VideoGen.Activities;

/// <summary>
/// Tries once to bring a message to its endpoint. A try that is cut off is made again, so a message may arrive twice; its id tells.
/// </summary>
public sealed class SendWebhook(
    WebhookMessages messages, WebhookEndpoints endpoints, WebhookSender sender, WebhookPace pace, ILogger<SendWebhook> log)
{
    [Function(nameof(Steps.SendWebhook))]
    public async Task<WebhookTurn> RunAsync([ActivityTrigger] WebhookRound round, CancellationToken cancellationToken)
    {
        if (await messages.TakeAsync(round, cancellationToken) is not { } message)
        {
            return new(Again: null);
        }

        if (await endpoints.FindAsync(message.WorkspaceId, cancellationToken) is not { } endpoint)
        {
            await messages.NoteAsync(round, message, new("", null, "The endpoint was removed.", TimeSpan.Zero), again: null, cancellationToken);
            return new(Again: null);
        }

        var attempt = await sender.SendAsync(endpoint, message, cancellationToken);
        var again = attempt.HasArrived ? null : pace.After(message.Attempts, attempt);
        await messages.NoteAsync(round, message, attempt, again, cancellationToken);
        log.LogInformation("Webhook {MessageId} attempt {Attempt}: {Status}", message.Id, message.Attempts, attempt.Status);
        return new(again);
    }
}
