using System.ComponentModel.DataAnnotations;

namespace VideoGen.Infrastructure.Providers;

/// <summary>What the settings of all paid providers have in common. Without a key the provider is not there.</summary>
public abstract class ProviderOptions : IValidatableObject
{
    /// <summary>Goes to the provider's own address only, and into no log.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Where its API is. Default: the provider's; another one is for tests and proxies.</summary>
    public string? BaseAddress { get; set; }

    /// <summary>Longest wait for one answer, seconds, 1 to 300. Default 60. A longer submit is of unknown outcome.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Jobs under way at once, over all videos and processes. Default: what the provider allows new accounts.</summary>
    public int? MaxConcurrent { get; set; }

    /// <summary>Submits in any minute. Default: what the provider allows new accounts.</summary>
    public int? MaxPerMinute { get; set; }

    /// <summary>
    /// Shortest time between two looks at a job, seconds, 0.1 to 300; the longest is six times that. Default: what the provider asks for.
    /// </summary>
    public double? PollSeconds { get; set; }

    /// <summary>Hosts that clips may come from: a name, or <c>.name</c> for all below it. Empty: those seen at the provider.</summary>
    public IList<string> DownloadHosts { get; } = [];

    /// <summary>Models on offer, the first being the provider's default. Empty: those of the provider's pages, at their prices.</summary>
    public IList<ModelOptions> Models { get; } = [];

    /// <summary>The provider's name.</summary>
    internal abstract string Name { get; }

    /// <summary>The section, with <c>__</c> as environment variables have it.</summary>
    internal abstract string Setting { get; }

    internal abstract string DefaultAddress { get; }

    internal abstract IReadOnlyList<string> DefaultDownloadHosts { get; }

    internal abstract IReadOnlyList<ProviderModel> DefaultModels { get; }

    /// <summary>Ends with a slash, so that paths are added to it.</summary>
    internal Uri Address => new((BaseAddress ?? DefaultAddress).TrimEnd('/') + "/");

    internal DownloadRules Downloads
        => new(DownloadHosts.Count > 0 ? [.. DownloadHosts] : DefaultDownloadHosts, Address, $"{Setting}__DownloadHosts");

    internal IReadOnlyList<ProviderModel> OfferedModels
        => Models.Count == 0
            ? DefaultModels
            : [.. Models.Select(model => model.ToModel(DefaultModels.FirstOrDefault(known => known.Id == model.Id)))];

    internal ProviderContract Paced(ProviderContract usual) => PollSeconds is { } seconds
        ? usual with { PollEvery = TimeSpan.FromSeconds(seconds), PollAtMostEvery = TimeSpan.FromSeconds(6 * seconds) } : usual;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        => Problems().Select(problem => new ValidationResult(problem));

    internal virtual IEnumerable<string> Problems()
    {
        if (!Uri.TryCreate(BaseAddress ?? DefaultAddress, UriKind.Absolute, out var address) || address.Query.Length > 0
            || !(address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            yield return $"{Setting}__BaseAddress is an absolute https address without a query; http is for this machine alone.";
        }

        if (ApiKey is null || ApiKey.Any(character => character is < '!' or > '~'))
        {
            yield return $"{Setting}__ApiKey has a space, a line break or another character that no key has.";
        }

        if (TimeoutSeconds is < 1 or > 300)
        {
            yield return $"{Setting}__TimeoutSeconds is 1 to 300.";
        }

        if (MaxConcurrent < 1)
        {
            yield return $"{Setting}__MaxConcurrent is at least 1.";
        }

        if (MaxPerMinute < 1)
        {
            yield return $"{Setting}__MaxPerMinute is at least 1.";
        }

        if (PollSeconds is < 0.1 or > 300)
        {
            yield return $"{Setting}__PollSeconds is 0.1 to 300.";
        }

        foreach (var host in DownloadHosts.Where(host => !DownloadRules.IsHost(host)))
        {
            yield return $"{Setting}__DownloadHosts: '{host}' is no host; give 'files.example.com', or '.example.com' for all below.";
        }

        for (var i = 0; i < Models.Count; i++)
        {
            foreach (var problem in Models[i].Problems(DefaultModels))
            {
                yield return $"{Setting}__Models__{i}__{problem}";
            }
        }
    }
}
