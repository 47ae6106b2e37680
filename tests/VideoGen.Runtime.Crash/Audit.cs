using System.Globalization;
using Dapper;
using Microsoft.DurableTask.Client;
using Npgsql;

namespace VideoGen.Runtime.Crash;

/// <summary>What must be true when all has come to rest, whatever happened before.</summary>
static class Audit
{
    public const int Width = 4;

    public const string AllAtRest = """
        select (select count(*) from durable.instance where id ~ '^run-[0-9]+$' and completed_at is not null) = @Instances
           and not exists (select from durable.instance where completed_at is null)
           and not exists (select from durable.inbox)
           and not exists (select from durable.task)
        """;

    /// <summary>Each query counts what should not be.</summary>
    static readonly (string What, string Sql)[] Counts =
    [
        ("lost", "select count(*) from generate_series(1, @Instances) n where not exists (select from durable.instance where id = 'run-' || n)"),
        ("children lost", """
            select count(*) from generate_series(1, @Instances) n
             where not exists (select from durable.instance where id = 'run-' || n || '-child')
            """),
        ("stuck", "select count(*) from durable.instance where completed_at is null"),
        ("not completed", "select count(*) from durable.instance where status <> 'completed'"),
        ("leases left over", "select count(*) from durable.instance where lease_token is not null"),
        ("rows left in inbox", "select count(*) from durable.inbox"),
        ("rows left in task", "select count(*) from durable.task"),
        ("duplicate events", """
            select count(*)
              from (select from durable.history where event_id is not null
                     group by instance_id, execution, type, event_id having count(*) > 1) twice
            """),
        ("histories with gaps", """
            select count(*)
              from (select from durable.history group by instance_id, execution having count(*) <> max(seq) or min(seq) <> 1) gaps
            """),
        ("histories of old executions", """
            select count(*) from durable.history h join durable.instance i on i.id = h.instance_id and i.execution <> h.execution
            """),
        ("steps without exactly one result", """
            select count(*)
              from durable.history asked
             where asked.type in ('task_scheduled', 'child_scheduled')
               and 1 <> (select count(*)
                           from durable.history result
                          where (result.instance_id, result.execution, result.event_id)
                              = (asked.instance_id, asked.execution, asked.event_id)
                            and result.type in ('task_done', 'task_failed', 'child_done', 'child_failed'))
            """),
        ("results without a step", """
            select count(*)
              from durable.history result
             where result.type in ('task_done', 'task_failed', 'child_done', 'child_failed', 'timer_fired')
               and not exists (select from durable.history asked
                                where (asked.instance_id, asked.execution, asked.event_id)
                                    = (result.instance_id, result.execution, result.event_id)
                                  and asked.type in ('task_scheduled', 'child_scheduled', 'timer_created'))
            """),
        ("results in the history that were not used", """
            select count(*) from durable.history h join durable.instance i on i.id = h.instance_id
             where h.type = 'task_done' and strpos(i.output, h.payload) = 0
            """),
        ("greetings not delivered once", """
            select count(*) from generate_series(1, @Instances) n
             where 1 <> (select count(*) from durable.history
                          where instance_id = 'run-' || n and type = 'event_raised' and name = 'greeting')
            """),
    ];

    public static string InstanceId(int number) => string.Create(CultureInfo.InvariantCulture, $"run-{number}");

    public static string Go(string instanceId) => $"go, {instanceId}";

    public static async Task<CrashReport> RunAsync(
        CrashPlan plan,
        NpgsqlDataSource database,
        DurableTaskClient client,
        IReadOnlyDictionary<string, int> faults,
        Action<string> say,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var wrongs = new List<string>();
        foreach (var (what, sql) in Counts)
        {
            var count = await connection.QuerySingleAsync<long>(sql, new { plan.Instances });
            say($"{count,6} {what}");
            if (count > 0)
            {
                wrongs.Add($"{count} {what}");
            }
        }

        var executions = (await connection.QueryAsync<(Guid Id, string InstanceId, string Step)>(
            "select id, instance_id, step from public.execution")).ToDictionary(row => row.Id, row => (row.InstanceId, row.Step));
        var results = new List<string>();
        for (var number = 1; number <= plan.Instances; number++)
        {
            if (await WrongAsync(client, InstanceId(number), executions, cancellationToken) is { } wrong)
            {
                results.Add($"{InstanceId(number)}: {wrong}");
            }
        }

        say($"{results.Count,6} wrong results");
        wrongs.AddRange(results);
        var repeated = executions.Count - executions.Values.Distinct().Count();
        say($"activities were executed {executions.Count} times, {repeated} of these again after a fault; "
            + string.Join(", ", faults.Select(fault => $"{fault.Key} {fault.Value} times")));
        say(wrongs.Count == 0 ? $"seed {plan.Seed}: nothing lost, nothing twice" : $"seed {plan.Seed}: {string.Join("; ", wrongs.Take(20))}");
        return new CrashReport(wrongs, faults, executions.Count, repeated);
    }

    static async Task<string?> WrongAsync(
        DurableTaskClient client, string id, Dictionary<Guid, (string InstanceId, string Step)> executions, CancellationToken cancellationToken)
    {
        var instance = await client.GetInstancesAsync(id, true, cancellationToken);
        if (instance is not { RuntimeStatus: OrchestrationRuntimeStatus.Completed })
        {
            return $"{instance?.RuntimeStatus} {instance?.SerializedOutput}";
        }

        var output = instance.ReadOutputAs<FlowOutput>()!;
        if (!output.Used.Select(used => used.Step).SequenceEqual(CrashFlow.ExpectedSteps(Width)))
        {
            return $"has the steps {string.Join(' ', output.Used.Select(used => used.Step))}";
        }

        var foreign = output.Used.FirstOrDefault(used => !executions.TryGetValue(used.Execution, out var made)
            || made != (used.Step.StartsWith("child", StringComparison.Ordinal) ? id + "-child" : id, used.Step));
        return foreign is not null ? $"used {foreign}, which no execution returned"
            : output.Go != Go(id) ? $"got the event {output.Go}"
            : output.Greeting != output.Used.Single(used => used.Step == "child.1").Execution ? "got another greeting than its child sent"
            : null;
    }
}
