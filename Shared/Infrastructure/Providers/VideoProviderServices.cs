using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace VideoGen.Infrastructure.Providers;

public static class VideoProviderServices
{
    /// <summary>
    /// The paid providers of the section <c>Providers</c>, those that have a key. Settings are checked when the host starts. Needs
    /// <c>AddAssets</c>, <c>AddMedia</c> and <c>AddRendering</c>.
    /// </summary>
    public static IServiceCollection AddVideoProviders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<VideoProviderOptions, VideoProviderOptionsValidator>()
            .Bind(configuration.GetSection(VideoProviderOptions.Section));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SceneStills>().AddSingleton<ClipDownload>().AddSingleton<ClipImport>();
        AddClient(services, ClipDownload.Client);

        Add<LumaOptions, LumaOptionsValidator, LumaVideoProvider>(services, configuration, LumaOptions.Section);
        Add<RunwayOptions, RunwayOptionsValidator, RunwayVideoProvider>(services, configuration, RunwayOptions.Section);
        if (Add<LumaDreamMachineOptions, LumaDreamMachineOptionsValidator, LumaDreamMachineVideoProvider>(
            services, configuration, LumaDreamMachineOptions.Section))
        {
            services.AddSingleton<IProviderCallbacks, LumaDreamMachineCallbacks>();
        }

        if (Add<HeyGenOptions, HeyGenOptionsValidator, HeyGenVideoProvider>(services, configuration, HeyGenOptions.Section))
        {
            services.AddSingleton<IProviderCallbacks, HeyGenCallbacks>();
        }

        return services;
    }

    /// <returns>Whether there is a key, and so a provider.</returns>
    static bool Add<TOptions, TValidator, TProvider>(IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : ProviderOptions, new()
        where TValidator : class, IValidateOptions<TOptions>
        where TProvider : class, IVideoProvider
    {
        if (string.IsNullOrWhiteSpace(configuration[$"{section}:{nameof(ProviderOptions.ApiKey)}"]))
        {
            return false;
        }

        services.AddOptionsWithValidateOnStart<TOptions, TValidator>().Bind(configuration.GetSection(section));
        services.AddSingleton<IVideoProvider, TProvider>();
        AddClient(services, new TOptions().Name);
        return true;
    }

    /// <summary>
    /// A client that does each request once: no retry handler, and redirects are not followed, as they would take a key along. It waits
    /// as long as its caller does.
    /// </summary>
    static void AddClient(IServiceCollection services, string name) => services
        .AddHttpClient(name, client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan;
            client.DefaultRequestHeaders.UserAgent.ParseAdd("VideoGen");
        })
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        // Links open what they name; they stay out of logs.
        .RemoveAllLoggers();
}
