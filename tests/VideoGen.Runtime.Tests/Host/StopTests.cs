using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using VideoGen.Testing;

namespace VideoGen.Runtime.Tests.Host;

public sealed class StopTests : IAsyncLifetime
{
    readonly TestDatabase _database = new();
    readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
    readonly Gate _gate = new();

    public ValueTask InitializeAsync() => _database.InitializeAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact(Timeout = TestHost.Patience)]
    public async Task Stop_RequestInFlight_IsAnswered()
    {
        await using var host = await StartAsync(typeof(Slow));
        var answer = host.Client.GetStringAsync("/api/slow");
        await _gate.Began.Task;

        var stop = host.StopAsync();
        _gate.GoOn.SetResult();

        (await answer).Should().Be("answered");
        await stop;
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Stop_RequestDoesNotEndInTime_IsCancelledAndTheHostGoes()
    {
        await using var host = await StartAsync(typeof(Slow), graceful: "00:00:00");
        var answer = host.Client.GetStringAsync("/api/slow");
        await _gate.Began.Task;

        await host.StopAsync();

        await FluentActions.Awaiting(() => answer).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Stop_TimerFunctionRuns_FinishesAndIsRemembered()
    {
        await using var host = await StartAsync(typeof(Hourly));
        while (await Task.WhenAny(_gate.Began.Task, Task.Delay(10)) != _gate.Began.Task)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        var stop = host.StopAsync();
        _gate.GoOn.SetResult();
        await stop;

        _gate.Finished.Should().BeTrue("it was not cancelled");
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        (await connection.ExecuteScalarAsync<bool>("select last is not null from functions.timer"))
            .Should().BeTrue("the next start must not make up for it");
    }

    [Fact]
    public async Task GracefulTime_NotATime_StopsTheStartAndNamesTheSetting()
    {
        var start = () => StartAsync(typeof(Slow), graceful: "soon");

        (await start.Should().ThrowAsync<OptionsValidationException>())
            .WithMessage("*LocalRuntime__Shutdown__GracefulTime*'soon'*hh:mm:ss*");
    }

    Task<TestHost> StartAsync(Type functions, string graceful = "00:05:00")
        => TestHost.StartAsync([functions], builder =>
        {
            builder.Configuration["Database:ConnectionString"] = _database.ConnectionString;
            builder.Configuration["LocalRuntime:Shutdown:GracefulTime"] = graceful;
            builder.Services.AddSingleton(_gate).AddSingleton<TimeProvider>(_clock);
        });

    public sealed class Gate
    {
        public TaskCompletionSource Began { get; } = new();

        public TaskCompletionSource GoOn { get; } = new();

        public bool Finished { get; set; }
    }

    public sealed class Slow(Gate gate)
    {
        [Function("Slow")]
        public async Task<IResult> Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
        {
            gate.Began.SetResult();
            await gate.GoOn.Task.WaitAsync(cancellationToken);
            return Results.Text("answered");
        }
    }

    public sealed class Hourly(Gate gate)
    {
        [Function("Hourly")]
        public async Task Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
        {
            gate.Began.SetResult();
            await gate.GoOn.Task.WaitAsync(cancellationToken);
            gate.Finished = true;
        }
    }
}
