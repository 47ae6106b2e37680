using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Providers;

/// <summary>What is ordered for an attempt.</summary>
internal sealed record Order(ProviderModel Model, double Seconds, Resolution Resolution);

/// <summary>What all paid providers have in common about orders and states.</summary>
internal static partial class Orders
{
    /// <summary>The model only films from a still, and the provider cannot reach it.</summary>
    public static SubmitAnswer Unreachable { get; } = new SubmitAnswer.Refused(new(ProviderFault.InvalidRequest,
        "This model needs the scene's still, and the provider cannot reach it. Keep assets on an S3 server with a public https address, "
        + "or set Assets__PublicBaseUrl to one."));

    /// <returns><see langword="false"/> when the scene cannot be ordered, with the answer to that.</returns>
    public static bool TryFindOrder(
        this IVideoProvider provider, RenderJob job, DateOnly day, [NotNullWhen(true)] out Order? order, [NotNullWhen(false)] out SubmitAnswer? refusal)
    {
        (order, refusal) = (null, null);
        if (provider.Models.FirstOrDefault(model => model.Id == job.Model) is not { } model)
        {
            refusal = new SubmitAnswer.Refused(new(ProviderFault.ModelRetired, $"The model {job.Model} is no longer in the settings."));
        }
        else if (new Offer(provider, model) is var offer && offer.Obstacle(job.Brief, day) is { } obstacle)
        {
            refusal = new SubmitAnswer.Refused(
                new(ProviderFault.InvalidRequest, $"{provider.Name}:{model.Id} cannot render the scene: {obstacle.Message}."));
        }
        else
        {
            order = new(model, offer.OrderedSeconds(job.Brief)!.Value, offer.OrderedResolution(job.Brief));
        }

        return order is not null;
    }

    /// <summary>An answer without the job's state.</summary>
    public static JobReading Stateless { get; } = WireReading.NotSure(new(ProviderFault.Unavailable, "The answer names no state."), null);

    /// <summary>
    /// An unknown word counts as running: providers add states, and a job that is given up for one has still to be paid for.
    /// </summary>
    /// <param name="progress">Brought between 0 and 1.</param>
    public static JobAnswer Running(string state, bool known, ILogger log, double? progress = null)
    {
        if (!known)
        {
            UnknownState(log, state);
        }

        return new JobAnswer.Running(state, progress is { } some ? Math.Clamp(some, 0, 1) : null);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Unknown job state {State}; the job counts as running.")]
    static partial void UnknownState(ILogger log, string state);
}
