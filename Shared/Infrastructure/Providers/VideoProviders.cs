using VideoGen.Domain;

namespace VideoGen.Infrastructure.Providers;

/// <param name="StandIn">It only takes the place of what no provider that was asked for could render.</param>
public sealed record Choice(Offer Offer, bool StandIn);

/// <summary>The providers of this installation, by name.</summary>
public sealed class VideoProviders(IEnumerable<IVideoProvider> providers)
{
    readonly Dictionary<string, IVideoProvider> _byName = providers.ToDictionary(provider => provider.Name);

    public IReadOnlyCollection<IVideoProvider> All => _byName.Values;

    /// <summary>Every choice that a video may name, the bare name for a provider's first model.</summary>
    public IEnumerable<string> Choices => All.SelectMany(provider => provider.Models.Skip(1).Select(model => $"{provider.Name}:{model.Id}").Prepend(provider.Name));

    /// <param name="choice"><c>name</c> or <c>name:model</c>.</param>
    public Offer? Find(string choice)
    {
        var (name, model) = choice.Split(':', 2) is [var first, var second] ? (first, second) : (choice, null);
        return _byName.GetValueOrDefault(name) is { } provider
            && provider.Models.FirstOrDefault(one => model is null || one.Id == model) is { } found ? new Offer(provider, found) : null;
    }

    /// <summary>What may render a video's scenes, in order; what this installation no longer has is left out.</summary>
    public IReadOnlyList<Choice> For(GenerationOptions options)
    {
        var named = options.Providers.Select(Find).OfType<Offer>().Select(offer => new Choice(offer, StandIn: false)).ToList();
        return options.PartialDelivery && Find(LocalVideoProvider.ProviderName) is { } animatic && named.All(choice => choice.Offer.Provider != animatic.Provider)
            ? [.. named, new Choice(animatic, StandIn: true)]
            : named;
    }

    /// <exception cref="InvalidOperationException">A job is of a provider that this installation no longer has.</exception>
    public IVideoProvider Get(string provider) => _byName.GetValueOrDefault(provider)
        ?? throw new InvalidOperationException($"There is no video provider '{provider}'; there are: {string.Join(", ", _byName.Keys)}.");
}
