using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VideoGen.Domain;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.References;
using VideoGen.Infrastructure.Tests.Writing;
using VideoGen.Infrastructure.Writing;
using VideoGen.Testing;

namespace VideoGen.Infrastructure.Tests.Models;

/// <summary>Writers as the app sets them up, on a real database, with the simulator for both services.</summary>
public sealed class ModelBench : IAsyncLifetime
{
    readonly TestDatabase _database = new();
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("videogen-models-");
    ServiceProvider? _services;

    public SimulatorServer Simulator { get; private set; } = null!;

    public T Get<T>() where T : notnull => _services!.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        Simulator = await SimulatorServer.StartAsync();
        _services = Services();
        await Get<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        await Simulator.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <param name="settings">Win over the usual ones.</param>
    public ServiceProvider Services(params (string Name, string? Value)[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = _database.ConnectionString,
            ["Assets:Folder"] = _folder.FullName,
            ["Models:Gemini:ApiKey"] = Simulator.Key,
            ["Models:Gemini:BaseAddress"] = $"{Simulator.Address}/gemini",
            ["Models:AzureOpenAi:ApiKey"] = Simulator.Key,
            ["Models:AzureOpenAi:Endpoint"] = $"{Simulator.Address}/azure_openai",
            ["Models:AzureOpenAi:TextModels:0:Id"] = "simulated-gpt",
            ["Models:AzureOpenAi:TextModels:0:Prices:0:InputUsd"] = "2.50",
            ["Models:AzureOpenAi:TextModels:0:Prices:0:OutputUsd"] = "10",
            ["Models:AzureOpenAi:ImageModels:0:Id"] = "gpt-image-2",
        };
        foreach (var (name, value) in settings)
        {
            values[name] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        return new ServiceCollection().AddLogging().AddData(configuration).AddAssets(configuration).AddModels(configuration).AddWriting().AddReferences()
            .BuildServiceProvider();
    }

    /// <summary>A sample's brief, for these writers.</summary>
    public static WritingBrief Brief(Language language, params string[] writers)
    {
        var brief = Briefs.Sample(language);
        return brief with { Options = brief.Options with { Writers = writers } };
    }

    /// <summary>A video under way whose account writing goes on.</summary>
    public async Task<RunKey> VideoAsync(WritingBrief brief, decimal maxCostUsd = 1)
    {
        var brand = await Get<CatalogRepository>().AddBrandAsync(Guid.CreateVersion7(), Workspaces.Default, brief.Brand, CancellationToken.None);
        var product = await Get<CatalogRepository>().AddProductAsync(Guid.CreateVersion7(), brief.Product with { BrandId = brand.Id }, CancellationToken.None);
        var id = await Get<VideoRepository>().AddAsync(new(brand.Id, product!.Id, null, brief.Options, maxCostUsd), CancellationToken.None);
        return new RunKey(id!.Value, 1);
    }

    public async Task<decimal> CostAsync(RunKey run) => (await Get<VideoRepository>().FindAsync(run.VideoId, CancellationToken.None))!.CostUsd;

    /// <summary>Every test begins without faults, open circuits and notes.</summary>
    public async Task ResetAsync()
    {
        await Simulator.ClearFaultsAsync();
        await Simulator.ClearModelCallsAsync();
        await using var connection = await Get<Npgsql.NpgsqlDataSource>().OpenConnectionAsync();
        await Dapper.SqlMapper.ExecuteAsync(connection, "delete from provider_circuits");
    }
}
