using Microsoft.DurableTask;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Tries a step again, by steps and timers of the orchestration itself: they survive restarts like everything else.</summary>
static class Retries
{
    public static Task<string?> RunAsync(TaskOrchestrationContext context, TaskRetryOptions? retry, Func<Task<string?>> attempt)
        => retry switch
        {
            { Policy: { } policy } => ByPolicyAsync(context, policy, attempt),
            { Handler: { } handler } => ByHandlerAsync(context, handler, attempt),
            _ => attempt(),
        };

    static async Task<string?> ByPolicyAsync(TaskOrchestrationContext context, RetryPolicy policy, Func<Task<string?>> attempt)
    {
        var begun = context.CurrentUtcDateTime;
        for (var attempts = 1; ; attempts++)
        {
            TimeSpan delay;
            try
            {
                return await attempt();
            }
            catch (TaskFailedException) when (attempts == policy.MaxNumberOfAttempts)
            {
                // As in the real runtime, which keeps it for old histories' sake: without it, later steps would have other numbers here.
                await context.CreateTimer(TimeSpan.Zero, CancellationToken.None);
                throw;
            }
            catch (TaskFailedException failure) when (MayRetry(context, policy, begun, failure))
            {
                delay = Delay(policy, attempts);
            }

            await context.CreateTimer(delay, CancellationToken.None);
        }
    }

    static async Task<string?> ByHandlerAsync(TaskOrchestrationContext context, AsyncRetryHandler handler, Func<Task<string?>> attempt)
    {
        var begun = context.CurrentUtcDateTime;
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failure)
            {
                var elapsed = context.CurrentUtcDateTime - begun;
                if (!await handler(new RetryContext(context, attempts, failure.FailureDetails, elapsed, CancellationToken.None)))
                {
                    throw;
                }
            }
        }
    }

    static bool MayRetry(TaskOrchestrationContext context, RetryPolicy policy, DateTime begun, TaskFailedException failure)
    {
        try
        {
            return policy.Handle(failure)
                && (policy.RetryTimeout == Timeout.InfiniteTimeSpan || context.CurrentUtcDateTime - begun < policy.RetryTimeout);
        }
        // A judge that throws must not hide the failure that it was asked about.
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    static TimeSpan Delay(RetryPolicy policy, int attempts)
    {
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempts - 1);
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return milliseconds < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : longest;
    }
}
