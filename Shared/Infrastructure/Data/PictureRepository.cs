using Dapper;
using Npgsql;

namespace VideoGen.Infrastructure.Data;

/// <summary>A picture that a model painted.</summary>
public sealed record Picture
{
    /// <summary>Of everything that the model was asked.</summary>
    public required string Digest { get; init; }
    public required string AssetKey { get; init; }
    public required string Painter { get; init; }
    public required string Model { get; init; }
    public required decimal CostUsd { get; init; }
}

/// <summary>Pictures by what was asked for; the first that comes of a question stays its answer.</summary>
public sealed class PictureRepository(NpgsqlDataSource database)
{
    public async Task<IReadOnlyDictionary<string, Picture>> FindManyAsync(
        IReadOnlyCollection<string> digests, CancellationToken cancellationToken)
    {
        if (digests.Count == 0)
        {
            return new Dictionary<string, Picture>();
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<Picture>(new CommandDefinition("""
            select digest, asset_key, painter, model, cost_usd
              from pictures
             where digest = any(@digests)
            """, new { digests = digests.ToArray() }, cancellationToken: cancellationToken))).ToDictionary(picture => picture.Digest);
    }

    public async Task AddAsync(Picture picture, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into pictures (digest, asset_key, painter, model, cost_usd)
            values (@Digest, @AssetKey, @Painter, @Model, @CostUsd)
            on conflict (digest) do nothing
            """, picture, cancellationToken: cancellationToken));
    }
}
