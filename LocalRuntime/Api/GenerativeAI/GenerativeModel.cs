using Mscc.GenerativeAI.Types;

namespace Mscc.GenerativeAI;

/// <summary>One model; what was configured for it goes along with every request that does not say otherwise.</summary>
public class GenerativeModel
{
    readonly GeminiConnection _connection;
    readonly string _model;
    readonly GenerationConfig? _config;
    readonly Content? _instruction;

    internal GenerativeModel(GeminiConnection connection, string model, GenerationConfig? config, Content? instruction)
        => (_connection, _model, _config, _instruction) = (connection, model, config, instruction);

    /// <exception cref="GeminiApiException">The API refused, or could not be reached; then the inner exception says how.</exception>
    public async Task<GenerateContentResponse> GenerateContent(
        GenerateContentRequest? request, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.GenerationConfig ??= _config;
        request.SystemInstruction ??= _instruction;
        return await _connection.PostAsync(_model, request, requestOptions, cancellationToken);
    }
}
