namespace VideoGen.Infrastructure.Providers;

/// <summary>The providers of this installation, by name.</summary>
public sealed class VideoProviders(IEnumerable<IVideoProvider> providers)
{
    readonly Dictionary<string, IVideoProvider> _byName = providers.ToDictionary(provider => provider.Name);

    public IReadOnlyCollection<string> Names => _byName.Keys;

    public IVideoProvider? Find(string name) => _byName.GetValueOrDefault(name);

    /// <exception cref="InvalidOperationException">A video names a provider that this installation no longer has.</exception>
    public IVideoProvider Get(string name) => Find(name)
        ?? throw new InvalidOperationException($"There is no video provider '{name}'; there are: {string.Join(", ", Names)}.");
}
