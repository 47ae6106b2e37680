using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace VideoGen.Infrastructure.Assets;

public static class AssetServices
{
    /// <summary>
    /// The <see cref="IAssetStore"/> of the section <c>Assets</c> and the <see cref="FileAssetServer"/>. Settings are checked when the host
    /// starts; the app calls <see cref="IAssetStore.PrepareAsync"/> before.
    /// </summary>
    public static IServiceCollection AddAssets(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<AssetOptions, AssetOptionsValidator>().Bind(configuration.GetSection(AssetOptions.Section));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IAssetStore>(provider =>
            provider.GetRequiredService<IOptions<AssetOptions>>().Value.Store == AssetOptions.S3Store
                ? ActivatorUtilities.CreateInstance<S3AssetStore>(provider)
                : ActivatorUtilities.CreateInstance<FileAssetStore>(provider));
        services.AddSingleton<FileAssetServer>().AddSingleton<SteadyLinks>();
        return services;
    }
}
