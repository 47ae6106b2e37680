using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.References;

namespace VideoGen.Activities;

/// <summary>Makes the analysis out of the measurement, in the words of a model where there is one.</summary>
public sealed class DescribeReference(
    CatalogRepository catalog, MeasuredReferences references, IEnumerable<IReferenceDescriber> describers, ILogger<DescribeReference> log)
{
    [Function(nameof(Steps.DescribeReference))]
    public async Task<StepOutcome> RunAsync([ActivityTrigger] Guid referenceId, CancellationToken cancellationToken)
    {
        if (await catalog.FindReferenceAsync(referenceId, cancellationToken) is not { Measurement: { } measured, Status: ReferenceStatus.Measuring } reference)
        {
            return StepOutcome.Stopped;
        }

        var plain = MeasuredAnalysis.Compose(reference.Title, measured, described: null);
        var described = await DescribeAsync(plain, measured, cancellationToken);
        var analysis = described is null ? plain : MeasuredAnalysis.Compose(reference.Title, measured, described);
        return await references.FinishAsync(referenceId, analysis, cancellationToken) ? StepOutcome.Done : StepOutcome.Stopped;
    }

    async Task<ReferenceDescription?> DescribeAsync(ReferenceAnalysis plain, ReferenceMeasurement measured, CancellationToken cancellationToken)
    {
        foreach (var describer in describers)
        {
            try
            {
                if (await describer.DescribeAsync(plain, [.. measured.Shots.Select(shot => shot.KeyFrame).OfType<string>()], cancellationToken) is { } described)
                {
                    return described;
                }
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                log.LogWarning(e, "A reference could not be described; it keeps the measured words");
            }
        }

        return null;
    }
}
