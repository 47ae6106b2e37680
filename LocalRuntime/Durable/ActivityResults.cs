using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// Posts the results of activities, and claims with a result the turn that waits for it, if nobody has the instance: then it is run where
/// the activity was.
/// </summary>
sealed class ActivityResults(
    TaskStore tasks,
    TurnStore turns,
    Residents residents,
    Slots<ClaimedTask> places,
    DurableDatabase database,
    IOptions<DurableEngineOptions> options,
    ILogger<ActivityResults> log)
{
    static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// A result in hand may have cost money: it is offered again until the database takes or refuses it, or the host stops.
    /// </summary>
    /// <param name="result">What came of the activity.</param>
    /// <param name="stop">Ends the retries.</param>
    /// <returns>The turn that was claimed.</returns>
    public async Task<Turn?> PostAsync(Result result, CancellationToken stop)
    {
        var task = result.Task;
        var resident = places.IsOpen && Place.Of(task).MayGoOn ? residents.TryEnter(task.InstanceId) : null;
        Finished? finished = null;
        try
        {
            finished = await FinishAsync(result, resident is null ? null : Guid.NewGuid(), stop);
        }
        finally
        {
            if (resident is not null && finished?.Next is null)
            {
                residents.Leave(resident);
            }
        }

        if (!finished.Saved)
        {
            log.LogWarning(
                "Activity {Activity} of {InstanceId} ended after its lease was lost; its result is dropped.", task.Name, task.InstanceId);
        }
        else if (finished.Next is null && !residents.Knock(task.InstanceId))
        {
            database.Tell(Changes.Turns);
        }

        return finished.Next is null ? null : finished.Next with { Resident = resident };
    }

    async Task<Finished> FinishAsync(Result result, Guid? token, CancellationToken stop)
    {
        for (var wait = FirstRetry; ; wait = wait < options.Value.LongestPoll ? wait * 2 : wait)
        {
            try
            {
                return await tasks.FinishAsync(result, token);
            }
            catch (NpgsqlException exception) when (!stop.IsCancellationRequested)
            {
                var task = result.Task;
                log.LogWarning(
                    exception, "The result of activity {Activity} of {InstanceId} could not be saved yet.", task.Name, task.InstanceId);
                await Task.Delay(wait, CancellationToken.None);
                token = await TryReleaseAsync(task, token);
            }
        }
    }

    /// <summary>
    /// It is not known whether result and claim were saved; the instance must not wait for the end of a lease that nobody knows of.
    /// </summary>
    /// <returns>The claim, while it cannot be given back.</returns>
    async Task<Guid?> TryReleaseAsync(ClaimedTask task, Guid? token)
    {
        if (token is not { } mine)
        {
            return null;
        }

        try
        {
            await turns.ReleaseAsync(task.InstanceId, mine, "the connection broke", TimeSpan.Zero, CancellationToken.None);
            database.Tell(Changes.Turns);
            return null;
        }
        catch (NpgsqlException)
        {
            return mine;
        }
    }
}
