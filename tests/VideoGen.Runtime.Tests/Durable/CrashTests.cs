using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Npgsql;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.Runtime.Tests.Durable;

public sealed class CrashTests : DurableTest
{
    /// <summary>
    /// Breaks the connection at the first row that the engine writes, in the next run at the second, and so on, until a run writes fewer
    /// rows than that: every transaction is cut between any two of its writes.
    /// </summary>
    [Fact]
    public async Task AnyWrite_ConnectionBreaksThere_NothingIsLostOrDoneTwice()
    {
        Functions
            .Orchestrator("All", async context =>
            {
                if (context.GetInput<int>() == 0)
                {
                    context.ContinueAsNew(1);
                    return null;
                }

                var timer = context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
                var child = context.CallSubOrchestratorAsync<string>(
                    "Child", context.InstanceId, new SubOrchestrationOptions(instanceId: context.InstanceId + "-child"));
                var twice = new[] { context.CallActivityAsync<int>("Twice", 1), context.CallActivityAsync<int>("Twice", 2) };
                await Task.WhenAll([timer, child, .. twice]);
                return $"{await child} {await twice[0]} {await twice[1]}";
            })
            .Orchestrator("Child", async context =>
            {
                context.SendEvent(context.InstanceId, "echo", "heard");
                return await context.WaitForExternalEvent<string>("echo");
            })
            .Activity("Twice", input => 2 * int.Parse(input!));
        await StartEngineAsync(options => (options.LeaseTime, options.MaxTurnAttempts) = (TimeSpan.FromSeconds(1), 100));
        await ExecuteAsync("""
            create sequence public.writes;
            create table public.crash (at bigint);
            insert into public.crash values (0);
            create function public.count_write() returns trigger language plpgsql as $$
            begin
              if nextval('public.writes') = (select at from public.crash) then
                perform pg_terminate_backend(pg_backend_pid());
                perform pg_sleep(60);
              end if;
              return null;
            end $$;
            create trigger crash after insert or update or delete on durable.instance for each row execute function public.count_write();
            create trigger crash after insert or update or delete on durable.history for each row execute function public.count_write();
            create trigger crash after insert or update or delete on durable.inbox for each row execute function public.count_write();
            create trigger crash after insert or update or delete on durable.task for each row execute function public.count_write();
            """);

        var crashes = 0;
        for (var at = 1; at == 1 || await QueryAsync<long>("select last_value from public.writes") >= at - 1; at++)
        {
            var id = $"run-{at}";
            await ExecuteAsync("update public.crash set at = @at; alter sequence public.writes restart", new { at });
            await ScheduleAsync(id);

            (await EndAsync(id)).ReadOutputAs<string>().Should().Be("heard 2 4");
            crashes++;
            await CheckAsync(id);
        }

        crashes.Should().BeGreaterThan(40, "a run writes at least that many rows");
    }

    [Fact]
    public async Task Activity_WorkerDied_IsTakenOverWhenItsLeaseEnds()
    {
        var runs = 0;
        Functions
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Count"))
            .Activity("Count", _ => ++runs);
        await DieDuringActivityAsync();

        await StartEngineAsync(options => options.LeaseTime = TimeSpan.FromMilliseconds(200));

        (await EndAsync("one")).ReadOutputAs<int>().Should().Be(1);
    }

    [Fact]
    public async Task Activity_KilledItsProcessTooOften_Fails()
    {
        Functions
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Count"))
            .Activity("Count", _ => 1);
        await DieDuringActivityAsync();

        await StartEngineAsync(options => (options.LeaseTime, options.MaxActivityAttempts) = (TimeSpan.FromMilliseconds(200), 1));

        (await EndAsync("one")).SerializedOutput.Should().EndWith("The activity was begun 1 times and never came to an end.");
    }

    [Fact]
    public async Task Turn_WorkerDied_IsTakenOverWhenItsLeaseEnds()
    {
        Functions.Orchestrator("One", context => Task.FromResult<object?>("done"));
        var dead = NewEngine(options => options.LeaseTime = TimeSpan.FromMilliseconds(200));
        await dead.Get<Migrations>().ApplyAsync(Patience);
        await Client.ScheduleNewOrchestrationInstanceAsync("One", new StartOrchestrationOptions("one"), Patience);
        (await dead.Get<TurnStore>().ClaimAsync(1, Patience)).Should().ContainSingle();

        await StartEngineAsync();

        (await EndAsync("one")).ReadOutputAs<string>().Should().Be("done");
    }

    [Fact]
    public async Task Turn_NeverSaved_FailsWithTheReason()
    {
        Functions.Orchestrator("Poison", async context => await context.CallActivityAsync<int>("Any"));
        await StartEngineAsync(options => options.MaxTurnAttempts = 3);
        await ExecuteAsync("""
            create function public.refuse() returns trigger language plpgsql as $$ begin raise exception 'disk of history is full'; end $$;
            create trigger refuse before insert on durable.task for each row execute function public.refuse();
            """);

        var end = await RunAsync("Poison");

        end.SerializedOutput.Should().StartWith("System.InvalidOperationException: The turn could not be saved 3 times in a row.")
            .And.Contain("disk of history is full");
    }

    /// <summary>A first engine schedules the activity, a second one claims it and never comes back.</summary>
    async Task DieDuringActivityAsync()
    {
        var dead = NewEngine(options => options.LeaseTime = TimeSpan.FromMilliseconds(200));
        await dead.Get<Migrations>().ApplyAsync(Patience);
        await Client.ScheduleNewOrchestrationInstanceAsync("One", new StartOrchestrationOptions("one"), Patience);
        await dead.Get<TurnRunner>().RunAsync(
            new((await dead.Get<TurnStore>().ClaimAsync(1, Patience)).Single(), null), Place.ForTurn());
        (await dead.Get<TaskStore>().ClaimAsync(1, Patience)).Should().ContainSingle();
    }

    async Task ScheduleAsync(string id)
    {
        while (true)
        {
            try
            {
                await Client.ScheduleNewOrchestrationInstanceAsync("All", 0, new StartOrchestrationOptions(id), Patience);
                return;
            }
            catch (NpgsqlException)
            {
                // The crash hit the client; it tries again, as a caller would.
            }
        }
    }

    async Task CheckAsync(string id)
    {
        var family = new { id, child = id + "-child" };
        (await QueryAsync<long>("""
            select count(*) from (
              select from durable.history where instance_id in (@id, @child) and event_id is not null
               group by instance_id, execution, type, event_id having count(*) > 1) twice
            """, family)).Should().Be(0, "each step is scheduled once and ends once");
        (await QueryAsync<bool>("""
            select bool_and(events = last) from (
              select count(*) as events, max(seq) as last
                from durable.history
               where instance_id in (@id, @child)
               group by instance_id, execution) e
            """, family)).Should().BeTrue("the numbers of a history have no gaps");
        (await QueryAsync<long>(
            "select count(*) from durable.history where instance_id = @child and type = 'event_raised'", family)).Should().Be(1);
        (await QueryAsync<long>("select count(*) from durable.task where instance_id in (@id, @child)", family)).Should().Be(0);
    }
}
