using Microsoft.Extensions.DependencyInjection;
using VideoGen.Functions.Contract;
using VideoGen.Functions.Http;

namespace VideoGen.Functions;

public static class ApiServices
{
    /// <summary>What the HTTP functions and timers share, on top of the infrastructure.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddSingleton<ApiDocument>()
        .AddSingleton<OrchestrationStarter>()
        .AddSingleton<VideoStarter>()
        .AddSingleton<VideoViews>()
        .AddSingleton<VideoIngredients>()
        .AddSingleton<VideoRemoval>()
        .AddSingleton<ReviewAnswers>()
        .AddSingleton<CatalogViews>()
        .AddSingleton<CatalogAnswers>()
        .AddSingleton<Readiness>()
        .ConfigureOptions<PagePolicy>();
}
