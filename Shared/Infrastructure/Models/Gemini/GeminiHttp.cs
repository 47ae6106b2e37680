using System.Globalization;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Models;

/// <summary>
/// The HTTP client for the package that speaks to Gemini. The package knows one address only; where the settings name another, requests go
/// there, and with them the key.
/// </summary>
internal sealed class GeminiHttp(IHttpClientFactory clients, GeminiOptions options) : IHttpClientFactory
{
    public HttpClient CreateClient(string name) => clients.CreateClient(options.Name);

    /// <summary>Sends requests to the address of the settings, and counts them.</summary>
    internal sealed class Redirect(GeminiOptions options) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(options.Address, request.RequestUri!.PathAndQuery.TrimStart('/'));
            var response = await base.SendAsync(request, cancellationToken);
            ProviderMeter.Count(options.Name, request.Method, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
            return response;
        }
    }
}
