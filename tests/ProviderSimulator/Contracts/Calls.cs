using VideoGen.ProviderSimulator.Clips;
using VideoGen.ProviderSimulator.Faults;
using VideoGen.ProviderSimulator.Jobs;
using VideoGen.ProviderSimulator.Models;

namespace VideoGen.ProviderSimulator.Contracts;

/// <summary>What creates and status requests go through at every provider, with the faults that strike there.</summary>
public sealed class Calls(SimulatorOptions options, RenderFarm farm, FaultPlan faults, Links links)
{
    static readonly TimeSpan WaitForCallbacks = TimeSpan.FromSeconds(30);

    /// <summary>Takes a valid order.</summary>
    /// <param name="answer">The contract's answer for an accepted job.</param>
    /// <param name="accepted">Called as soon as the job exists, whatever becomes of the answer.</param>
    public async Task<IResult> CreateAsync(
        HttpContext http, Contract contract, Order order, Func<Job, IResult> answer, Action<Job>? accepted = null)
    {
        if (faults.Draw(FaultPoint.Create, contract.Provider, order) is { } before)
        {
            return before.Kind == FaultKinds.DropNoJob ? Drop(http) : contract.Refuse(RefusalOf(before.Kind));
        }

        var (admission, job) = farm.Take(order);
        if (job is null)
        {
            return contract.Refuse(RefusalOf(admission));
        }

        accepted?.Invoke(job);
        var after = faults.Draw(FaultPoint.Answer, contract.Provider, order);
        if (after?.Kind == FaultKinds.DropAnswer)
        {
            return Drop(http);
        }

        if (after?.Kind == FaultKinds.ErrorButJob)
        {
            return contract.Refuse(Internal);
        }

        if (after?.Kind == FaultKinds.CutAnswer)
        {
            return Results.Text("{\"id\": \"", "application/json", statusCode: StatusCodes.Status200OK);
        }

        if (after?.Kind == FaultKinds.SlowAnswer)
        {
            await Task.Delay(TimeSpan.FromSeconds(after.Seconds), http.RequestAborted);
        }
        else if (after?.Kind == FaultKinds.CallbackFirst)
        {
            await job.Told.Task.WaitAsync(WaitForCallbacks, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return answer(job);
    }

    /// <summary>Takes a request of a model, which answers at once; the faults before and after it are those of creates.</summary>
    /// <param name="answer">Has the model work, which costs.</param>
    public async Task<IResult> AskAsync(HttpContext http, Contract contract, ModelRequest request, Func<IResult> answer)
    {
        if (faults.Draw(FaultPoint.Create, contract.Provider, request.Order) is { } before)
        {
            return before.Kind == FaultKinds.DropNoJob ? Drop(http) : contract.Refuse(RefusalOf(before.Kind));
        }

        var answered = answer();
        var after = faults.Draw(FaultPoint.Answer, contract.Provider, request.Order);
        if (after?.Kind == FaultKinds.SlowAnswer)
        {
            await Task.Delay(TimeSpan.FromSeconds(after.Seconds), http.RequestAborted);
        }

        return after?.Kind == FaultKinds.DropAnswer ? Drop(http)
            : after?.Kind == FaultKinds.ErrorButJob ? contract.Refuse(Internal)
            : after?.Kind == FaultKinds.CutAnswer ? Results.Text("{\"usage", "application/json", statusCode: StatusCodes.Status200OK)
            : answered;
    }

    /// <summary>Answers for a job that is looked at.</summary>
    public async Task<IResult> StatusAsync(HttpContext http, Contract contract, string id, Func<Job, IResult> answer)
    {
        if (farm.Find(contract.Provider, id) is not { } job)
        {
            return contract.Refuse(NotFound(id));
        }

        var fault = faults.Draw(FaultPoint.Status, contract.Provider, job.Order);
        if (fault?.Kind == FaultKinds.StatusDropped)
        {
            return Drop(http);
        }

        if (fault?.Kind == FaultKinds.StatusSlow)
        {
            await Task.Delay(TimeSpan.FromSeconds(fault.Seconds), http.RequestAborted);
        }

        return fault?.Kind == FaultKinds.StatusMissing ? contract.Refuse(NotFound(id))
            : fault?.Kind == FaultKinds.StatusBusy ? contract.Refuse(Busy)
            : fault?.Kind == FaultKinds.StatusError ? contract.Refuse(Internal)
            : answer(job);
    }

    /// <summary>A fresh link for the answer to a status request, with its faults.</summary>
    public string? StatusLink(Job job)
        => Link(job, job.State == JobState.Completed ? faults.Draw(FaultPoint.Link, job.Order.Provider, job.Order) : null);

    /// <summary>
    /// A fresh link to the job's clip; <see langword="null"/> while there is none, or when the job's fault is to have none.
    /// </summary>
    public string? Link(Job job, Fault? fault = null)
    {
        if (job.State != JobState.Completed || job.Fate?.Kind == FaultKinds.NoUrl)
        {
            return null;
        }

        var life = fault?.Kind == FaultKinds.LinkExpires ? TimeSpan.FromSeconds(fault.Seconds) : options.LinkLife;
        var expires = (DateTimeOffset.UtcNow + life).ToUnixTimeMilliseconds();
        return links.Make(new Link(job.Id, expires, fault?.Kind == FaultKinds.LinkRedirects), links.Host);
    }

    /// <summary>The contract's word for the job's state, or a word of no documentation.</summary>
    public static string StateWord(Job job, Func<JobState, string> word)
        => job.State == JobState.Running && job.Fate?.Kind == FaultKinds.UnknownState ? "warming_up" : word(job.State);

    public static Refusal NotFound(string id) => new(RefusalKind.NotFound, $"There is no '{id}'.");

    static IResult Drop(HttpContext http)
    {
        http.Abort();
        return Results.Empty;
    }

    static Refusal Internal { get; } = new(RefusalKind.Internal, "Internal error");

    static Refusal Busy { get; } = new(RefusalKind.TooManyRequests, "Rate limit exceeded", RetryAfterSeconds: 1);

    static Refusal RefusalOf(FaultKind kind)
        => kind == FaultKinds.ErrorNoJob ? Internal
            : kind == FaultKinds.Busy ? Busy
            : kind == FaultKinds.BusyNoHint ? Busy with { RetryAfterSeconds = null }
            : kind == FaultKinds.Unavailable ? new(RefusalKind.Unavailable, "Overloaded; try again later.")
            : kind == FaultKinds.DailyCap ? RefusalOf(Admission.TooManyPerDay)
            : kind == FaultKinds.Forbidden ? new(RefusalKind.AccountBlocked, "Your account has been temporarily blocked.")
            : kind == FaultKinds.NoCredit ? RefusalOf(Admission.OutOfCredit)
            : kind == FaultKinds.ModelGone ? new(RefusalKind.ModelRetired, "This model is no longer available.")
            : new(RefusalKind.PromptModerated, "The prompt was refused by moderation.");

    static Refusal RefusalOf(Admission admission) => admission switch
    {
        Admission.OutOfCredit => new(RefusalKind.OutOfCredit, "Insufficient credits."),
        Admission.TooManyPerDay => new(RefusalKind.DailyCap, "Daily generation limit reached."),
        Admission.TooManyPerMinute => Busy with { RetryAfterSeconds = 10 },
        _ => new(RefusalKind.TooManyJobs, "Too many concurrent jobs", RetryAfterSeconds: 5),
    };
}
