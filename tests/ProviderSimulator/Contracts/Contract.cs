using VideoGen.ProviderSimulator.Jobs;

namespace VideoGen.ProviderSimulator.Contracts;

/// <summary>Why a request is refused, in words that all contracts share.</summary>
public enum RefusalKind
{
    WrongKey,
    Invalid,
    TooLarge,
    NotFound,
    Conflict,
    PromptModerated,
    OutOfCredit,
    AccountBlocked,
    ModelRetired,
    TooManyRequests,
    TooManyJobs,
    DailyCap,
    Internal,
    Unavailable,
}

/// <param name="Message">For people.</param>
/// <param name="Field">The field at fault, if one is.</param>
/// <param name="RetryAfterSeconds">Goes into <c>Retry-After</c>.</param>
/// <param name="Code">The contract's own code where it has several for one kind.</param>
public sealed record Refusal(RefusalKind Kind, string Message, string? Field = null, int? RetryAfterSeconds = null, string? Code = null);

/// <summary>Leaves a handler with a refusal as the answer.</summary>
public sealed class RefusedException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal => refusal;

    public static RefusedException Invalid(string field, string message) => new(new Refusal(RefusalKind.Invalid, message, field));
}

/// <summary>
/// One provider's wire contract. Another provider is a class like this one in a folder of its own, and its name in
/// <see cref="Simulator.Contracts"/>; those that answer at once, such as text and image models, need no <see cref="RenderFarm"/>.
/// </summary>
public abstract class Contract
{
    /// <summary>As the app names it; the first part of its paths.</summary>
    public abstract string Provider { get; }

    /// <summary>Adds its routes, below <c>/{Provider}</c>.</summary>
    public abstract void Map(RouteGroupBuilder routes);

    public abstract bool HasKey(HttpRequest request, string key);

    /// <summary>The error answer as this contract words it.</summary>
    public abstract IResult Refuse(Refusal refusal);

    /// <summary>A job started or ended: where the contract has callbacks, they are sent.</summary>
    public virtual Task OnMovedAsync(Job job) => Task.CompletedTask;

    protected static bool HasBearer(HttpRequest request, string key) => request.Headers.Authorization == $"Bearer {key}";
}
