using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace VideoGen.Infrastructure.Models;

public static class ModelServices
{
    /// <summary>
    /// The services with text and image models of the section <c>Models</c>, those that have a key. Settings are checked when the host
    /// starts.
    /// </summary>
    public static IServiceCollection AddModels(this IServiceCollection services, IConfiguration configuration)
    {
        if (Add<GeminiOptions, GeminiOptionsValidator, GeminiService>(services, configuration, GeminiOptions.Section) is { } gemini)
        {
            gemini.AddHttpMessageHandler(provider => new GeminiHttp.Redirect(provider.GetRequiredService<IOptions<GeminiOptions>>().Value));
        }

        Add<AzureOpenAiOptions, AzureOpenAiOptionsValidator, AzureOpenAiService>(services, configuration, AzureOpenAiOptions.Section);
        return services;
    }

    /// <returns>Its HTTP client; <see langword="null"/> when there is no key, and so no service.</returns>
    static IHttpClientBuilder? Add<TOptions, TValidator, TService>(
        IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : ModelServiceOptions, new()
        where TValidator : class, IValidateOptions<TOptions>
        where TService : class, ITextModel, IImageModel
    {
        if (string.IsNullOrWhiteSpace(configuration[$"{section}:{nameof(ModelServiceOptions.ApiKey)}"]))
        {
            return null;
        }

        services.AddOptionsWithValidateOnStart<TOptions, TValidator>().Bind(configuration.GetSection(section));
        services.AddSingleton<TService>();
        services.AddSingleton<ITextModel>(provider => provider.GetRequiredService<TService>());
        services.AddSingleton<IImageModel>(provider => provider.GetRequiredService<TService>());
        // Each request once: no retry handler; redirects are not followed, as they would take a key along. It waits as long as its caller
        // does.
        return services.AddHttpClient(new TOptions().Name, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
    }
}
