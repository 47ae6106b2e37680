using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;

namespace VideoGen.Infrastructure.Models;

/// <summary>The Azure OpenAI client as it is used here: one request, one answer, at the API version of the settings.</summary>
internal static class AzureOpenAiConnection
{
    public static AzureOpenAIClient Create(AzureOpenAiOptions options, IHttpClientFactory clients)
    {
        var settings = new AzureOpenAIClientOptions
        {
            Transport = new HttpClientPipelineTransport(clients.CreateClient(options.Name)),
            // It would try three times more, and every time that is answered is paid.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
        };
        settings.AddPolicy(new ApiVersion(options.ApiVersion), PipelinePosition.PerCall);
        return new AzureOpenAIClient(options.Address, new ApiKeyCredential(options.ApiKey!), settings);
    }

    /// <summary>The package names the versions that it knew; pictures of today's models need a later one.</summary>
    sealed class ApiVersion(string version) : PipelinePolicy
    {
        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
        {
            Set(message);
            ProcessNext(message, pipeline, currentIndex);
        }

        public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
        {
            Set(message);
            return ProcessNextAsync(message, pipeline, currentIndex);
        }

        void Set(PipelineMessage message)
            => message.Request.Uri = new UriBuilder(message.Request.Uri!) { Query = $"api-version={Uri.EscapeDataString(version)}" }.Uri;
    }
}
