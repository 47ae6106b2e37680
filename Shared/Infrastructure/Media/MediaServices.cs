using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace VideoGen.Infrastructure.Media;

public static class MediaServices
{
    /// <summary>Adds the painter, the film renderer, the probe and the thumbnail maker; all are safe to share between threads.</summary>
    public static IServiceCollection AddMedia(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<MediaOptions, MediaOptionsValidator>().Bind(configuration.GetSection(MediaOptions.Section));
        services.AddSingleton<Fonts>();
        services.AddSingleton<StillPainter>()
            .AddSingleton<PictureDresser>();
        services.AddSingleton<FilmRenderer>();
        services.AddSingleton<MediaProbe>();
        services.AddSingleton<ClipConformer>();
        services.AddSingleton<Thumbnail>();
        return services;
    }
}
