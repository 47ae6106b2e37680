using Dapper;
using Npgsql;

namespace VideoGen.LocalRuntime.Host;

/// <summary>What a monitored timer remembers. Its next time follows from the schedule, which a new version may have changed.</summary>
/// <param name="Last">The occurrence that ran last; <see langword="null"/> before the first.</param>
/// <param name="SeenUntil">Occurrences up to here have run or been skipped.</param>
internal sealed record TimerStatus(DateTimeOffset? Last, DateTimeOffset SeenUntil);

/// <summary>Keeps <see cref="TimerStatus"/> in a table of its own, <c>functions.timer</c>.</summary>
internal sealed class TimerStore(NpgsqlDataSource database)
{
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            create schema if not exists functions;
            create table if not exists functions.timer (
              name text primary key,
              last timestamptz,
              seen_until timestamptz not null);
            """, cancellationToken: cancellationToken));
    }

    public async Task<TimerStatus?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<(DateTime? Last, DateTime SeenUntil)?>(new CommandDefinition(
            "select last, seen_until from functions.timer where name = @name", new { name }, cancellationToken: cancellationToken));
        return row is { } found ? new TimerStatus(found.Last, found.SeenUntil) : null;
    }

    public async Task SaveAsync(string name, TimerStatus status, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into functions.timer (name, last, seen_until)
            values (@name, @last, @seenUntil)
            on conflict (name) do update set last = @last, seen_until = @seenUntil
            """,
            new { name, last = status.Last?.UtcDateTime, seenUntil = status.SeenUntil.UtcDateTime },
            cancellationToken: cancellationToken));
    }
}
