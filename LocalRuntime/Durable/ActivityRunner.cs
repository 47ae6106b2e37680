using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VideoGen.LocalRuntime.Durable.Telemetry;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Runs a claimed activity and posts its result. No transaction is open while it runs.</summary>
sealed class ActivityRunner(
    TaskStore tasks,
    ActivityResults results,
    TurnRunner turns,
    ActivityLeases leases,
    IDurableFunctions functions,
    DataConverter converter,
    DurableTelemetry telemetry,
    IOptions<DurableEngineOptions> options,
    ILogger<ActivityRunner> log)
{
    /// <summary>Never throws. The turn that waits for the result is run here too, if nobody else has the instance.</summary>
    /// <param name="task">The claim.</param>
    /// <param name="stop">Cancels the activity and hands it back.</param>
    /// <returns>The activity that such a turn asked for, claimed, to be run in the same place.</returns>
    public async Task<ClaimedTask?> RunAsync(ClaimedTask task, CancellationToken stop)
    {
        try
        {
            if (await RunHeldAsync(task, stop) is { } next)
            {
                return await turns.RunAsync(next, Place.Of(task));
            }
        }
        // The lease runs out by itself, and somebody else takes the activity over.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogError(exception, "The result of activity {Activity} of {InstanceId} could not be saved.", task.Name, task.InstanceId);
        }

        return null;
    }

    /// <returns>The turn that was claimed with the result.</returns>
    async Task<Turn?> RunHeldAsync(ClaimedTask task, CancellationToken stop)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var watch = telemetry.Watch(task);
        leases.Hold(task, cancel);
        try
        {
            if (await ExecuteAsync(task, watch, cancel.Token) is { } result)
            {
                return await results.PostAsync(result, stop);
            }

            if (stop.IsCancellationRequested)
            {
                await tasks.HandBackAsync(task, CancellationToken.None);
                log.LogInformation("Activity {Activity} of {InstanceId} was handed back.", task.Name, task.InstanceId);
            }

            return null;
        }
        finally
        {
            leases.Drop(task);
        }
    }

    /// <returns><see langword="null"/> when it was cancelled: there is no result to save.</returns>
    async Task<Result?> ExecuteAsync(ClaimedTask task, ActivityWatch watch, CancellationToken cancel)
    {
        if (functions.FindActivity(task.Name) is not { } function)
        {
            log.LogError("Activity {Activity} of {InstanceId} is not known.", task.Name, task.InstanceId);
            return Result.Failed(task, FailureJson.Unknown);
        }

        if (task.Attempt > options.Value.MaxActivityAttempts)
        {
            return Result.Failed(task, TaskFailureDetails.FromException(new InvalidOperationException(
                $"The activity was begun {task.Attempt - 1} times and never came to an end.")));
        }

        try
        {
            var output = await Task.Run(() => function(new ActivityContext(task), task.Input, cancel), CancellationToken.None);
            var result = new Result(task, EventType.TaskDone, converter.Serialize(output));
            watch.Completed();
            return result;
        }
        // Whatever an activity throws is its result.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (cancel.IsCancellationRequested)
            {
                return null;
            }

            log.LogWarning(exception, "Activity {Activity} of {InstanceId} failed.", task.Name, task.InstanceId);
            var failure = TaskFailureDetails.FromException(exception);
            watch.Failed(failure);
            return Result.Failed(task, failure);
        }
    }

    sealed class ActivityContext(ClaimedTask task) : TaskActivityContext
    {
        public override TaskName Name => task.Name;

        public override string InstanceId => task.InstanceId;
    }
}
