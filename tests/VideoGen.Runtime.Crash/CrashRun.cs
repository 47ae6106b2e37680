using System.Diagnostics;
using System.Globalization;
using Dapper;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using VideoGen.AppHost;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.Runtime.Crash;

/// <param name="Seed">Decides which faults come in which order.</param>
/// <param name="Instances">Orchestrations to run, each with a child.</param>
/// <param name="Time">For how long they are started and disturbed.</param>
/// <param name="Workers">Processes that run them.</param>
public sealed record CrashPlan(int Seed, int Instances, TimeSpan Time, int Workers);

/// <param name="Wrongs">What should not be, in words; empty when all is well.</param>
/// <param name="Faults">How often what was broken.</param>
/// <param name="Executions">Of activities.</param>
/// <param name="Repeated">Of these, how many were not the first of their step: work that a crash cost.</param>
public sealed record CrashReport(
    IReadOnlyList<string> Wrongs, IReadOnlyDictionary<string, int> Faults, long Executions, long Repeated);

/// <summary>Several workers on one database of a server of their own; a killer; then the audit.</summary>
public static class CrashRun
{
    const string Database = "crash";
    static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<CrashReport> RunAsync(CrashPlan plan, Action<string> say, CancellationToken cancellationToken)
    {
        say(string.Create(CultureInfo.InvariantCulture,
            $"seed {plan.Seed}: {plan.Instances} orchestrations in {plan.Workers} workers, disturbed for {plan.Time.TotalSeconds:0} s"));
        await using var postgres = await TemporaryPostgres.StartAsync("crash", cancellationToken);
        await postgres.Server.EnsureDatabaseAsync(Database, cancellationToken);
        var report = await RunAsync(plan, postgres.Server, postgres.Folder, say, cancellationToken);
        if (postgres.IsKept = report.Wrongs.Count > 0)
        {
            say($"Logs and data were left in {postgres.Folder}.");
        }

        return report;
    }

    static async Task<CrashReport> RunAsync(
        CrashPlan plan, LocalPostgres server, string folder, Action<string> say, CancellationToken cancellationToken)
    {
        var connectionString = server.ConnectionString(Database);
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await connection.ExecuteAsync(
                "create table public.execution (id uuid primary key, instance_id text not null, step text not null)");
        }

        await using var services = ClientServices(connectionString);
        var client = services.GetRequiredService<DurableTaskClient>();
        var workers = Enumerable.Range(1, plan.Workers)
            .Select(number => new WorkerProcess(number, connectionString, LeaseTime, folder)).ToList();
        try
        {
            workers.ForEach(worker => worker.Start());
            await UntilAsync(database, "select to_regclass('durable.task') is not null", new { }, Patience, cancellationToken);
            var killer = new Killer(plan.Seed, workers, server, Database, LeaseTime);
            using (var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
            {
                var killing = killer.RunAsync(say, stop.Token);
                await Task.WhenAll(Enumerable.Range(1, plan.Instances).Select(n => DriveAsync(client, n, plan, cancellationToken)));
                await stop.CancelAsync();
                await killing;
            }

            cancellationToken.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            await UntilAsync(database, Audit.AllAtRest, new { plan.Instances }, Patience, cancellationToken);
            say(string.Create(CultureInfo.InvariantCulture, $"all at rest {clock.Elapsed.TotalSeconds:0.0} s after the last fault"));
            // The connections of the others may have died with the last fault.
            await using var fresh = NpgsqlDataSource.Create(connectionString);
            await using var freshServices = ClientServices(connectionString);
            return await Audit.RunAsync(
                plan, fresh, freshServices.GetRequiredService<DurableTaskClient>(), killer.Faults, say, cancellationToken);
        }
        finally
        {
            foreach (var worker in workers)
            {
                await worker.DisposeAsync();
            }
        }
    }

    /// <summary>Starts one orchestration at its time, and sends it its event; tries again until the database has taken both.</summary>
    static async Task DriveAsync(DurableTaskClient client, int number, CrashPlan plan, CancellationToken cancellationToken)
    {
        var random = new Random(plan.Seed + number);
        await Task.Delay(plan.Time * 0.9 * number / plan.Instances, cancellationToken);
        var id = Audit.InstanceId(number);
        await InsistAsync(async () =>
        {
            // An answer that was lost does not mean that nothing was started.
            if (await client.GetInstancesAsync(id, false, cancellationToken) is null)
            {
                await client.ScheduleNewOrchestrationInstanceAsync(
                    "Flow", new FlowInput(Audit.Width, 0, []), new(id), cancellationToken);
            }
        }, cancellationToken);
        await Task.Delay(random.Next(2000), cancellationToken);
        await InsistAsync(() => client.RaiseEventAsync(id, "go", Audit.Go(id), cancellationToken), cancellationToken);
    }

    static async Task InsistAsync(Func<Task> act, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await act();
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(100, cancellationToken);
            }
            catch (OrchestrationAlreadyExistsException)
            {
                return;
            }
        }
    }

    /// <summary>Ends quietly when the patience is over: the audit says what is wrong.</summary>
    static async Task UntilAsync(
        NpgsqlDataSource database, string sql, object parameters, TimeSpan patience, CancellationToken cancellationToken)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < patience; await Task.Delay(100, cancellationToken))
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(cancellationToken);
                if (await connection.QuerySingleAsync<bool>(sql, parameters))
                {
                    return;
                }
            }
            catch (NpgsqlException)
            {
                // A connection from before the last fault.
            }
        }
    }

    static ServiceProvider ClientServices(string connectionString) => new ServiceCollection()
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
        .AddDurableEngine(options => Worker.Configure(options, connectionString, LeaseTime))
        .BuildServiceProvider();
}
