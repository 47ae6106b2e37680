using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Activities;

public sealed class FailAnimatic(AnimaticRepository animatics)
{
    [Function(nameof(Steps.FailAnimatic))]
    public async Task<StepOutcome> RunAsync([ActivityTrigger] FailedAnimatic failed, CancellationToken cancellationToken)
        => await animatics.FailAsync(failed.Animatic, failed.Failure, cancellationToken) ? StepOutcome.Done : StepOutcome.Stopped;
}
