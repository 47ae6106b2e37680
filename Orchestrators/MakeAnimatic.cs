using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using VideoGen.Domain;

namespace VideoGen.Orchestrators;

/// <summary>Makes the free preview of a storyboard, beside the video's own way and without touching it.</summary>
public static class MakeAnimatic
{
    [Function(nameof(MakeAnimatic))]
    public static async Task<StepOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, AnimaticKey key)
    {
        try
        {
            return await context.CallAsync(Steps.RenderAnimatic, key);
        }
        catch (TaskFailedException fault)
        {
            return await context.CallAsync(Steps.FailAnimatic, new(key, StepCalls.Describe(fault, "Ask for the preview again.")));
        }
    }
}
