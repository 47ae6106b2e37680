using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>Who may still render a scene in this run, after what has been tried: by the attempts' rows alone.</summary>
public static class FallbackPlan
{
    /// <summary>
    /// An attempt that failed while rendering is worth one more. Not one whose picture was refused: the same words are refused again, are
    /// charged again at some providers, and too many of them endanger the account.
    /// </summary>
    const int MostAttempts = 2;

    /// <param name="attempts">At the scene, of all runs, oldest first; a retry gives every choice a fresh chance.</param>
    public static IEnumerable<Choice> Remaining(
        IEnumerable<Choice> choices, SceneBrief brief, DateOnly day, int run, IReadOnlyList<RenderJob> attempts)
    {
        var tried = attempts.Where(attempt => attempt.Run == run && !attempt.Superseded && !attempt.WasNeverCalled).ToList();
        return choices.Where(choice => choice.Offer.Obstacle(brief, day) is null && IsWorthIt(choice.Offer, tried));
    }

    static bool IsWorthIt(Offer offer, List<RenderJob> tried)
    {
        var withProvider = tried.Where(attempt => attempt.Provider == offer.Provider.Name).ToList();
        var withModel = withProvider.Where(attempt => attempt.Model == offer.Model.Id).ToList();
        // A blocked or empty account is no matter of the scene: its circuit keeps others from it.
        return !withProvider.Any(attempt => FaultOf(attempt) is ProviderFault.InputRefused)
            && (withModel.Count == 0
                || (withModel.Count < MostAttempts && FaultOf(withModel[^1]) is ProviderFault.GenerationFailed or ProviderFault.Unavailable or ProviderFault.Throttled));
    }

    static ProviderFault? FaultOf(RenderJob attempt) => attempt.Fault is { } word ? Spelling.Parse<ProviderFault>(word) : null;
}
