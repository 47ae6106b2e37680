using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Npgsql;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.Runtime.Tests.Durable;

/// <summary>What a transaction makes, its own process may claim with it. Each race is made, step by step, with an engine at rest.</summary>
public sealed class HandOverTests : DurableTest
{
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    TurnStore Turns => Engine.Get<TurnStore>();

    TaskStore Tasks => Engine.Get<TaskStore>();

    [Fact]
    public async Task Checkpoint_WithActivities_ClaimsThoseThatHaveAPlace()
    {
        await PrepareAsync("one");
        var turn = await ClaimTurnAsync();

        var claimed = await SaveWithActivitiesAsync(turn, claim: 1);

        var rest = await Tasks.ClaimAsync(10, Patience);
        rest.Select(task => task.Name).Should().Equal("Second");
        (await FinishAsync(claimed.Single())).Saved.Should().BeTrue();
        (await FinishAsync(rest.Single())).Saved.Should().BeTrue();
    }

    [Fact]
    public async Task Checkpoint_ProcessDiesBeforeItBeginsWhatItClaimed_AnotherDoesIt()
    {
        Functions
            .Orchestrator("Quick", async context => string.Concat(await Task.WhenAll(
                context.CallActivityAsync<string>("First"), context.CallActivityAsync<string>("Second"))))
            .Activity("First", _ => "1")
            .Activity("Second", _ => "2");
        await PrepareAsync("one");
        var dead = (await SaveWithActivitiesAsync(await ClaimTurnAsync(), claim: 2))[0];

        await ExecuteAsync("update durable.task set visible_at = clock_timestamp()");
        await StartEngineAsync();

        (await EndAsync("one")).ReadOutputAs<string>().Should().Be("12");
        (await FinishAsync(dead)).Saved.Should().BeFalse("its lease was over");
    }

    [Fact]
    public async Task Checkpoint_ClaimWasLost_ClaimsNothingEither()
    {
        await PrepareAsync("one");
        var stale = await ClaimTurnAsync();
        await ExecuteAsync("update durable.instance set leased_until = clock_timestamp()");
        await ClaimTurnAsync();

        (await SaveAsync(stale, Running(), new Offer(Guid.NewGuid(), null, Claims(stale, 2), Lease))).Should().BeNull();

        (await QueryAsync<long>("select count(*) from durable.task")).Should().Be(0);
        (await QueryAsync<int>("select events from durable.instance")).Should().Be(0);
    }

    [Fact]
    public async Task Checkpoint_KeepsTheInstance_GetsTheMailOfTheMeantimeAndANewClaim()
    {
        await PrepareAsync("one");
        var turn = await ClaimTurnAsync();
        var taken = (await Turns.ReadMailAsync(turn, Patience)).Select(message => message.Id).ToList();
        await Client.RaiseEventAsync("one", "go", Patience);

        var saved = await SaveAsync(turn, Idle(), new Offer(Guid.NewGuid(), null, [], Lease), taken);

        saved!.Next!.Mail!.Select(message => message.Name).Should().Equal("go");
        (await Turns.ClaimAsync(1, Patience)).Should().BeEmpty("it is still claimed");
        (await SaveAsync(turn, Idle(), Offer.None)).Should().BeNull("the old claim is over");
        (await SaveAsync(saved.Next.Claim, Idle(), Offer.None)).Should().NotBeNull();
        (await QueryAsync<bool>("select array_agg(seq order by seq) = array[1, 2] from durable.history")).Should().BeTrue();
    }

    [Fact]
    public async Task Finish_TwoResultsAtOnce_OneClaimsTheInstanceAndBothAreInItsMail()
    {
        await PrepareAsync("one");
        var claimed = await SaveWithActivitiesAsync(await ClaimTurnAsync(), claim: 2);

        var finished = await Task.WhenAll(claimed.Select(task => FinishAsync(task, Guid.NewGuid())));

        finished.Should().OnlyContain(one => one.Saved);
        var turn = finished.Select(one => one.Next).OfType<Turn>().Should().ContainSingle().Subject;
        (await Turns.ReadMailAsync(turn.Claim, Patience)).Should().HaveCount(2);
        (await SaveAsync(turn.Claim, Idle(), Offer.None)).Should().NotBeNull();
    }

