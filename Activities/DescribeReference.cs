using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.References;

namespace VideoGen.Activities;

/// <summary>Makes the analysis out of the measurement, in the words of a model where there is one.</summary>
public sealed class DescribeReference(
    CatalogRepository catalog, MeasuredReferences references, ReferenceDescriber describer, ILogger<DescribeReference> log)
{
    [Function(nameof(Steps.DescribeReference))]
    public async Task<StepOutcome> RunAsync([ActivityTrigger] Guid referenceId, CancellationToken cancellationToken)
    {
        if (await catalog.FindReferenceAsync(referenceId, cancellationToken) is not { Measurement: { } measured, Status: ReferenceStatus.Measuring } reference)
        {
            return StepOutcome.Stopped;
        }

        var plain = MeasuredAnalysis.Compose(reference.Title, measured, described: null);
        var describing = reference.MaySpend
            ? await DescribeAsync(referenceId, plain, measured, cancellationToken)
            : Describing.None(FallbackCode.NotWanted, "It was measured without leave to spend money.");
        var analysis = describing.Description is { } described ? MeasuredAnalysis.Compose(reference.Title, measured, described) : plain;
        return await references.FinishAsync(referenceId, analysis, describing.Provenance, cancellationToken) ? StepOutcome.Done : StepOutcome.Stopped;
    }

    /// <summary>What was measured is good without it, so nothing that goes wrong here may lose it.</summary>
    async Task<Describing> DescribeAsync(
        Guid referenceId, ReferenceAnalysis plain, ReferenceMeasurement measured, CancellationToken cancellationToken)
    {
        try
        {
            return await describer.DescribeAsync(referenceId, plain, measured, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(e, "Reference {ReferenceId} could not be described; it keeps the measured words", referenceId);
            return Describing.None(FallbackCode.InternalError, "Something went wrong on our side.");
        }
    }
}
