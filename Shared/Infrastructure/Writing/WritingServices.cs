using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace VideoGen.Infrastructure.Writing;

public static class WritingServices
{
    /// <summary>The offline writers, which need no key; a service that was registered before them stays.</summary>
    public static IServiceCollection AddWriting(this IServiceCollection services)
    {
        services.TryAddSingleton<IScriptWriter, OfflineScriptWriter>();
        services.TryAddSingleton<IStoryboardArtist, OfflineStoryboardArtist>();
        return services;
    }
}
