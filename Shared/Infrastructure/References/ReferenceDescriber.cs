using VideoGen.Domain;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Infrastructure.References;

/// <summary>What came of describing a reference.</summary>
/// <param name="Description"><see langword="null"/> when nobody described it: the measured words stand.</param>
/// <param name="Provenance">Who did, or why nobody, with what all calls cost.</param>
public sealed record Describing(ReferenceDescription? Description, Provenance Provenance)
{
    /// <summary>Changes when the same measurement would be put otherwise into words.</summary>
    const string MeasuredWords = "measured-1";

    /// <summary>What is said of it is what was measured.</summary>
    public static Describing None(FallbackCode code, string reason) => None([new(null, code, reason)], 0, 0, 0);

    internal static Describing None(IReadOnlyList<Fallback> passedOver, int inputTokens, int outputTokens, decimal costUsd)
        => new(null, new Provenance(ModelCatalog.Offline, MeasuredWords, null, inputTokens, outputTokens, costUsd).After(passedOver));
}

/// <summary>Has what cannot be measured seen by models that look at pictures: each gets one repair, then the next is asked.</summary>
public sealed class ReferenceDescriber(ModelCatalog catalog, ModelDesk desk, ModelCalls calls, IAssetStore assets)
{
    readonly Editor _editor = new(desk, calls);

    /// <param name="plain">As it was measured; what is described are its segments.</param>
    /// <exception cref="AssetNotFoundException">A key frame is gone: so is the reference.</exception>
    public async Task<Describing> DescribeAsync(
        Guid referenceId, ReferenceAnalysis plain, ReferenceMeasurement measured, CancellationToken cancellationToken)
    {
        if (catalog.Onlookers.Count == 0)
        {
            return Describing.None(FallbackCode.NoModel, "No model that looks at pictures is set up here.");
        }

        var frames = SeenFrame.Choose(plain, measured);
        var assignment = new DescriptionAssignment(plain, frames, await PicturesAsync(frames, cancellationToken));
        var failed = new List<(string Who, Try<ReferenceDescription> Try)>();
        foreach (var choice in catalog.Onlookers)
        {
            var tried = await _editor.TryAsync(ModelErrand.OfReference(referenceId, assignment.Purpose), choice, assignment, cancellationToken);
            if (tried.Content is { } description)
            {
                return new(description, tried.Provenance.After(Fallbacks(failed)));
            }

            failed.Add((choice.Service.Service, tried));
        }

        return Describing.None(Fallbacks(failed), failed.Sum(one => one.Try.Provenance.InputTokens), failed.Sum(one => one.Try.Provenance.OutputTokens),
            failed.Sum(one => one.Try.Provenance.CostUsd));
    }

    async Task<IReadOnlyList<PictureFile>> PicturesAsync(IReadOnlyList<SeenFrame> frames, CancellationToken cancellationToken)
    {
        var pictures = new List<PictureFile>();
        foreach (var key in frames.Select(frame => frame.Shot.KeyFrame!))
        {
            await using var source = await assets.OpenReadAsync(key, cancellationToken);
            using var copy = new MemoryStream();
            await source.CopyToAsync(copy, cancellationToken);
            pictures.Add(new(copy.ToArray(), AssetContentType.Of(key)));
        }

        return pictures;
    }

    static IReadOnlyList<Fallback> Fallbacks(List<(string Who, Try<ReferenceDescription> Try)> failed)
        => [.. failed.Select(one => one.Try.Failure!.Of(one.Who))];
}
