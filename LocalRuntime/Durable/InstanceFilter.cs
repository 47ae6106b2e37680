using Microsoft.DurableTask.Client;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Which instances are meant. Only what is asked for becomes a condition: a statement is planned once, and an unused one hides an index.</summary>
sealed record InstanceFilter(
    IEnumerable<OrchestrationRuntimeStatus>? Only, DateTimeOffset? From, DateTimeOffset? To, string? Prefix = null)
{
    public string[]? Statuses { get; } = Only?.Select(InstanceReader.ToWord).ToArray() is { Length: > 0 } words ? words : null;
    public DateTime? CreatedFrom => From?.UtcDateTime;
    public DateTime? CreatedTo => To?.UtcDateTime;

    /// <summary>Each begins with "and"; the parameters are the properties.</summary>
    public string Conditions => string.Concat(
        Statuses is null ? "" : "and status = any(@Statuses) ",
        CreatedFrom is null ? "" : "and created_at >= @CreatedFrom ",
        CreatedTo is null ? "" : "and created_at <= @CreatedTo ",
        Prefix is null ? "" : "and starts_with(id, @Prefix) ");
}
