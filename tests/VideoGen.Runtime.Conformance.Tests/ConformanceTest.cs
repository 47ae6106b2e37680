using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using VideoGen.Runtime.Conformance.Tests.Hosts;
using VideoGen.Testing;

[assembly: AssemblyFixture(typeof(RuntimeHost))]

namespace VideoGen.Runtime.Conformance.Tests;

/// <summary>
/// What the tests share: one running host. Waits end by what happens; the time limit only stops a test that hangs.
/// </summary>
public abstract class ConformanceTest(RuntimeHost host) : IDisposable
{
    readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1));

    protected DurableTaskClient Client => host.Client;

    protected LogLines Log => host.Log;

    /// <summary>Ends the test that hangs.</summary>
    protected CancellationToken Patience => _limit.Token;

    public void Dispose()
    {
        _limit.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static string NewId() => Guid.NewGuid().ToString("N");

    protected Task<string> StartAsync(string orchestrator, object? input = null, string? instanceId = null)
        => Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(instanceId), Patience);

    protected Task<OrchestrationMetadata> EndAsync(string instanceId)
        => Client.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true, Patience);

    /// <summary>Starts an orchestration and waits for its end.</summary>
    protected async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null, string? instanceId = null)
        => await EndAsync(await StartAsync(orchestrator, input, instanceId));

    /// <summary>Runs an orchestration to a good end.</summary>
    protected async Task<T> ResultAsync<T>(string orchestrator, object? input = null) => Result<T>(await RunAsync(orchestrator, input));

    protected static T Result<T>(OrchestrationMetadata end)
    {
        end.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Completed, "it ended with {0}", end.SerializedOutput);
        return end.ReadOutputAs<T>()!;
    }

    /// <summary>
    /// Why an instance failed, as <c>Full.Type.Name: message</c>. With Azure Storage that is the output, and there are no details; other
    /// backends give details.
    /// </summary>
    protected static string FailureOf(OrchestrationMetadata end)
    {
        end.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Failed);
        return end.FailureDetails is { } failure ? $"{failure.ErrorType}: {failure.ErrorMessage}" : end.SerializedOutput!;
    }

    /// <summary>Looks until the orchestrator has set this custom status, and the turn that did is saved.</summary>
    protected Task<OrchestrationMetadata> UntilSaysAsync(string instanceId, string customStatus)
        => UntilAsync(instanceId, found => found.SerializedCustomStatus == $"\"{customStatus}\"");

    protected Task<OrchestrationMetadata> UntilAsync(string instanceId, OrchestrationRuntimeStatus status)
        => UntilAsync(instanceId, found => found.RuntimeStatus == status);

    protected async Task<OrchestrationMetadata> UntilAsync(string instanceId, Func<OrchestrationMetadata, bool> isReached)
    {
        while (true)
        {
            if (await Client.GetInstanceAsync(instanceId, getInputsAndOutputs: true, Patience) is { } found && isReached(found))
            {
                return found;
            }

            await Task.Delay(10, Patience);
        }
    }
}
