using System.Collections.Concurrent;
using System.ComponentModel;
using VideoGen.ProviderSimulator.Clips;
using VideoGen.ProviderSimulator.Faults;
using VideoGen.ProviderSimulator.Money;

namespace VideoGen.ProviderSimulator.Jobs;

/// <summary>Takes orders and runs jobs on a clock of its own: throttled, queued, running, then completed or failed.</summary>
public sealed class RenderFarm(SimulatorOptions options, ClipMaker clips, Bill bill, FaultPlan faults) : IDisposable
{
    static readonly TimeSpan LookForSlotEvery = TimeSpan.FromMilliseconds(20);
    readonly Lock _admission = new();
    readonly ConcurrentDictionary<string, Job> _jobs = new();
    readonly ConcurrentDictionary<string, Limits> _limits = new();
    readonly CancellationTokenSource _stop = new();

    /// <summary>Tells the client that a job has started or ended, in this order.</summary>
    public Func<Job, Task> OnMoved { get; set; } = _ => Task.CompletedTask;

    /// <summary>Every job, oldest first.</summary>
    public IReadOnlyList<Job> Jobs => [.. _jobs.Values.OrderBy(job => job.CreatedAt)];

    /// <summary>The provider's jobs that were not deleted, newest first.</summary>
    public IEnumerable<Job> Of(string provider)
        => _jobs.Values.Where(job => job.Order.Provider == provider && !job.IsDeleted).OrderByDescending(job => job.CreatedAt);

    public Job? Find(string provider, string id)
        => _jobs.GetValueOrDefault(id) is { IsDeleted: false } job && job.Order.Provider == provider ? job : null;

    public Job? Find(string id) => _jobs.GetValueOrDefault(id);

    public Limits LimitsOf(string provider) => _limits.GetOrAdd(provider, Limits.Of);

    public void SetLimits(string provider, Limits limits) => _limits[provider] = limits;

    /// <summary>What is left of the account, US dollars.</summary>
    public decimal Balance(string provider) => options.Balance - bill.NetOf(provider);

    /// <summary>Takes the order and starts the job, if the account's limits allow.</summary>
    public (Admission Admission, Job? Job) Take(Order order)
    {
        Job job;
        lock (_admission)
        {
            var limits = LimitsOf(order.Provider);
            var mine = _jobs.Values.Where(one => SharesLimit(one, order, limits)).ToList();
            var refusal = Balance(order.Provider) < order.Usd ? Admission.OutOfCredit
                : mine.Count(one => Since(one) < TimeSpan.FromDays(1)) >= limits.PerDay ? Admission.TooManyPerDay
                : mine.Count(one => Since(one) < TimeSpan.FromMinutes(1)) >= limits.PerMinute ? Admission.TooManyPerMinute
                : !limits.Waits && mine.Count(one => !one.HasEnded) >= limits.Concurrent ? Admission.TooManyJobs
                : Admission.Accepted;
            if (refusal != Admission.Accepted)
            {
                return (refusal, null);
            }

            job = new Job(
                Guid.NewGuid().ToString(), order, faults.Draw(FaultPoint.Job, order.Provider, order),
                faults.Draw(FaultPoint.Callback, order.Provider, order));
            job.State = limits.Waits ? JobState.Throttled : JobState.Queued;
            _jobs[job.Id] = job;
        }

        bill.Accepted(job);
        _ = Task.Run(() => RunAsync(job, _stop.Token));
        return (Admission.Accepted, job);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    static TimeSpan Since(Job job) => DateTimeOffset.UtcNow - job.CreatedAt;

    static bool SharesLimit(Job job, Order order, Limits limits)
        => job.Order.Provider == order.Provider && (!limits.PerModel || job.Order.Model == order.Model);

    async Task RunAsync(Job job, CancellationToken stop)
    {
        try
        {
            var clip = job.Fate is { Kind: var kind } && kind == FaultKinds.StuckQueued ? null : clips.MakeAsync(job.Order.Clip);
            while (job.State == JobState.Throttled && !TryQueue(job))
            {
                await Task.Delay(LookForSlotEvery, stop);
            }

            await Task.Delay(options.QueueTime, stop);
            if (clip is null || job.IsDeleted)
            {
                return;
            }

            (job.StartedAt, job.State) = (DateTimeOffset.UtcNow, JobState.Running);
            var telling = OnMoved(job);
            await Task.Delay(options.RunTime, stop);
            if (job.Fate?.Kind == FaultKinds.StuckRunning || job.IsDeleted)
            {
                return;
            }

            await EndAsync(job, clip);
            await telling;
            await OnMoved(job);
            job.Told.TrySetResult();
            await bill.RefundLaterAsync(job, stop);
        }
        catch (OperationCanceledException)
        {
            // The simulator is told to stop.
        }
    }

    bool TryQueue(Job job)
    {
        lock (_admission)
        {
            var limits = LimitsOf(job.Order.Provider);
            var busy = _jobs.Values.Count(one => SharesLimit(one, job.Order, limits) && one.State != JobState.Throttled && !one.HasEnded);
            if (!job.IsDeleted && busy >= limits.Concurrent)
            {
                return false;
            }

            job.State = JobState.Queued;
            return true;
        }
    }

    async Task EndAsync(Job job, Task<string> clip)
    {
        Failure? failure = job.Order.BadInput ? Failure.BadInput : FaultKinds.FailureOf(job.Fate?.Kind);
        if (failure is null)
        {
            try
            {
                job.File = await clip;
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception)
            {
                await Console.Error.WriteLineAsync($"Job {job.Id} has no clip: {e.Message}");
                failure = job.Order.Clip.FirstFrame is null ? Failure.Generation : Failure.BadInput;
            }
        }

        job.Failure = failure;
        job.EndedAt = DateTimeOffset.UtcNow;
        // Before the state: whoever sees the end finds it on the bill.
        bill.Ended(job);
        job.State = failure is null ? JobState.Completed : JobState.Failed;
    }
}
