using Microsoft.Extensions.Options;

namespace VideoGen.Infrastructure.Models;

/// <summary>Azure OpenAI, as environment variables <c>Models__AzureOpenAi__ApiKey</c> and so on.</summary>
public sealed class AzureOpenAiOptions : ModelServiceOptions
{
    public const string Section = "Models:AzureOpenAi";

    /// <summary>The resource, such as <c>https://contoso.openai.azure.com</c>.</summary>
    public string? Endpoint { get; set; }

    /// <summary>Of the deployments' surface. Default 2025-04-01-preview, the first that has gpt-image.</summary>
    public string ApiVersion { get; set; } = "2025-04-01-preview";

    /// <summary>Quality of pictures: low, medium or high. Default medium.</summary>
    public string ImageQuality { get; set; } = "medium";

    internal override string Name => "azure_openai";

    internal override string Setting => "Models__AzureOpenAi";

    internal override string AddressName => nameof(Endpoint);

    internal override string? AddressText => Endpoint;

    /// <summary>A deployment's name says nothing of its model: text deployments are named in the settings, with their prices.</summary>
    internal override IReadOnlyList<ModelSpec> KnownTextModels => [];

    // OpenAI's list, July 2026; Azure publishes none for these models. Tokens: more than a picture of up to 1536x1024 was seen with.
    internal override IReadOnlyList<ModelSpec> KnownImageModels =>
    [
        new("gpt-image-2", [new(5m, 30m, ImageInputUsd: 8m)], ImageQuality switch { "low" => 300, "high" => 8000, _ => 2200 }),
    ];
}

[OptionsValidator]
internal sealed partial class AzureOpenAiOptionsValidator : IValidateOptions<AzureOpenAiOptions>;
