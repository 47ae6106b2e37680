using Microsoft.DurableTask;
using VideoGen.Domain;

namespace VideoGen.Orchestrators;

/// <summary>Typed calls of <see cref="Steps"/>, so that caller and activity cannot disagree on names or shapes.</summary>
static class StepCalls
{
    /// <summary>For steps that may be repeated: four attempts, 2 s doubling to at most 15 s. A fault that lasts longer fails the run.</summary>
    static readonly TaskOptions Repeatable = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 4, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(15)));

    public static Task<TOut> CallAsync<TIn, TOut>(this TaskOrchestrationContext context, Step<TIn, TOut> step, TIn input)
        => context.CallActivityAsync<TOut>(step.Name, input, Repeatable);

    /// <summary>For the one step that spends money: no layer may call it twice.</summary>
    public static Task<TOut> CallOnceAsync<TIn, TOut>(this TaskOrchestrationContext context, Step<TIn, TOut> step, TIn input)
        => context.CallActivityAsync<TOut>(step.Name, input);

    /// <summary>
    /// What a fault, as opposed to an expected end, looks like to people. A scene that somebody terminated has no details, whatever the
    /// type says.
    /// </summary>
    /// <param name="next">What is left, and what to do.</param>
    public static GenerationFailure Describe(
        TaskFailedException fault, string next = "Everything that was finished is kept; retry goes on from there.")
        => new("internal_error", $"Something went wrong on our side. {next}", Detail: fault.FailureDetails?.ErrorMessage ?? fault.Message);
}
