namespace VideoGen.Infrastructure.Providers;

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

    /// <exception cref="InvalidOperationException">A video names a provider or model that this installation no longer has.</exception>
    public Offer Get(string choice) => Find(choice)
        ?? throw new InvalidOperationException($"There is no video provider '{choice}'; there are: {string.Join(", ", Choices)}.");

    /// <inheritdoc cref="Get(string)"/>
    public Offer Get(string provider, string model) => Get($"{provider}:{model}");
}
