using Npgsql;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.Runtime.Tests.Durable;

/// <summary>Results that come while all transactions are taken, and so are posted by one statement.</summary>
public sealed class ResultQueueTests : DurableTest
{
    [Fact]
    public async Task OneLostItsLease_OnlyTheOthersArePosted()
    {
        var tasks = await ClaimAsync(3);
        await ExecuteAsync("update durable.task set lease_token = gen_random_uuid() where event_id = 1");

        var posted = await TogetherAsync(tasks.Select(task => new Result(task, EventType.TaskDone, $"\"{task.EventId}\"")));

        (await Task.WhenAll(posted)).Should().Equal(true, false, true);
        (await PostedAsync()).Should().Be("0 task_done \"0\", 2 task_done \"2\"");
        (await QueryAsync<int>("select event_id from durable.task")).Should().Be(1, "it is another's now");
        (await QueryAsync<long>("select count(distinct xmin::text) from durable.inbox where type = 'task_done'")).Should().Be(1);
    }

    [Fact]
    public async Task OneIsRefused_OnlyTheOthersArePosted()
    {
        var tasks = await ClaimAsync(3);
        await ExecuteAsync("alter table durable.inbox add constraint polite check (payload <> 'rude')");

        var posted = await TogetherAsync(tasks.Select(task => new Result(task, EventType.TaskFailed, task.EventId == 1 ? "rude" : "{}")));

        await FluentActions.Awaiting(() => posted[1]).Should().ThrowAsync<PostgresException>();
        (await posted[0], await posted[2]).Should().Be((true, true));
        (await PostedAsync()).Should().Be("0 task_failed {}, 2 task_failed {}");
    }

    Task<string> PostedAsync() => QueryAsync<string>("""
        select string_agg(event_id || ' ' || type || ' ' || payload, ', ' order by event_id) from durable.inbox where type <> 'started'
        """);

    async Task<IReadOnlyList<ClaimedTask>> ClaimAsync(int many)
    {
        await NewEngine().Get<Migrations>().ApplyAsync(Patience);
        await Client.ScheduleNewOrchestrationInstanceAsync("Quick", Patience);
        await ExecuteAsync("""
            insert into durable.task (instance_id, execution, event_id, name)
            select id, execution, n, 'Paint' from durable.instance, generate_series(0, @many - 1) n
            """, new { many });
        return [.. (await Engine.Get<TaskStore>().ClaimAsync(many, Patience)).OrderBy(task => task.EventId)];
    }

    /// <summary>Posts results while every transaction that there may be waits for a lock.</summary>
    async Task<IReadOnlyList<Task<bool>>> TogetherAsync(IEnumerable<Result> results)
    {
        await using var other = new NpgsqlConnection(ConnectionString);
        await other.OpenAsync(Patience);
        await using var transaction = await other.BeginTransactionAsync(Patience);
        await using (var hold = new NpgsqlCommand("select from durable.instance for update", other))
        {
            await hold.ExecuteNonQueryAsync(Patience);
        }

        for (var held = 1; held <= GroupCommit.MostAtOnce; held++)
        {
            var script = new Script();
            script.AddQuery("select from durable.instance for update");
            _ = Engine.Get<GroupCommit>().RunAsync(script, _ => Task.FromResult(true));
            await UntilLockedOutAsync(held);
        }

        var posted = results.Select(Engine.Get<ResultQueue>().PostAsync).ToList();
        await transaction.CommitAsync(Patience);
        return posted;
    }
}
