using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Rendering;

public static class RenderingServices
{
    /// <summary>Providers, prices, stills and what renders with them.</summary>
    public static IServiceCollection AddRendering(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<ProductionLoader>()
            .AddSingleton<Quoter>()
            .AddSingleton<Estimator>()
            .AddSingleton<VideoMedia>()
            .AddSingleton<StillLibrary>()
            .AddSingleton<StillStudio>()
            .AddSingleton<PlanningCost>()
            .AddSingleton<Reviewer>()
            .AddSingleton<WorkFolders>()
            .AddSingleton<JobReader>()
            .AddSingleton<LostJobs>()
            .AddSingleton<ClipCollector>()
            .AddSingleton<VideoProviders>()
            .AddSingleton<IVideoProvider, LocalVideoProvider>();
    }
}
