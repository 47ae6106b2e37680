using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using VideoGen.Domain;

namespace VideoGen.Orchestrators;

/// <summary>Turns an uploaded video into a reference analysis. Deleting the reference stops it: each step then finds nothing to do.</summary>
public static class MeasureReference
{
    static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    [Function(nameof(MeasureReference))]
    public static async Task<StepOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Guid referenceId)
    {
        var outcome = await GoAsync(context, referenceId);
        if (outcome.Failure is { } failure)
        {
            await context.CallAsync(Steps.FailReference, new(referenceId, failure));
        }

        return outcome;
    }

    static async Task<StepOutcome> GoAsync(TaskOrchestrationContext context, Guid referenceId)
    {
        try
        {
            var measured = await MeasureAsync(context, referenceId);
            return measured.Result == StepResult.Done ? await context.CallAsync(Steps.DescribeReference, referenceId) : measured;
        }
        catch (TaskFailedException fault)
        {
            return StepOutcome.Failed(StepCalls.Describe(fault, "Upload the video again."));
        }
    }

    static async Task<StepOutcome> MeasureAsync(TaskOrchestrationContext context, Guid referenceId)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            var turn = await context.CallAsync(Steps.MeasureVideo, referenceId);
            if (turn.Outcome is { } outcome)
            {
                return outcome;
            }

            await context.CreateTimer(context.CurrentUtcDateTime + wait, CancellationToken.None);
        }
    }
}
