using System.Globalization;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Activities;

/// <summary>What stood in the way of rendering a scene, as its people are told when nothing is left to try.</summary>
sealed class Obstacles(int scene, IEnumerable<RenderJob> attempts)
{
    readonly List<(string Who, GenerationFailure Failure)> _all =
        [.. attempts.Where(attempt => attempt.Failure is not null && !attempt.WasNeverCalled)
            .Select(attempt => ($"{attempt.Provider}:{attempt.Model}", attempt.Failure!))];

    /// <summary>When a provider that is out of order may be tried again; <see langword="null"/> when that is not worth waiting for.</summary>
    public TimeSpan? PassesIn { get; private set; }

    public void Add(ProviderCircuit open)
    {
        var who = open.Model.Length == 0 ? open.Provider : $"{open.Provider}:{open.Model}";
        _all.Add((who, new("provider_unavailable", open.Message ?? open.Fault!, scene)));
        // What another tries out is known soon.
        if (open.IsPassing || open.OpenFor == TimeSpan.Zero)
        {
            PassesIn = PassesIn is { } sooner && sooner < open.Bars() ? sooner : open.Bars();
        }
    }

    public void Add(NewRenderJob job, Reservation refused) => _all.Add(($"{job.Provider}:{job.Model}", refused.Result switch
    {
        ReservationResult.OverBudget => new("over_budget", Money(
            $"The attempt costs {job.CostUsd:0.00##} USD and the brand's monthly_budget_usd has {refused.LeftUsd:0.00##} USD left this month. Raise it, or retry next month."), scene),
        ReservationResult.OverKeyCap => new("over_key_cap", Money(
            $"The attempt costs {job.CostUsd:0.00##} USD and the monthly_cap_usd of the API key that let this video spend has {refused.LeftUsd:0.00##} USD left this month. Retry with another key, or next month."), scene),
        _ => new("over_limit", Money($"The attempt costs {job.CostUsd:0.00##} USD and the video's max_cost_usd has {refused.LeftUsd:0.00##} USD left."), scene),
    }));

    /// <returns><see langword="null"/> when nothing was tried.</returns>
    public GenerationFailure? Describe() => _all switch
    {
        [] => null,
        [var (_, only)] => only,
        // The code of the last: it is why there is no further.
        [.., var (_, last)] => last with
        {
            Detail = string.Join("; ", _all.Select(one => $"{one.Who}: {one.Failure.Message}{(one.Failure.Detail is { } detail ? $" ({detail})" : "")}")),
        },
    };

    static string Money(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
