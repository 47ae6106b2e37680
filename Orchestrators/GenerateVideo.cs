using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using VideoGen.Domain;

namespace VideoGen.Orchestrators;

/// <summary>
/// Makes one video, from the script to the published file, pausing where a review was asked for. Steps that lie behind say so
/// at once, so a retry runs the same way from the start and works only from where it failed.
/// </summary>
public static class GenerateVideo
{
    [Function(nameof(GenerateVideo))]
    public static async Task<StepOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, RunKey run)
    {
        var outcome = await GoAsync(context, run);
        if (outcome.Failure is { } failure)
        {
            await context.CallAsync(Steps.FailVideo, new(run, failure));
        }

        return outcome;
    }

    static async Task<StepOutcome> GoAsync(TaskOrchestrationContext context, RunKey run)
    {
        var wakeUp = new WakeUp(context);
        Func<Task<StepOutcome>>[] way =
        [
            () => context.CallAsync(Steps.BeginRun, run),
            () => context.CallAsync(Steps.WriteScript, run),
            () => Review.WaitAsync(context, wakeUp, run, ReviewPoint.Script),
            () => context.CallAsync(Steps.DrawStoryboard, run),
            () => Review.WaitAsync(context, wakeUp, run, ReviewPoint.Storyboard),
            () => RenderScenesAsync(context, run),
            () => context.CallAsync(Steps.AssembleVideo, run),
            () => context.CallAsync(Steps.MakeThumbnail, run),
            () => context.CallAsync(Steps.PublishVideo, run),
        ];
        try
        {
            foreach (var step in way)
            {
                var outcome = await step();
                if (outcome.Result != StepResult.Done)
                {
                    return outcome;
                }
            }

            return StepOutcome.Done;
        }
        catch (TaskFailedException fault)
        {
            return StepOutcome.Failed(StepCalls.Describe(fault));
        }
    }

    /// <summary>Renders the scenes side by side. One failed scene does not stop the others: what they finish is kept.</summary>
    static async Task<StepOutcome> RenderScenesAsync(TaskOrchestrationContext context, RunKey run)
    {
        var plan = await context.CallAsync(Steps.PlanRendering, run);
        if (plan.Outcome.Result != StepResult.Done)
        {
            return plan.Outcome;
        }

        var underWay = new List<Task<StepOutcome>>();
        var worst = StepOutcome.Done;
        for (var scene = 1; scene <= plan.SceneCount || underWay.Count > 0;)
        {
            while (scene <= plan.SceneCount && underWay.Count < plan.Parallel && worst.Result != StepResult.Stopped)
            {
                var key = new SceneKey(run, scene++);
                underWay.Add(context.CallSubOrchestratorAsync<StepOutcome>(
                    nameof(RenderScene), key, new SubOrchestrationOptions(instanceId: key.InstanceId())));
            }

            if (underWay.Count == 0)
            {
                break;
            }

            var ended = await Task.WhenAny(underWay);
            underWay.Remove(ended);
            var outcome = await ended;
            worst = worst.Result == StepResult.Done ? outcome : worst;
        }

        return worst;
    }
}
