using Microsoft.DurableTask;
using VideoGen.Domain;

namespace VideoGen.Orchestrators;

/// <summary>
/// Waits for a person at a script or storyboard, and has rewritten what they ask for. The deadline is a row of the database: each look tells
/// how long is left, the timer is set by that, and the look after it ends the video.
/// </summary>
static class Review
{
    static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(1);
    static readonly TimeSpan LongestPatience = TimeSpan.FromHours(1);

    /// <summary>The clocks of database and host differ a little; a look that comes too early does not spin.</summary>
    static readonly TimeSpan ShortestPatience = TimeSpan.FromSeconds(1);

    public static async Task<StepOutcome> WaitAsync(TaskOrchestrationContext context, WakeUp wakeUp, RunKey run, ReviewPoint point)
    {
        var patience = FirstLook;
        while (true)
        {
            var review = await context.CallAsync(Steps.ReadReview, new(run, point));
            switch (review.State)
            {
                case ReviewState.Approved:
                    return StepOutcome.Done;
                case ReviewState.Stopped:
                    return StepOutcome.Stopped;
                case ReviewState.Revising:
                    await RewriteAsync(context, run);
                    patience = FirstLook;
                    continue;
            }

            await wakeUp.WaitAsync(Shorter(patience, review.Left));
            patience = Shorter(patience * 2, LongestPatience);
        }
    }

    /// <summary>A rewrite that fails leaves the revision as it is, and the video in its review.</summary>
    static async Task RewriteAsync(TaskOrchestrationContext context, RunKey run)
    {
        try
        {
            await context.CallAsync(Steps.Rewrite, run);
        }
        catch (TaskFailedException fault)
        {
            await context.CallAsync(Steps.FailRewrite, new(run, new GenerationFailure(
                "revise_failed", "The rewrite did not come about. Nothing has changed; ask again.", Detail: StepCalls.Describe(fault).Detail)));
        }
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other)
    {
        var shorter = one < other ? one : other;
        return shorter > ShortestPatience ? shorter : ShortestPatience;
    }
}
