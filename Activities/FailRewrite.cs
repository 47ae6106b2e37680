using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Activities;

public sealed class FailRewrite(ReviewDecisions decisions)
{
    [Function(nameof(Steps.FailRewrite))]
    public async Task<StepOutcome> RunAsync([ActivityTrigger] FailedRun failed, CancellationToken cancellationToken)
        => await decisions.FailRewriteAsync(failed.Run, failed.Failure, cancellationToken) ? StepOutcome.Done : StepOutcome.Stopped;
}