    [Fact]
    public async Task Finish_SomebodyClaimsTheInstanceJustNow_DoesNotWaitAndClaimsNothing()
    {
        await PrepareAsync("one");
        var task = (await SaveWithActivitiesAsync(await ClaimTurnAsync(), claim: 1)).Single();
        await using var other = new NpgsqlConnection(ConnectionString);
        await other.OpenAsync(Patience);
        await using var transaction = await other.BeginTransactionAsync(Patience);
        await using var claim = new NpgsqlCommand("update durable.instance set lease_token = gen_random_uuid()", other);
        await claim.ExecuteNonQueryAsync(Patience);

        var finished = await FinishAsync(task, Guid.NewGuid());

        finished.Saved.Should().BeTrue();
        finished.Next.Should().BeNull();
    }

    [Fact]
    public async Task Finish_LeaseWasLost_LeavesNoResultAndTheTurnIsEmpty()
    {
        await PrepareAsync("one");
        var late = (await SaveWithActivitiesAsync(await ClaimTurnAsync(), claim: 1)).Single();
        await ExecuteAsync("update durable.task set lease_token = gen_random_uuid()");

        var finished = await FinishAsync(late, Guid.NewGuid());

        finished.Saved.Should().BeFalse();
        finished.Next!.Mail.Should().BeEmpty();
        await Engine.Get<TurnRunner>().RunAsync(finished.Next, Place.ForTurn());
        (await QueryAsync<bool>("select lease_token is null and turn_attempts = 0 from durable.instance")).Should().BeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Checkpoint_OfAChildsEnd_ClaimsTheParentUnlessSomebodyHasIt(bool somebodyHasIt)
    {
        await PrepareAsync("parent", "child");
        await ExecuteAsync("""
            update durable.instance child
               set parent_id = 'parent', parent_name = 'Quick', parent_execution = parent.execution, parent_event_id = 0
              from durable.instance parent
             where child.id = 'child' and parent.id = 'parent';
            delete from durable.inbox where instance_id = 'parent';
            """);
        await ExecuteAsync(somebodyHasIt ? "update durable.instance set leased_until = 'infinity' where id = 'parent'" : "select 1");
        var end = new TurnOutcome(InstanceStatus.Completed, [], [], null) { Output = "1" };

        var saved = await SaveAsync(await ClaimTurnAsync(), end, new Offer(null, Guid.NewGuid(), [], Lease));

        saved!.Next?.Mail!.Single().Type.Should().Be(EventType.ChildDone);
        (saved.Next is null).Should().Be(somebodyHasIt);
        (await QueryAsync<string>("select type from durable.inbox where instance_id = 'parent'")).Should().Be(EventType.ChildDone);
    }

    async Task PrepareAsync(params string[] instanceIds)
    {
        await NewEngine().Get<Migrations>().ApplyAsync(Patience);
        foreach (var id in instanceIds)
        {
            await Client.ScheduleNewOrchestrationInstanceAsync("Quick", new StartOrchestrationOptions(id), Patience);
        }
    }

    async Task<ClaimedTurn> ClaimTurnAsync() => (await Turns.ClaimAsync(1, Patience)).Single();

    Task<Finished> FinishAsync(ClaimedTask task, Guid? turn = null) => Tasks.FinishAsync(new(task, EventType.TaskDone, "\"1\""), turn);

    async Task<IReadOnlyList<ClaimedTask>> SaveWithActivitiesAsync(ClaimedTurn turn, int claim)
    {
        var mail = await Turns.ReadMailAsync(turn, Patience);
        var offer = new Offer(null, null, Claims(turn, claim), Lease);
        (await SaveAsync(turn, Running(), offer, [.. mail.Select(message => message.Id)])).Should().NotBeNull();
        return offer.Tasks;
    }

    async Task<Saved?> SaveAsync(ClaimedTurn turn, TurnOutcome outcome, Offer offer, IReadOnlyList<long>? taken = null)
    {
        HistoryEvent[] news = turn.Events == 0
            ? [new(EventType.TurnStarted, null, null, null, turn.Now), new(EventType.Started, null, null, null, turn.Now)]
            : [];
        return await Engine.Get<Checkpoint>().SaveAsync(turn, news, taken ?? [], outcome, offer);
    }

    static TurnOutcome Idle() => new(InstanceStatus.Running, [], [], null);

    static TurnOutcome Running()
        => Idle() with { Actions = [new ScheduleTask(0, "First", null), new ScheduleTask(1, "Second", null)] };

    static IReadOnlyList<ClaimedTask> Claims(ClaimedTurn turn, int count)
        => ScheduledWork.Claims(turn, Running().Actions.OfType<ScheduleTask>().Take(count));
}
