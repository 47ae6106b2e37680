using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.References;

namespace VideoGen.Activities;

public sealed class FailReference(MeasuredReferences references)
{
    [Function(nameof(Steps.FailReference))]
    public async Task<StepOutcome> RunAsync([ActivityTrigger] FailedReference failed, CancellationToken cancellationToken)
    {
        await references.DiscardFilesAsync(KeyFrames.Prefix(failed.ReferenceId), cancellationToken);
        return await references.FailAsync(failed.ReferenceId, failed.Failure, cancellationToken) ? StepOutcome.Done : StepOutcome.Stopped;
    }
}
