using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Providers;

/// <summary>Whose fault it is and what may help: the next step depends on this alone, never on a message.</summary>
public enum ProviderFault
{
    /// <summary>The prompt or an input picture was refused by moderation. Another provider may be tried; the same is not.</summary>
    InputRefused,

    /// <summary>What was rendered was refused by moderation.</summary>
    OutputRefused,

    /// <summary>The request does not fit the provider's contract: our fault.</summary>
    InvalidRequest,

    /// <summary>Key wrong or account blocked; concerns all videos.</summary>
    AccountBlocked,

    /// <summary>Balance or quota used up, of the provider or <see cref="ProviderFailure.OfModel"/>; concerns all videos.</summary>
    OutOfCredit,

    /// <summary>The model is gone; concerns all videos.</summary>
    ModelRetired,

    /// <summary>Too many requests or jobs; waiting helps.</summary>
    Throttled,

    /// <summary>The provider is down or overloaded; waiting may help.</summary>
    Unavailable,

    /// <summary>The job was taken and failed; another attempt may succeed.</summary>
    GenerationFailed,
}

/// <param name="ProviderCode">As the provider spells it.</param>
/// <param name="Message">For people; no keys, no links.</param>
/// <param name="Why">Where more is known than the fault says.</param>
/// <param name="OfModel">The provider's other models go on.</param>
public sealed record ProviderFailure(
    ProviderFault Fault, string Message, string? ProviderCode = null, FallbackCode? Why = null, bool OfModel = false)
{
    /// <summary>Every fault is one of the codes.</summary>
    public FallbackCode Code => Why ?? Spelling.Parse<FallbackCode>(Spelling.Of(Fault));

    public Fallback Of(string service) => new(service, Code, Message);
}
