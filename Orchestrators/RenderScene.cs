using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using VideoGen.Domain;

namespace VideoGen.Orchestrators;

/// <summary>
/// Renders one scene: takes a finished clip, or orders one, waits for it and brings it home; when that fails, from whom it may come next.
/// Each step says what comes after it, by the rows of the database; here are only the calls and the waits between them.
/// </summary>
public static class RenderScene
{
    /// <summary>A submit that ends in a fault is not repeated; what became of it is read from the rows, so many times.</summary>
    const int MostFaults = 3;

    static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    [Function(nameof(RenderScene))]
    public static async Task<StepOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, SceneKey scene)
    {
        var wakeUp = new WakeUp(context);
        try
        {
            var (turn, faults) = (SceneTurn.Prepare(), 0);
            while (turn.Outcome is null)
            {
                if (turn.Wait > TimeSpan.Zero)
                {
                    await wakeUp.WaitAsync(turn.Wait);
                }

                try
                {
                    turn = await StepAsync(context, scene, turn);
                }
                catch (TaskFailedException) when (turn.Next == SceneStep.Submit && faults++ < MostFaults)
                {
                    turn = SceneTurn.Prepare(AfterFault);
                }
            }

            return turn.Outcome;
        }
        catch (TaskFailedException fault)
        {
            // A value, so that the other scenes go on.
            return StepOutcome.Failed(StepCalls.Describe(fault) with { Scene = scene.Scene });
        }
    }

    static Task<SceneTurn> StepAsync(TaskOrchestrationContext context, SceneKey scene, SceneTurn turn) => turn.Next switch
    {
        SceneStep.Submit => context.CallOnceAsync(Steps.SubmitScene, new SceneAttempt(scene, turn.JobId!.Value)),
        SceneStep.Poll => context.CallAsync(Steps.PollScene, new SceneAttempt(scene, turn.JobId!.Value)),
        SceneStep.Collect => context.CallAsync(Steps.CollectScene, new SceneAttempt(scene, turn.JobId!.Value)),
        _ => context.CallAsync(Steps.PrepareScene, scene),
    };
}
