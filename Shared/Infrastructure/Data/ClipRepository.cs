using Dapper;
using Npgsql;

namespace VideoGen.Infrastructure.Data;

/// <summary>A finished clip; its digest names everything that went into it.</summary>
public sealed record Clip
{
    public required string Digest { get; init; }
    public required string AssetKey { get; init; }
    public required string Provider { get; init; }
    public required string Model { get; init; }
    public required double Seconds { get; init; }
    public required long SizeBytes { get; init; }
    public required decimal CostUsd { get; init; }
}

public sealed class ClipRepository(NpgsqlDataSource database)
{
    /// <returns>Those of the wanted clips that exist, by digest.</returns>
    public async Task<IReadOnlyDictionary<string, Clip>> FindManyAsync(
        IReadOnlyCollection<string> digests, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var clips = await connection.QueryAsync<Clip>(new CommandDefinition("""
            select digest, asset_key, provider, model, seconds, size_bytes, cost_usd
              from clips
             where digest = any(@digests)
            """, new { digests = digests.ToArray() }, cancellationToken: cancellationToken));
        return clips.ToDictionary(clip => clip.Digest);
    }
}
