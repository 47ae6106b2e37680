using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Npgsql;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.Runtime.Tests.Durable;

/// <summary>Writers who come when what they write about is going: each is held at the lock until it is gone.</summary>
public sealed class LateWriterTests : DurableTest
{
    [Fact]
    public async Task FinishTask_InstanceEndsMeanwhile_ResultIsRefused()
    {
        await PrepareAsync();
        await ExecuteAsync("""
            insert into durable.task (instance_id, execution, event_id, name) select id, execution, 0, 'Paint' from durable.instance
            """);
        var task = (await Engine.Get<TaskStore>().ClaimAsync(1, Patience)).Single();

        var finish = await WhileAsync("delete from durable.task where instance_id = 'one'",
            async () => (await Engine.Get<TaskStore>().FinishAsync(new(task, EventType.TaskDone, "1"), null)).Saved);

        (await finish).Should().BeFalse();
        (await QueryAsync<long>("select count(*) from durable.inbox where type = 'task_done'")).Should().Be(0);
    }

    [Fact]
    public async Task Event_InstanceIsPurgedMeanwhile_IsNotFound()
    {
        await PrepareAsync();

        var raise = await WhileAsync("delete from durable.instance",
            async () =>
            {
                await Client.RaiseEventAsync("one", "go", Patience);
                return true;
            });

        (await raise.Invoking(async task => await task).Should().ThrowAsync<RpcException>())
            .Which.StatusCode.Should().Be(StatusCode.NotFound);
        (await QueryAsync<long>("select count(*) from durable.inbox")).Should().Be(0);
    }

    [Fact]
    public async Task Checkpoint_InstanceWasReplacedByOneOfTheSameId_WritesNothing()
    {
        await PrepareAsync();
        var turns = Engine.Get<TurnStore>();
        var stale = (await turns.ClaimAsync(1, Patience)).Single();
        await ExecuteAsync("delete from durable.instance");
        await Client.ScheduleNewOrchestrationInstanceAsync("Quick", new StartOrchestrationOptions("one"), Patience);

        var saved = await Engine.Get<Checkpoint>().SaveAsync(
            stale, [], [], new TurnOutcome(InstanceStatus.Completed, [], [], null), Offer.None);

        saved.Should().BeNull();
        (await Client.GetInstanceAsync("one", Patience))!.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Pending);
    }

    [Theory]
    [InlineData(InstanceStatus.Completed)]
    [InlineData(InstanceStatus.Failed)]
    public async Task Checkpoint_MailCameThatTheLastTurnHasNotSeen_GoesWithTheInstance(string end)
    {
        await PrepareAsync();
        var last = (await Engine.Get<TurnStore>().ClaimAsync(1, Patience)).Single();
        await Client.RaiseEventAsync("one", "go", Patience);

        await Engine.Get<Checkpoint>().SaveAsync(last, [], [], new TurnOutcome(end, [], [], null), Offer.None);

        (await QueryAsync<long>("select count(*) from durable.inbox")).Should().Be(0);
    }

    async Task PrepareAsync()
    {
        await NewEngine().Get<Migrations>().ApplyAsync(Patience);
        await Client.ScheduleNewOrchestrationInstanceAsync("Quick", new StartOrchestrationOptions("one"), Patience);
    }

    /// <summary>Begins <paramref name="act"/> while another transaction has done <paramref name="sql"/>, which commits once it waits.</summary>
    async Task<Task<bool>> WhileAsync(string sql, Func<Task<bool>> act)
    {
        await using var other = new NpgsqlConnection(ConnectionString);
        await other.OpenAsync(Patience);
        await using var transaction = await other.BeginTransactionAsync(Patience);
        await RunSqlAsync(other, sql);
        var acting = act();
        await UntilLockedOutAsync(1);
        await transaction.CommitAsync(Patience);
        return acting;
    }

    static async Task RunSqlAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
