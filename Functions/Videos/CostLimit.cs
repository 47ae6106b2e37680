using VideoGen.Domain;

namespace VideoGen.Functions;

/// <summary>What a video may cost in all, US dollars, as callers name it.</summary>
static class CostLimit
{
    const decimal Most = 100_000;

    /// <returns><see langword="null"/> when it may be so, or none is named.</returns>
    public static FieldError? Check(decimal? maxCostUsd)
        => maxCostUsd is < 0 or > Most ? new("max_cost_usd", "A limit is 0.00 to 100000.00 US dollars, for all that the video costs.") : null;
}
