using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Activities;

public sealed class FailVideo(VideoPhases phases)
{
    [Function(nameof(Steps.FailVideo))]
    public async Task<StepOutcome> RunAsync([ActivityTrigger] FailedRun failed, CancellationToken cancellationToken)
        => await phases.FailAsync(failed.Run, failed.Failure, cancellationToken) ? StepOutcome.Done : StepOutcome.Stopped;
}
