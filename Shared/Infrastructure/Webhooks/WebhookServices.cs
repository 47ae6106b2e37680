using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Webhooks;

public static class WebhookServices
{
    /// <summary>Telling workspaces of their videos, from the section <c>Webhooks</c>. Needs <c>AddData</c>.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<WebhookOptions, WebhookOptionsValidator>().Bind(configuration.GetSection(WebhookOptions.Section));
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<SecretBox>()
            .AddSingleton<WebhookTargets>()
            .AddSingleton<WebhookSender>()
            .AddSingleton<WebhookPace>()
            .AddSingleton<WebhookEndpoints>()
            .AddSingleton<WebhookMessages>()
            .AddSingleton<WebhookLog>();
    }
}
