using Dapper;
using Npgsql;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>A production with all that is shown of it.</summary>
public sealed record WholeProduction(
    Production Production, Revision<Script>? Script, Revision<Storyboard>? Storyboard, IReadOnlyList<SceneProgress> Scenes, Animatic? Animatic,
    IReadOnlyList<SpentOn> Spent);

/// <summary>Reads videos with all that belongs to them. Whatever is asked for is one round trip to the database.</summary>
public sealed class ProductionLoader(NpgsqlDataSource database)
{
    const string Makings = $"{VideoSnapshot.OfVideo};\n{StillCalls.OfVideo}";

    /// <summary>All as it was at one moment: nobody is shown a new script beside the ask for it.</summary>
    internal const string Whole = $"""
        begin isolation level repeatable read read only;
        {VideoRepository.OfId};
        {Makings};
        {RevisionRepository.CurrentScript};
        {RevisionRepository.CurrentStoryboard};
        {SceneRepository.OfVideo};
        {AnimaticRepository.Current};
        {SpentOn.OfVideo};
        commit
        """;

    /// <returns><see langword="null"/> when there is no such video.</returns>
    public Task<Production?> FindAsync(Guid videoId, CancellationToken cancellationToken)
        => ReadAsync($"{VideoRepository.OfId};\n{Makings}", videoId, FindAsync, cancellationToken);

    /// <returns><see langword="null"/> when there is no such video.</returns>
    public Task<WholeProduction?> FindWholeAsync(Guid videoId, CancellationToken cancellationToken)
        => ReadAsync(Whole, videoId, async results => await FindAsync(results) is { } production
            ? new WholeProduction(
                production,
                await results.ReadSingleOrDefaultAsync<Revision<Script>>(),
                await results.ReadSingleOrDefaultAsync<Revision<Storyboard>>(),
                (await results.ReadAsync<SceneProgress>()).AsList(),
                await results.ReadSingleOrDefaultAsync<Animatic>(),
                (await results.ReadAsync<SpentOn>()).AsList())
            : null, cancellationToken);

    /// <param name="video">Also one that is being deleted.</param>
    public async Task<Production> LoadAsync(Video video, CancellationToken cancellationToken)
        => (await ReadAsync(Makings, video.Id, results => LoadAsync(results, video), cancellationToken))!;

    static async Task<Production?> FindAsync(SqlMapper.GridReader results)
        => await results.ReadSingleOrDefaultAsync<Video>() is { } video ? await LoadAsync(results, video) : null;

    /// <returns><see langword="null"/> when the video has gone since it was read.</returns>
    static async Task<Production?> LoadAsync(SqlMapper.GridReader results, Video video)
    {
        if (await results.ReadSingleOrDefaultAsync<VideoSnapshot>() is not { } snapshot)
        {
            return null;
        }

        var attempts = (await results.ReadAsync<StillAttempt>()).AsList();
        return new Production(video, snapshot.Brand, snapshot.Product, snapshot.Reference)
        {
            StillAttempts = attempts,
            Painted = attempts.Where(attempt => attempt.PictureKey is not null).GroupBy(attempt => attempt.Purpose)
                .ToDictionary(look => look.Key, look => look.Last()),
            ProductImages = snapshot.ProductImages,
            BrandImages = snapshot.BrandImages,
        };
    }

    async Task<T> ReadAsync<T>(string sql, Guid videoId, Func<SqlMapper.GridReader, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(sql, new { videoId }, cancellationToken: cancellationToken));
        return await read(results);
    }
}
