using System.Net;
using System.Net.Sockets;

namespace VideoGen.AppHost.Tests;

/// <summary>The app is a small web server here, and the database is said to be the user's, so that none is started.</summary>
public sealed class LocalServicesTests : IDisposable
{
    const string WebServer = """
        use IO::Socket::INET;
        $| = 1;
        print "links at $ENV{Assets__PublicBaseUrl}\n";
        my ($port) = $ENV{ASPNETCORE_URLS} =~ /:(\d+)$/;
        my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 5, ReuseAddr => 1) or die $!;
        while (my $client = $server->accept) {
            while (my $line = <$client>) { last if $line =~ /^\s*$/; }
            print $client "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            close $client;
        }
        """;

    readonly TemporaryFolder _folder = new();
    readonly StringWriter _output = new();
    readonly Checkout _checkout;
    readonly RunLock _turn;

    public LocalServicesTests()
    {
        _checkout = new Checkout(_folder.Path);
        Directory.CreateDirectory(_checkout.State);
        _turn = RunLock.TryTake(_checkout.State, RunState.Run)!;
    }

    public void Dispose()
    {
        _turn.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task StartAsync_AppBecomesReady_SaysWhereAndKeepsItOnRecord()
    {
        await using var services = await StartAsync(["perl", "-e", WebServer]);

        _output.ToString().Should().ContainAll(
            "PostgreSQL  yours", $"VideoGen    http://localhost:{services.Address.Port}, ready", ".videogen/logs/app.log");
        RunLock.Peek(_checkout.State)!.Address.Should().Be(services.Address.Local);
        RunLock.Peek(_checkout.State)!.App!.IsRunning().Should().BeTrue();
        (await File.ReadAllTextAsync(_checkout.AppLog)).Should().Be($"links at {services.Address.Local}/api/assets\n");
    }

    [Fact]
    public async Task DisposeAsync_AppRuns_EndsItAndFreesThePort()
    {
        var services = await StartAsync(["perl", "-e", WebServer]);

        await services.DisposeAsync();

        _turn.State.App!.IsRunning().Should().BeFalse();
        services.Address.EnsureFree();
    }

    [Fact]
    public async Task StartAsync_AppEndsByItself_ShowsTheEndOfItsLog()
    {
        var failure = await FailureOf(() => StartAsync(["sh", "-c", "echo no such table >&2; exit 3"]));

        failure.Should().ContainAll("exit code 3", ".videogen/logs/app.log", "no such table");
    }

    [Fact]
    public async Task StartAsync_AppNeverBecomesReady_GivesUpAndEndsIt()
    {
        var failure = await FailureOf(() => StartAsync(["sh", "-c", "echo waiting for the tide; exec sleep 600"],
            readyWithin: TimeSpan.Zero));

        failure.Should().Contain("not ready");
        _turn.State.App!.IsRunning().Should().BeFalse();
    }

    [Fact]
    public async Task WhileAppRunsAsync_AppIsKilled_EndsTheWorkAndSaysSo()
    {
        await using var services = await StartAsync(["perl", "-e", WebServer]);
        var work = services.WhileAppRunsAsync(token => Task.Delay(Timeout.Infinite, token), CancellationToken.None);

        await _turn.State.App!.EndAsync(TimeSpan.FromMinutes(1));

        (await FailureOf(() => work)).Should().Contain("The app ended by itself");
    }

    [Fact]
    public async Task StartAsync_AppOfAKilledRunIsThere_EndsThatAndNothingElse()
    {
        using var leftOver = Child.Sleep();
        using var bystander = Child.Sleep();

        await using var services = await StartAsync(["perl", "-e", WebServer], leftOver.Mark);

        await leftOver.EndedAsync();
        bystander.IsRunning.Should().BeTrue();
        _output.ToString().Should().Contain($"process {leftOver.Mark.Pid}");
    }

    [Fact]
    public async Task StartAsync_IdOfTheLeftOverBelongsToAnotherNow_LeavesItAlone()
    {
        using var stranger = Child.Sleep();

        await using var services = await StartAsync(["perl", "-e", WebServer], stranger.Mark with { Started = "another boot/1" });

        stranger.IsRunning.Should().BeTrue();
        _output.ToString().Should().NotContain("still runs");
    }

    [Fact]
    public async Task StartAsync_PortIsTaken_SaysHowToChooseAnother()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var failure = await FailureOf(() => StartAsync(["perl", "-e", WebServer], port: port));

        failure.Should().ContainAll($"Port {port} is taken", "--port");
        _turn.State.App.Should().BeNull("nothing was started");
    }

    [Fact]
    public async Task StartAsync_ToldToStopMeanwhile_EndsWhatItStarted()
    {
        using var stop = new CancellationTokenSource();

        var starting = StartAsync(["sleep", "600"], cancellationToken: stop.Token);
        await stop.CancelAsync();

        await FluentActions.Awaiting(() => starting).Should().ThrowAsync<OperationCanceledException>();
        (_turn.State.App?.IsRunning() ?? false).Should().BeFalse();
    }

    async Task<LocalServices> StartAsync(
        string[] command, ProcessMark? leftOver = null, int? port = null,
        TimeSpan? readyWithin = null, CancellationToken cancellationToken = default)
    {
        var settings = new AppSettings(new Dictionary<string, string> { [AppSettings.Database] = "Host=theirs" });
        var plan = new ServicePlan(
            _checkout, command, settings, IPAddress.Loopback, port ?? FreePort(),
            AnyPortWillDo: false, readyWithin ?? TimeSpan.FromMinutes(1));
        _turn.Write(_turn.State with { App = leftOver });
        return await LocalServices.StartAsync(plan, _turn, _output, cancellationToken);
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    static async Task<string> FailureOf(Func<Task> action)
        => (await FluentActions.Awaiting(action).Should().ThrowAsync<CannotGoOnException>()).Which.Message;
}
