using System.Threading.Channels;
using Dapper;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using VideoGen.Testing;

namespace VideoGen.Runtime.Tests.Host;

public sealed class TimerTests : IAsyncLifetime
{
    static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    readonly TestDatabase _database = new();
    readonly FakeTimeProvider _clock = new(Noon);
    readonly Runs _runs = new();

    public ValueTask InitializeAsync() => _database.InitializeAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact(Timeout = TestHost.Patience)]
    public async Task Schedule_TimePasses_RunsOncePerOccurrence()
    {
        await using var host = await StartAsync(typeof(Hourly));

        var first = await AdvanceUntilItRunsAsync();
        var second = await AdvanceUntilItRunsAsync();

        first.IsPastDue.Should().BeFalse();
        first.ScheduleStatus!.Last.Should().Be(default);
        first.ScheduleStatus.Next.Should().Be(Noon.UtcDateTime.AddHours(1));
        second.ScheduleStatus!.Last.Should().Be(Noon.UtcDateTime.AddHours(1));
        second.ScheduleStatus.Next.Should().Be(Noon.UtcDateTime.AddHours(2));
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Schedule_NothingRanAtItsTime_IsMadeUpForOnceAtTheNextStart()
    {
        await using (await StartAsync(typeof(Hourly)))
        {
            await AdvanceUntilItRunsAsync();
        }

        _clock.Advance(TimeSpan.FromHours(5));
        await using var host = await StartAsync(typeof(Hourly));
        var late = await _runs.NextAsync();
        var next = await AdvanceUntilItRunsAsync();

        late.IsPastDue.Should().BeTrue();
        next.IsPastDue.Should().BeFalse();
        next.ScheduleStatus!.Last.Should().Be(late.ScheduleStatus!.Next);
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Schedule_FunctionThrows_RunsAgainAtTheNextTime()
    {
        _runs.Failure = new InvalidOperationException("no luck");
        await using var host = await StartAsync(typeof(Hourly));

        await AdvanceUntilItRunsAsync();
        await AdvanceUntilItRunsAsync();

        host.Log.Errors.Should().OnlyContain(line => line.Contains("no luck")).And.NotBeEmpty();
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Schedule_UnderAMinuteFromASetting_IsNotMonitored()
    {
        await using var host = await StartAsync(typeof(Frequent), builder => builder.Configuration["Pace"] = "*/5 * * * * *");

        var run = await AdvanceUntilItRunsAsync();

        run.ScheduleStatus.Should().BeNull();
        run.IsPastDue.Should().BeFalse();
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task RunOnStartup_TwoHosts_RunsOnOneAndOnTheOtherWhenTheFirstHasGone()
    {
        var runsOfSecond = new Runs();
        var first = await StartAsync(typeof(AtOnce));
        await _runs.NextAsync();
        await using var second = await StartAsync(typeof(AtOnce), builder =>
        {
            builder.Services.AddSingleton(runsOfSecond);
            builder.Logging.AddFilter("VideoGen", LogLevel.Debug);
        });

        await second.Log.WaitForAsync("Another process runs the timers.");
        runsOfSecond.Count.Should().Be(0);
        await first.DisposeAsync();

        await runsOfSecond.NextAsync();
        _runs.Count.Should().Be(0, "the first one ran once only");
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Leader_ItsConnectionIsKilled_StopsItsTimersAndLeadsAgain()
    {
        await using var host = await StartAsync(typeof(AtOnce));
        await _runs.NextAsync();

        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.ExecuteAsync("""
            select pg_terminate_backend(pid)
              from pg_locks join pg_database on pg_database.oid = pg_locks.database
             where locktype = 'advisory' and granted and datname = current_database()
            """);

        (await _runs.NextAsync()).IsPastDue.Should().BeFalse();
        host.Log.Errors.Should().BeEmpty();
    }

    Task<TestHost> StartAsync(Type functions, Action<FunctionsApplicationBuilder>? configure = null)
        => TestHost.StartAsync([functions], builder =>
        {
            builder.Configuration["Database:ConnectionString"] = _database.ConnectionString;
            builder.Services.AddSingleton<TimeProvider>(_clock).AddSingleton(_runs);
            configure?.Invoke(builder);
        });

    /// <summary>Turns the clock on bit by bit, because the host begins to wait at a time of its own.</summary>
    async Task<TimerInfo> AdvanceUntilItRunsAsync()
    {
        var next = _runs.NextAsync();
        while (await Task.WhenAny(next, Task.Delay(10)) != next)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        return await next;
    }

    public sealed class Runs
    {
        readonly Channel<TimerInfo> _runs = Channel.CreateUnbounded<TimerInfo>();

        public Exception? Failure { get; set; }

        public int Count => _runs.Reader.Count;

        public Task<TimerInfo> NextAsync() => _runs.Reader.ReadAsync().AsTask();

        public void Add(TimerInfo run) => _runs.Writer.TryWrite(run);
    }

    public sealed class Hourly(Runs runs)
    {
        [Function("Hourly")]
        public Task Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
            runs.Add(timer);
            return runs.Failure is { } failure ? Task.FromException(failure) : Task.CompletedTask;
        }
    }

    public sealed class Frequent(Runs runs)
    {
        [Function("Frequent")]
        public void Run([TimerTrigger("%Pace%")] TimerInfo timer) => runs.Add(timer);
    }

    public sealed class AtOnce(Runs runs)
    {
        [Function("AtOnce")]
        public void Run([TimerTrigger("0 0 3 * * *", RunOnStartup = true)] TimerInfo timer) => runs.Add(timer);
    }
}
