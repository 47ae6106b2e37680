using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Webhooks;

namespace VideoGen.Functions;

/// <summary>Where a workspace is told of its videos.</summary>
public sealed class WebhookEndpointFunctions(WebhookEndpoints endpoints, WebhookTargets targets)
{
    static readonly string[] Events = ["video.completed", "video.failed", "video.cancelled", "video.review_requested"];

    [Function(nameof(PutWebhookEndpoint))]
    [Needs(Scope.Admin)]
    public async Task<IResult> PutWebhookEndpoint(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/webhook-endpoint")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var input = await JsonBody.ReadAsync<WebhookEndpointInput>(request, cancellationToken);
        if (Check(input) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        var workspace = Caller.Of(request).WorkspaceId;
        var (endpoint, isNew) = await endpoints.PutAsync(workspace, input.Url, input.Events ?? Events, cancellationToken);
        var view = WebhookEndpointView.Of(endpoint, showSecret: isNew);
        return isNew ? JsonBody.Created("/api/v1/webhook-endpoint", view) : JsonBody.Ok(view);
    }

    [Function(nameof(GetWebhookEndpoint))]
    [Needs(Scope.Admin)]
    public async Task<IResult> GetWebhookEndpoint(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/webhook-endpoint")] HttpRequest request,
        CancellationToken cancellationToken)
        => await endpoints.FindAsync(Caller.Of(request).WorkspaceId, cancellationToken) is { } endpoint
            ? JsonBody.Ok(WebhookEndpointView.Of(endpoint, showSecret: false))
            : NoEndpoint();

    [Function(nameof(DeleteWebhookEndpoint))]
    [Needs(Scope.Admin)]
    public async Task<IResult> DeleteWebhookEndpoint(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/webhook-endpoint")] HttpRequest request,
        CancellationToken cancellationToken)
        => await endpoints.RemoveAsync(Caller.Of(request).WorkspaceId, cancellationToken) ? Results.NoContent() : NoEndpoint();

    /// <summary>Both secrets sign for a day, so that a receiver can change over without missing anything.</summary>
    [Function(nameof(RotateWebhookSecret))]
    [Needs(Scope.Admin)]
    public async Task<IResult> RotateWebhookSecret(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhook-endpoint/rotate-secret")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        return await endpoints.RotateAsync(Caller.Of(request).WorkspaceId, cancellationToken) is { } endpoint
            ? JsonBody.Ok(WebhookEndpointView.Of(endpoint, showSecret: true))
            : NoEndpoint();
    }

    List<FieldError> Check(WebhookEndpointInput input)
    {
        var errors = new List<FieldError>();
        if (targets.Fault(input.Url) is { } fault)
        {
            errors.Add(new("url", fault));
        }

        if (input.Events is { Count: 0 })
        {
            errors.Add(new("events", $"Name at least one of {string.Join(", ", Events)}, or leave it out for all."));
        }

        errors.AddRange((input.Events ?? []).Select((name, i) => (name, i)).Where(named => !Events.Contains(named.name))
            .Select(named => new FieldError($"events[{named.i}]", $"There is no event '{named.name}'; there are: {string.Join(", ", Events)}.")));
        return errors;
    }

    static IResult NoEndpoint() => Problems.Of(StatusCodes.Status404NotFound, "webhook_endpoint_not_found",
        "This workspace has no webhook endpoint; make one with PUT /api/v1/webhook-endpoint.");
}

/// <summary>Body of PUT /api/v1/webhook-endpoint.</summary>
/// <param name="Events">All when left out.</param>
public sealed record WebhookEndpointInput(string Url, IReadOnlyList<string>? Events = null);

/// <param name="Secret">When it is new, and never again.</param>
/// <param name="PreviousSecretUntil">Until then the secret before signs as well.</param>
public sealed record WebhookEndpointView(
    string Url, IReadOnlyList<string> Events, string? Secret, DateTime? PreviousSecretUntil, DateTime CreatedAt, DateTime ChangedAt)
{
    public static WebhookEndpointView Of(WebhookEndpoint endpoint, bool showSecret) => new(
        endpoint.Url, endpoint.Events, showSecret ? endpoint.Secrets[0] : null, endpoint.PreviousUntil, endpoint.CreatedAt, endpoint.ChangedAt);
}
