using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

public static class DataServices
{
    public static IServiceCollection AddData(this IServiceCollection services, IConfiguration configuration)
    {
        MapTypes();
        if (string.IsNullOrEmpty(configuration[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.ConnectionString)}"]))
        {
            throw new StartupException(DatabaseOptions.Missing);
        }

        services.Configure<DatabaseOptions>(configuration.GetSection(DatabaseOptions.Section));
        return services
            .AddSingleton(provider => NpgsqlDataSource.Create(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString))
            .AddSingleton<DatabaseMigrator>()
            .AddSingleton<CatalogRepository>()
            .AddSingleton<CatalogEdits>()
            .AddSingleton<VideoRepository>()
            .AddSingleton<IngredientLookup>()
            .AddSingleton<VideoListing>()
            .AddSingleton<VideoFeed>()
            .AddSingleton<VideoNews>()
            .AddSingleton<VideoDeletions>()
            .AddSingleton<VideoMediaUses>()
            .AddSingleton<Regenerations>()
            .AddSingleton<VideoPhases>()
            .AddSingleton<VideoDecisions>()
            .AddSingleton<ReviewDecisions>()
            .AddSingleton<AnimaticRepository>()
            .AddSingleton<RevisionRepository>()
            .AddSingleton<SceneRepository>()
            .AddSingleton<RenderJobRepository>()
            .AddSingleton<RenderJobOutcomes>()
            .AddSingleton<RenderJobLooks>()
            .AddSingleton<RenderJobDecisions>()
            .AddSingleton<CallGate>()
            .AddSingleton<ProviderCircuits>()
            .AddSingleton<ProviderCallbacks>()
            .AddSingleton<BrandBudgets>()
            .AddSingleton<IdempotencyKeys>()
            .AddSingleton<ModelCalls>()
            .AddSingleton<StillCalls>()
            .AddSingleton<PictureRepository>()
            .AddSingleton<UsageReport>()
            .AddSingleton<ClipRepository>()
            .AddSingleton<Workspaces>()
            .AddSingleton<Ownership>()
            .AddSingleton<ApiKeys>();
    }

    static void MapTypes()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new JsonColumn<Brand>());
        SqlMapper.AddTypeHandler(new JsonColumn<Product>());
        SqlMapper.AddTypeHandler(new JsonColumn<ReferenceAnalysis>());
        SqlMapper.AddTypeHandler(new JsonColumn<ReferenceMeasurement>());
        SqlMapper.AddTypeHandler(new JsonColumn<IReadOnlyList<CatalogImage>>());
        SqlMapper.AddTypeHandler(new JsonColumn<GenerationOptions>());
        SqlMapper.AddTypeHandler(new JsonColumn<GenerationFailure>());
        SqlMapper.AddTypeHandler(new JsonColumn<VideoResult>());
        SqlMapper.AddTypeHandler(new JsonColumn<Script>());
        SqlMapper.AddTypeHandler(new JsonColumn<Storyboard>());
        SqlMapper.AddTypeHandler(new JsonColumn<SceneBrief>());
        SqlMapper.AddTypeHandler(new JsonColumn<PendingRevise>());
        SqlMapper.AddTypeHandler(new JsonColumn<Provenance>());
    }
}
