using System.Globalization;
using Npgsql;

namespace VideoGen.AppHost.Tests;

public sealed class LocalPostgresTests : IAsyncLifetime
{
    readonly TemporaryFolder _folder = new();
    LocalPostgres? _running;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
        {
            await StopAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task StartAsync_AfterAStop_HasTheDataOfBefore()
    {
        await StartAsync();
        await _running!.EnsureDatabaseAsync("films", CancellationToken.None);
        await ExecuteAsync("create table film (title text); insert into film values ('Dawn')");
        await StopAsync();

        await StartAsync();
        await _running.EnsureDatabaseAsync("films", CancellationToken.None);

        (await ExecuteAsync("select title from film")).Should().Be("Dawn");
        _running.WasRunning.Should().BeFalse();
    }

    [Fact]
    public async Task StartAsync_ServerStillRuns_TakesItOver()
    {
        await StartAsync();
        var first = _running!;

        await StartAsync();

        (_running!.WasRunning, _running.Port).Should().Be((true, first.Port));
        await _running.EnsureDatabaseAsync("films", CancellationToken.None);
    }

    [Fact]
    public async Task StartAsync_IdOfADeadServerBelongsToAnother_StartsItsOwn()
    {
        await StartAsync();
        var pidFile = Path.Combine(_folder.Path, "data", "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(pidFile);
        await StopAsync();
        lines[0] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(pidFile, lines);

        await StartAsync();

        _running!.WasRunning.Should().BeFalse();
        await _running.EnsureDatabaseAsync("films", CancellationToken.None);
    }

    [Fact]
    public async Task StartAsync_FirstStartWasCutOff_StartsAnew()
    {
        Directory.CreateDirectory(_folder.In("data.new"));
        await File.WriteAllTextAsync(_folder.In("data.new/PG_VERSION"), "15");
        await File.WriteAllTextAsync(_folder.In("password"), "of the one that was cut off");

        await StartAsync();

        await _running!.EnsureDatabaseAsync("films", CancellationToken.None);
        File.GetUnixFileMode(_folder.In("password")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task StartAsync_DataOfAVersionThatIsNotHere_NamesBoth()
    {
        Directory.CreateDirectory(_folder.In("data"));
        await File.WriteAllTextAsync(_folder.In("data/PG_VERSION"), "9\n");

        await FluentActions.Awaiting(StartAsync)
            .Should().ThrowAsync<CannotGoOnException>().WithMessage("*made by PostgreSQL 9; this machine has *");
    }

    async Task StartAsync()
        => _running = await LocalPostgres.StartAsync(_folder.Path, durable: false, Checkout.OfThisProgram().Tools, CancellationToken.None);

    async Task StopAsync()
    {
        await _running!.StopAsync(CancellationToken.None);
        _running = null;
    }

    async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_running!.ConnectionString("films") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
