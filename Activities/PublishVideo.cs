using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Activities;

public sealed class PublishVideo(VideoPhases phases)
{
    [Function(nameof(Steps.PublishVideo))]
    public async Task<StepOutcome> RunAsync([ActivityTrigger] RunKey run, CancellationToken cancellationToken)
        => await phases.CompleteAsync(run, cancellationToken) ? StepOutcome.Done : StepOutcome.Stopped;
}
