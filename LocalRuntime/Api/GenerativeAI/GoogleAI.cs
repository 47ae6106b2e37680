using Microsoft.Extensions.Logging;
using Mscc.GenerativeAI.Types;

namespace Mscc.GenerativeAI;

/// <summary>The way to Google's models with an API key.</summary>
/// <param name="httpClientFactory">Gives the client for every request; the real package asks it for one named <c>BaseModel</c>.</param>
public sealed class GoogleAI(
    string? apiKey = null, string? accessToken = null, string? apiVersion = null, IHttpClientFactory? httpClientFactory = null,
    RequestOptions? requestOptions = null, ILogger? logger = null)
{
    readonly ILogger? _logger = logger;

    public GenerativeModel GenerativeModel(
        string model = "gemini-2.5-pro", GenerationConfig? generationConfig = null, List<SafetySetting>? safetySettings = null,
        Tools? tools = null, Content? systemInstruction = null, ILogger? logger = null)
        => new(new GeminiConnection(apiKey, accessToken, apiVersion ?? "v1beta", httpClientFactory, requestOptions, logger ?? _logger),
            model, generationConfig, systemInstruction);
}
