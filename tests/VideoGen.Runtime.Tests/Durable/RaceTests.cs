using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Npgsql;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.Runtime.Tests.Durable;

/// <summary>Two workers want the same thing: each interleaving is made, step by step, with an engine that has not been started.</summary>
public sealed class RaceTests : DurableTest
{
    TurnStore Turns => Engine.Get<TurnStore>();

    TaskStore Tasks => Engine.Get<TaskStore>();

    [Fact]
    public async Task Claim_InstanceLockedByAnotherClaim_IsPassedOver()
    {
        await PrepareAsync("one");
        await using var other = new NpgsqlConnection(ConnectionString);
        await other.OpenAsync(Patience);
        await using var transaction = await other.BeginTransactionAsync(Patience);
        await RunSqlAsync(
            other, "update durable.instance set lease_token = gen_random_uuid(), leased_until = clock_timestamp() + interval '1 hour'");

        (await ClaimTurnAsync()).Should().BeNull("the row is locked, and a claim does not wait");
        await transaction.CommitAsync(Patience);
        (await ClaimTurnAsync()).Should().BeNull("the other one has it now");
    }

    [Fact]
    public async Task Claim_ManyAtOnce_GiveEachInstanceToOneWorker()
    {
        await PrepareAsync("a", "b", "c", "d", "e");

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ClaimTurnAsync()));

        // A claim that meets only locked rows comes back empty; what it passed over is claimed by those who hold the locks.
        claims.OfType<ClaimedTurn>().Select(claim => claim.InstanceId).Should().OnlyHaveUniqueItems();
        var rest = new List<ClaimedTurn>();
        while (await ClaimTurnAsync() is { } claim)
        {
            rest.Add(claim);
        }

        claims.OfType<ClaimedTurn>().Concat(rest).Select(claim => claim.InstanceId).Should().BeEquivalentTo("a", "b", "c", "d", "e");
    }

    [Fact]
    public async Task Checkpoint_LeaseRanOutAndAnotherClaimed_WritesNothing()
    {
        await PrepareAsync("one");
        var stale = (await ClaimTurnAsync())!;
        await ExecuteAsync("update durable.instance set leased_until = clock_timestamp()");
        var fresh = (await ClaimTurnAsync())!;

        (await SaveAsync(stale, "stale")).Should().BeFalse();
        (await QueryAsync<long>("select count(*) from durable.history")).Should().Be(0);
        (await QueryAsync<long>("select count(*) from durable.inbox")).Should().Be(1);
        (await SaveAsync(fresh, "fresh")).Should().BeTrue();
        (await Client.GetInstanceAsync("one", true, Patience))!.SerializedOutput.Should().Be("fresh");
    }

    [Fact]
    public async Task Checkpoint_WaitsForTheLockOfANewClaim_WritesNothing()
    {
        await PrepareAsync("one");
        var stale = (await ClaimTurnAsync())!;
        await using var other = new NpgsqlConnection(ConnectionString);
        await other.OpenAsync(Patience);
        await using var transaction = await other.BeginTransactionAsync(Patience);
        await RunSqlAsync(other, "update durable.instance set lease_token = gen_random_uuid()");

        var save = SaveAsync(stale, "stale");
        await UntilLockedOutAsync(1);
        await transaction.CommitAsync(Patience);

        (await save).Should().BeFalse();
        (await QueryAsync<long>("select count(*) from durable.history")).Should().Be(0);
    }

    [Fact]
    public async Task Checkpoint_OfTwoWithTheSameToken_SecondWritesNothing()
    {
        await PrepareAsync("one");
        var turn = (await ClaimTurnAsync())!;

        var saved = await Task.WhenAll(SaveAsync(turn, "1"), SaveAsync(turn, "2"));

        saved.Should().BeEquivalentTo([true, false]);
        (await QueryAsync<long>("select count(*) from durable.history")).Should().Be(1);
    }

    [Fact]
    public async Task Event_RaisedDuringATurn_IsNotDeletedWithItsMail()
    {
        await PrepareAsync("one");
        var turn = (await ClaimTurnAsync())!;
        var taken = (await Turns.ReadMailAsync(turn, Patience)).Select(message => message.Id).ToList();
        await Client.RaiseEventAsync("one", "go", Patience);

        await Engine.Get<Checkpoint>().SaveAsync(
            turn, [], taken, new TurnOutcome(InstanceStatus.Running, [], [], null), Offer.None);

        (await QueryAsync<string>("select name from durable.inbox")).Should().Be("go");
        (await ClaimTurnAsync()).Should().NotBeNull();
    }

    [Fact]
    public async Task FinishTask_LeaseRanOutAndAnotherClaimed_IsRefused()
    {
        await PrepareAsync("one");
        await ExecuteAsync("""
            insert into durable.task (instance_id, execution, event_id, name) select id, execution, 0, 'Paint' from durable.instance
            """);
        var late = (await ClaimTaskAsync())!;
        (await ClaimTaskAsync()).Should().BeNull();
        await ExecuteAsync("update durable.task set visible_at = clock_timestamp()");
        var fresh = (await ClaimTaskAsync())!;

        (await Tasks.RenewAsync(late, Patience)).Should().BeFalse();
        (await FinishAsync(late, "\"late\"")).Should().BeFalse();
        (await FinishAsync(fresh, "\"fresh\"")).Should().BeTrue();
        (await FinishAsync(fresh, "\"again\"")).Should().BeFalse();
        (await QueryAsync<string>("select string_agg(payload, ',') from durable.inbox where type = 'task_done'")).Should().Be("\"fresh\"");
    }

    [Fact]
    public async Task Claims_ManyFinishedInstancesAndFutureTimers_ReadNoTableInFull()
    {
        await PrepareAsync("one");
        await ExecuteAsync("""
            insert into durable.instance (id, name, version, status)
            select 'old-' || n, 'Quick', '', 'completed' from generate_series(1, 20000) n;
            insert into durable.inbox (instance_id, type, visible_at)
            select 'old-' || n, 'timer_fired', clock_timestamp() + interval '1 day' from generate_series(1, 20000) n;
            insert into durable.task (instance_id, execution, event_id, name, visible_at)
            select 'old-' || n, 0, 0, 'Paint', clock_timestamp() + interval '1 day' from generate_series(1, 20000) n;
            analyze durable.instance; analyze durable.inbox; analyze durable.task;
            select count(completed_at) from durable.instance;
            """);
        const string rowsReadInFull = "select coalesce(sum(seq_tup_read), 0)::bigint from pg_stat_user_tables where schemaname = 'durable'";
        const string indexReads = """
            select coalesce(min(idx_scan), 0)::bigint
              from pg_stat_user_indexes
             where indexrelname in ('inbox_visible_at', 'task_visible_at')
            """;
        // The statistics of a session arrive together, some time after it: when the index reads are there, full reads would be too.
        await UntilAsync($"select ({rowsReadInFull}) >= 20000");
        var before = await QueryAsync<long>(rowsReadInFull);
        var indexReadsBefore = await QueryAsync<long>(indexReads);

        (await ClaimTurnAsync())!.InstanceId.Should().Be("one");
        (await ClaimTurnAsync()).Should().BeNull();
        await Turns.NextDueAsync(TimeSpan.Zero, Patience);
        (await ClaimTaskAsync()).Should().BeNull();

        await UntilAsync($"select ({indexReads}) > @indexReadsBefore", new { indexReadsBefore });
        (await QueryAsync<long>(rowsReadInFull)).Should().Be(before);
    }

    async Task PrepareAsync(params string[] instanceIds)
    {
        await NewEngine().Get<Migrations>().ApplyAsync(Patience);
        foreach (var id in instanceIds)
        {
            await Client.ScheduleNewOrchestrationInstanceAsync("Quick", new StartOrchestrationOptions(id), Patience);
        }
    }

    async Task<ClaimedTurn?> ClaimTurnAsync() => (await Turns.ClaimAsync(1, Patience)).SingleOrDefault();

    async Task<ClaimedTask?> ClaimTaskAsync() => (await Tasks.ClaimAsync(1, Patience)).SingleOrDefault();

    async Task<bool> FinishAsync(ClaimedTask task, string result)
        => (await Tasks.FinishAsync(new(task, EventType.TaskDone, result), null)).Saved;

    async Task<bool> SaveAsync(ClaimedTurn turn, string output)
    {
        HistoryEvent[] news = [new(EventType.TurnStarted, null, null, null, turn.Now)];
        var outcome = new TurnOutcome(InstanceStatus.Completed, [], [], null) { Output = output };
        return await Engine.Get<Checkpoint>().SaveAsync(turn, news, [], outcome, Offer.None) is not null;
    }

    static async Task RunSqlAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
