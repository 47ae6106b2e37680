namespace VideoGen.Infrastructure.Models;

/// <summary>
/// The HTTP client for the package that speaks to Gemini. The package knows one address only; where the settings name another, requests go
/// there, and with them the key.
/// </summary>
internal sealed class GeminiHttp(IHttpClientFactory clients, GeminiOptions options) : IHttpClientFactory
{
    public HttpClient CreateClient(string name) => clients.CreateClient(options.Name);

    /// <summary>Sends requests to the address of the settings.</summary>
    internal sealed class Redirect(GeminiOptions options) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(options.Address, request.RequestUri!.PathAndQuery.TrimStart('/'));
            return base.SendAsync(request, cancellationToken);
        }
    }
}
