using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

using VideoGen.Infrastructure.Models;

namespace VideoGen.Infrastructure.Writing;

public static class WritingServices
{
    /// <summary>
    /// Writing by models as far as <c>AddModels</c> has any, and always offline; a service that was registered before stays.
    /// </summary>
    public static IServiceCollection AddWriting(this IServiceCollection services)
    {
        services.TryAddSingleton<IScriptWriter, OfflineScriptWriter>();
        services.TryAddSingleton<IStoryboardArtist, OfflineStoryboardArtist>();
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<ModelCatalog>().AddSingleton<ModelDesk>().AddSingleton<WritersRoom>();
    }
}
