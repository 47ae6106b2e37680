using System.Collections.Concurrent;
using Dapper;
using Npgsql;
using VideoGen.AppHost;

namespace VideoGen.Runtime.Crash;

/// <summary>
/// Breaks something every moment: each worker, and the server, has its own torments, whose order and length the seed decides.
/// </summary>
sealed class Killer(int seed, IReadOnlyList<WorkerProcess> workers, LocalPostgres server, string database, TimeSpan leaseTime)
{
    readonly ConcurrentDictionary<string, int> _faults = [];

    public IReadOnlyDictionary<string, int> Faults => _faults;

    /// <summary>Until <paramref name="stop"/>; then all workers and the server run again.</summary>
    public Task RunAsync(Action<string> say, CancellationToken stop)
        => Task.WhenAll([BreakServerAsync(new Random(seed), say, stop), .. workers.Select(
            worker => BreakWorkerAsync(worker, new Random(seed + worker.Number), say, stop))]);

    async Task BreakWorkerAsync(WorkerProcess worker, Random random, Action<string> say, CancellationToken stop)
    {
        while (await RestAsync(random.NextDouble() * 3 * leaseTime, stop))
        {
            var (kill, length) = (random.Next(2) == 0, random.NextDouble() * leaseTime);
            Count(say, kill ? "kill -9" : "pause past the lease", worker.Number);
            if (kill)
            {
                await worker.KillAsync();
                await Task.Delay(length, CancellationToken.None);
                worker.Start();
            }
            else
            {
                await worker.PauseAsync();
                await Task.Delay(leaseTime + length, CancellationToken.None);
                await worker.GoOnAsync();
            }
        }
    }

    async Task BreakServerAsync(Random random, Action<string> say, CancellationToken stop)
    {
        while (await RestAsync(random.NextDouble() * 6 * leaseTime, stop))
        {
            var crash = random.Next(2) == 0;
            Count(say, crash ? "PostgreSQL stopped at once" : "connections broken", null);
            await (crash ? server.CrashAndRestartAsync(CancellationToken.None) : BreakConnectionsAsync(random.Next(2)));
        }
    }

    static async Task<bool> RestAsync(TimeSpan length, CancellationToken stop)
    {
        await Task.WhenAny(Task.Delay(length, stop));
        return !stop.IsCancellationRequested;
    }

    void Count(Action<string> say, string fault, int? worker)
    {
        _faults.AddOrUpdate(fault, 1, (_, count) => count + 1);
        say(worker is null ? $"  {fault}" : $"  {fault}: worker {worker}");
    }

    /// <summary>Every second one, in the midst of whatever it does.</summary>
    async Task BreakConnectionsAsync(int half)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres") + ";Pooling=false");
        await connection.ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = @database and pid % 2 = @half",
            new { database, half });
    }
}
