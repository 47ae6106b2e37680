using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>The keys of a workspace.</summary>
public sealed class ApiKeyFunctions(ApiKeys keys, Workspaces workspaces, TimeProvider time)
{
    [Function(nameof(CreateApiKey))]
    [Needs(Scope.Admin)]
    public async Task<IResult> CreateApiKey(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/api-keys")] HttpRequest request, CancellationToken cancellationToken)
    {
        var input = await JsonBody.ReadAsync<ApiKeyInput>(request, cancellationToken);
        var caller = Caller.Of(request);
        var errors = input.Check(time.GetUtcNow());
        if (input.WorkspaceId is { } other && other != caller.WorkspaceId
            && (caller.Scope < Scope.Operator || await workspaces.FindAsync(other, cancellationToken) is null))
        {
            errors.Add(new("workspace_id", "There is no such workspace; leave it out for your own."));
        }

        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var (key, text) = await keys.AddAsync(
            new(input.WorkspaceId ?? caller.WorkspaceId, input.Name.Trim(), input.Scopes, input.MonthlyCapUsd, input.ExpiresAt?.UtcDateTime, caller.Name), cancellationToken);
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return JsonBody.Created($"/api/v1/api-keys/{key.Id}", ApiKeyView.Of(key) with { Key = text });
    }

    [Function(nameof(ListApiKeys))]
    [Needs(Scope.Admin)]
    public async Task<IResult> ListApiKeys(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/api-keys")] HttpRequest request, CancellationToken cancellationToken)
        => JsonBody.Ok(new { Items = (await keys.ListAsync(Caller.Of(request).WorkspaceId, cancellationToken)).Select(ApiKeyView.Of) });

    /// <summary>The key is refused from the next request on.</summary>
    [Function(nameof(DeleteApiKey))]
    [Needs(Scope.Admin)]
    public async Task<IResult> DeleteApiKey(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/api-keys/{id:guid}")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
        => await keys.RevokeAsync(Caller.Of(request).WorkspaceId, id, cancellationToken) ? Results.NoContent() : Problems.NotFound("api_key", id);
}

/// <summary>Body of POST /api/v1/api-keys.</summary>
/// <param name="MonthlyCapUsd">What videos that it lets spend may cost in a calendar month (UTC); <see langword="null"/> for no such
/// limit.</param>
/// <param name="WorkspaceId">Another than the caller's; for operators.</param>
public sealed record ApiKeyInput(
    string Name, IReadOnlyList<Scope> Scopes, decimal? MonthlyCapUsd = null, DateTimeOffset? ExpiresAt = null, Guid? WorkspaceId = null)
{
    const int LongestName = 100;
    const decimal MostUsd = 1_000_000;

    public List<FieldError> Check(DateTimeOffset now)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > LongestName || Name.Any(char.IsControl))
        {
            errors.Add(new("name", $"A key has a name of 1 to {LongestName} characters, which tells who has it."));
        }

        if (Scopes.Count == 0 || Scopes.Contains(Scope.Operator))
        {
            errors.Add(new("scopes", "Name at least one of read, plan, render and admin; each includes those before it."));
        }

        if (MonthlyCapUsd is < 0 or > MostUsd)
        {
            errors.Add(new("monthly_cap_usd", "A cap is 0.00 to 1000000.00 US dollars for a calendar month, or null for none."));
        }

        if (ExpiresAt <= now)
        {
            errors.Add(new("expires_at", "A key expires in the future, or never."));
        }

        return errors;
    }
}

/// <param name="Key">What its holder sends; in the answer that creates it, and never again.</param>
public sealed record ApiKeyView(
    Guid Id, string Name, IReadOnlyList<Scope> Scopes, decimal? MonthlyCapUsd, decimal SpentThisMonthUsd, DateTime? ExpiresAt, DateTime? LastUsedAt,
    string CreatedBy, DateTime CreatedAt)
{
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    public static ApiKeyView Of(ApiKey key) => new(
        key.Id, key.Name, key.Scopes, key.MonthlyCapUsd, key.SpentThisMonthUsd, key.ExpiresAt, key.LastUsedAt, key.CreatedBy, key.CreatedAt);
}
