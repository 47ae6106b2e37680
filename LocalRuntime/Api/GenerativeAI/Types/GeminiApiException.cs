namespace Mscc.GenerativeAI.Types;

/// <summary>The API refused a request, or there is no answer.</summary>
public class GeminiApiException : Exception
{
    public GeminiApiException()
    {
    }

    public GeminiApiException(string message) : base(message)
    {
    }

    public GeminiApiException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public GeminiApiException(string message, HttpResponseMessage response, Exception? innerException = null) : base(message, innerException)
        => Response = response;

    public HttpResponseMessage? Response { get; }
}
