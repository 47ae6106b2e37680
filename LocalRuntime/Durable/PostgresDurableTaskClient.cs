using System.Diagnostics;
using System.Runtime.CompilerServices;
using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using VideoGen.LocalRuntime.Durable.Telemetry;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>The client, straight on the engine's tables: it works in any process that knows the database.</summary>
sealed class PostgresDurableTaskClient(
    InstanceStore instances,
    InstanceReader reader,
    Purge purge,
    Signals signals,
    DataConverter converter,
    ILogger<PostgresDurableTaskClient> log)
    : DurableTaskClient("Default")
{
    static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        var instanceId = options?.InstanceId ?? NewId();
        var start = new Start(orchestratorName.Name, options?.Version?.Version ?? "", converter.Serialize(input));
        return await TryStartAsync(instanceId, start, options?.StartAt, cancellation)
            ? instanceId
            : throw new OrchestrationAlreadyExistsException($"An Orchestration instance with the ID {instanceId} already exists.");
    }

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var start = await reader.FindStartAsync(instanceId, cancellation)
            ?? throw new ArgumentException($"An orchestration with the instanceId {instanceId} was not found.");
        var id = restartWithNewInstanceId ? NewId() : instanceId;
        return await TryStartAsync(id, start, null, cancellation)
            ? id
            : throw new InvalidOperationException($"An orchestration with the instanceId {instanceId} cannot be restarted.");
    }

    public override async Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        using var span = Spans.RaiseEvent(eventName, instanceId);
        var payload = converter.Serialize(eventPayload);
        var posted = await instances.PostAsync(instanceId, EventType.EventRaised, eventName, payload, cancellation);
        Check(posted, instanceId, StatusCode.NotFound, StatusCode.FailedPrecondition);
    }

    public override async Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var posted = await instances.TerminateAsync(
            instanceId, converter.Serialize(options?.Output), options?.Recursive ?? false, cancellation);
        Check(posted, instanceId, StatusCode.NotFound, StatusCode.FailedPrecondition);
    }

    public override async Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var posted = await instances.PostAsync(instanceId, EventType.Suspended, null, reason, cancellation);
        Check(posted, instanceId, StatusCode.Unknown, StatusCode.Unknown);
    }

    public override async Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        Check(await instances.ResumeAsync(instanceId, cancellation), instanceId, StatusCode.Unknown, StatusCode.Unknown);
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return reader.FindAsync(instanceId, getInputsAndOutputs, cancellation);
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
        => WaitAsync(instanceId, getInputsAndOutputs, found => found.RuntimeStatus != OrchestrationRuntimeStatus.Pending, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
        => WaitAsync(instanceId, getInputsAndOutputs, found => found.IsCompleted, cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
        => new Instances(reader, filter ?? new OrchestrationQuery());

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return new PurgeResult(await purge.OneAsync(instanceId, options?.Recursive ?? false, cancellation));
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new PurgeResult(await purge.ManyAsync(filter, options?.Recursive ?? false, cancellation));
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    async Task<bool> TryStartAsync(string instanceId, Start start, DateTimeOffset? startAt, CancellationToken cancellation)
    {
        using var span = Spans.CreateOrchestration(start.Name, start.Version, instanceId);
        var trace = TraceLink.Below(Activity.Current?.Context);
        if (!await instances.TryStartAsync(instanceId, start.Name, start.Version, start.Input, startAt, trace, cancellation))
        {
            span?.SetStatus(ActivityStatusCode.Error, nameof(OrchestrationAlreadyExistsException));
            return false;
        }

        log.LogInformation("Scheduled orchestration {Orchestrator} as {InstanceId}.", start.Name, instanceId);
        return true;
    }

    static string NewId() => Guid.NewGuid().ToString("N");

    /// <summary>Like the real client, also waits for an instance that does not exist yet.</summary>
    async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, bool withPayloads, Func<OrchestrationMetadata, bool> isReached, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        while (true)
        {
            var news = signals.Statuses.Next;
            if (await reader.FindAsync(instanceId, withPayloads, cancellation) is { } found && isReached(found))
            {
                return found;
            }

            await Task.WhenAny(news, Task.Delay(LongestLook, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    static void Check(Posted posted, string instanceId, StatusCode whenMissing, StatusCode whenRefused)
    {
        switch (posted)
        {
            case Posted.NoSuchInstance:
                throw new RpcException(new Status(whenMissing, $"No instance with ID {instanceId} was found."));
            case Posted.Refused:
                throw new RpcException(new Status(whenRefused, $"The status of the instance with ID {instanceId} does not allow this."));
        }
    }

    sealed class Instances(InstanceReader reader, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
    {
        public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
            => PagesAsync(continuationToken ?? query.ContinuationToken, pageSizeHint ?? query.PageSize);

        async IAsyncEnumerable<Page<OrchestrationMetadata>> PagesAsync(
            string? after, int pageSize, [EnumeratorCancellation] CancellationToken cancellation = default)
        {
            do
            {
                var page = await reader.ListAsync(query, after, pageSize, cancellation);
                yield return page;
                after = page.ContinuationToken;
            }
            while (after is not null);
        }
    }
}
