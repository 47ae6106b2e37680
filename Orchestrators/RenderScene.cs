using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using VideoGen.Domain;

namespace VideoGen.Orchestrators;

/// <summary>Renders one scene: takes a finished clip, or orders it once, waits for it and brings it home.</summary>
public static class RenderScene
{
    [Function(nameof(RenderScene))]
    public static async Task<StepOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, SceneKey scene)
    {
        try
        {
            var attempt = await context.CallAsync(Steps.PrepareScene, scene);
            if (attempt.JobId is null)
            {
                return attempt.Outcome;
            }

            var submitted = await context.CallOnceAsync(Steps.SubmitScene, attempt);
            if (submitted.Result != StepResult.Done)
            {
                return submitted;
            }

            var rendered = await WaitAsync(context, attempt);
            return rendered.Result == StepResult.Done ? await context.CallAsync(Steps.CollectScene, attempt) : rendered;
        }
        catch (TaskFailedException fault)
        {
            // A value, so that the other scenes go on.
            return StepOutcome.Failed(StepCalls.Describe(fault) with { Scene = scene.Scene });
        }
    }

    static async Task<StepOutcome> WaitAsync(TaskOrchestrationContext context, SceneAttempt attempt)
    {
        while (true)
        {
            var poll = await context.CallAsync(Steps.PollScene, attempt);
            if (poll.Outcome is { } outcome)
            {
                return outcome;
            }

            await context.CreateTimer(context.CurrentUtcDateTime + poll.AskAgainIn, CancellationToken.None);
        }
    }
}
