using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using VideoGen.Domain;
using VideoGen.Orchestrators;

namespace VideoGen.Functions;

/// <summary>Starts the measuring of what is stored; what could not be started, the watch starts.</summary>
public sealed class ReferenceStarter(ILogger<ReferenceStarter> log)
{
    public async Task StartAsync(DurableTaskClient durable, Guid referenceId, CancellationToken cancellationToken)
    {
        try
        {
            await durable.ScheduleNewOrchestrationInstanceAsync(
                nameof(MeasureReference), referenceId, new StartOrchestrationOptions(MeasureTurn.InstanceId(referenceId)), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(e, "Reference {ReferenceId} is stored and its measuring could not be started; the watch starts it", referenceId);
        }
    }
}
