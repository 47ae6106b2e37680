using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Activities;

public sealed class BeginRun(VideoPhases phases)
{
    [Function(nameof(Steps.BeginRun))]
    public async Task<StepOutcome> RunAsync([ActivityTrigger] RunKey run, CancellationToken cancellationToken)
        => await phases.BeginRunAsync(run, cancellationToken) ? StepOutcome.Done : StepOutcome.Stopped;
}
