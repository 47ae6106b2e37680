using System.ComponentModel.DataAnnotations;

namespace VideoGen.Infrastructure.Models;

/// <summary>What the settings of all services with text and image models have in common. Without a key the service is not there.</summary>
public abstract class ModelServiceOptions : IValidatableObject
{
    /// <summary>Goes to the service's own address only, and into no log.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Longest wait for one answer, seconds, 5 to 600. Default 180: pictures take up to two minutes.</summary>
    public int TimeoutSeconds { get; set; } = 180;

    /// <summary>
    /// Tokens that one text answer may have, thoughts among them, 1024 to 65536. Default 8192. This much is reserved before each call.
    /// </summary>
    public int MaxOutputTokens { get; set; } = 8192;

    /// <summary>Models that write, the first being the usual one. Empty: those of the service's pages, at their prices.</summary>
    public IList<ModelOptions> TextModels { get; } = [];

    /// <summary>Models that paint, the first being the usual one. Empty: those of the service's pages, at their prices.</summary>
    public IList<ModelOptions> ImageModels { get; } = [];

    /// <summary>The service's name.</summary>
    internal abstract string Name { get; }

    /// <summary>The section, with <c>__</c> as environment variables have it.</summary>
    internal abstract string Setting { get; }

    /// <summary>The name of the setting that holds the address.</summary>
    internal abstract string AddressName { get; }

    internal abstract string? AddressText { get; }

    internal abstract IReadOnlyList<ModelSpec> KnownTextModels { get; }

    internal abstract IReadOnlyList<ModelSpec> KnownImageModels { get; }

    internal IReadOnlyList<ModelSpec> OfferedTextModels => Offered(TextModels, KnownTextModels, MaxOutputTokens);

    internal IReadOnlyList<ModelSpec> OfferedImageModels => Offered(ImageModels, KnownImageModels, mostOutput: null);

    /// <summary>Ends with a slash.</summary>
    internal Uri Address => new(AddressText!.TrimEnd('/') + "/");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        => Problems().Select(problem => new ValidationResult(problem));

    IEnumerable<string> Problems()
    {
        if (!Uri.TryCreate(AddressText, UriKind.Absolute, out var address) || address.Query.Length > 0
            || !(address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            yield return $"{Setting}__{AddressName} is an absolute https address without a query; http is for this machine alone.";
        }

        if (ApiKey is null || ApiKey.Any(character => character is < '!' or > '~'))
        {
            yield return $"{Setting}__ApiKey has a space, a line break or another character that no key has.";
        }

        if (TimeoutSeconds is < 5 or > 600)
        {
            yield return $"{Setting}__TimeoutSeconds is 5 to 600.";
        }

        if (MaxOutputTokens is < 1024 or > 65_536)
        {
            yield return $"{Setting}__MaxOutputTokens is 1024 to 65536.";
        }

        foreach (var problem in ModelProblems(TextModels, KnownTextModels, nameof(TextModels))
            .Concat(ModelProblems(ImageModels, KnownImageModels, nameof(ImageModels))))
        {
            yield return problem;
        }
    }

    IEnumerable<string> ModelProblems(IList<ModelOptions> models, IReadOnlyList<ModelSpec> known, string list)
        => models.SelectMany((model, i) => model.Problems(known, paints: models == ImageModels).Select(problem => $"{Setting}__{list}__{i}__{problem}"));

    static IReadOnlyList<ModelSpec> Offered(IList<ModelOptions> models, IReadOnlyList<ModelSpec> known, int? mostOutput)
        => models.Count > 0 ? [.. models.Select(model => model.ToSpec(known, mostOutput))]
            : mostOutput is { } most ? [.. known.Select(spec => spec with { MostOutput = most })]
            : known;
}
