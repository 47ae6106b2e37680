using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>What a workspace was told, with every try, and telling it again.</summary>
public sealed class WebhookDeliveryFunctions(WebhookLog log, WebhookMessages messages, OrchestrationStarter starter)
{
    [Function(nameof(ListWebhookDeliveries))]
    [Needs(Scope.Admin)]
    public async Task<IResult> ListWebhookDeliveries(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/webhook-endpoint/deliveries")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var page = Paging.Read(request);
        var rows = await log.ListAsync(Caller.Of(request).WorkspaceId, page, cancellationToken);
        return JsonBody.Ok(Paging.Cut(rows, page, WebhookDeliveryView.Of, row => PageRequest.CursorAfter(row.Message.CreatedAt, row.Message.Id)));
    }

    /// <summary>Sends it once more, under the same webhook-id, and tries for as long as the first time.</summary>
    [Function(nameof(ReplayWebhookDelivery))]
    [Needs(Scope.Admin)]
    public async Task<IResult> ReplayWebhookDelivery(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhook-endpoint/deliveries/{id:guid}/replay")] HttpRequest request,
        Guid id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        if (await messages.ReplayAsync(Caller.Of(request).WorkspaceId, id, cancellationToken) is not { } round)
        {
            return Problems.NotFound("delivery", id);
        }

        // The watch notes that it is started, or starts it.
        await starter.StartAsync(durable, round, cancellationToken);
        return JsonBody.Accepted("/api/v1/webhook-endpoint/deliveries", WebhookDeliveryView.Of(await log.GetAsync(id, cancellationToken)));
    }
}

/// <param name="State">pending, delivered or failed.</param>
/// <param name="NextAttemptAt">Of a pending one.</param>
public sealed record WebhookDeliveryView(
    Guid Id, string Event, Guid VideoId, string State, DateTime? NextAttemptAt, DateTime CreatedAt, IReadOnlyList<WebhookAttemptView> Attempts)
{
    public static WebhookDeliveryView Of(LoggedMessage logged) => new(
        logged.Message.Id, logged.Message.Event, logged.Message.VideoId, logged.Message.State,
        logged.Message.State == "pending" ? logged.Message.DueAt : null, logged.Message.CreatedAt,
        [.. logged.Attempts.Select(attempt => new WebhookAttemptView(attempt.At, attempt.Url, attempt.Status, attempt.Error, (int)attempt.Took.TotalMilliseconds))]);
}

/// <param name="Status">What the endpoint answered, or null.</param>
/// <param name="Error">Why there was no answer.</param>
public sealed record WebhookAttemptView(DateTime At, string Url, int? Status, string? Error, int DurationMs);
