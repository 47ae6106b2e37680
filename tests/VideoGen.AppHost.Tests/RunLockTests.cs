using System.Text.Json;

namespace VideoGen.AppHost.Tests;

public sealed class RunLockTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TryTake_Held_IsRefusedAndTheHolderCanBeSeen()
    {
        using var first = RunLock.TryTake(_folder.Path, RunState.Run)!;
        first.Write(first.State with { Address = "http://localhost:7071" });

        RunLock.TryTake(_folder.Path, RunState.Run).Should().BeNull();

        RunCommand.AlreadyRunning(RunLock.Peek(_folder.Path)).Message
            .Should().ContainAll($"process {Environment.ProcessId}", "http://localhost:7071");
    }

    [Fact]
    public void TryTake_ADemoHoldsIt_SaysThatItIsADemo()
    {
        using var first = RunLock.TryTake(_folder.Path, RunState.Demo)!;

        RunCommand.AlreadyRunning(RunLock.Peek(_folder.Path)).Message.Should().Contain("demo");
    }

    [Fact]
    public void TryTake_AfterACleanStop_KnowsOfNothing()
    {
        var first = RunLock.TryTake(_folder.Path, RunState.Run)!;
        first.Write(first.State with { App = new ProcessMark(2, "another boot") });
        first.Dispose();

        using var next = RunLock.TryTake(_folder.Path, RunState.Run);

        next!.State.App.Should().BeNull();
    }

    [Fact]
    public void TryTake_OwnerWasKilled_KnowsTheAppThatItLeft()
    {
        var left = new RunState(new ProcessMark(1, "another boot"), RunState.Run, "http://localhost:7071",
            new ProcessMark(2, "another boot"));
        File.WriteAllText(_folder.In("run.json"), JsonSerializer.Serialize(left));
        File.WriteAllText(_folder.In("run.lock"), "");

        using var next = RunLock.TryTake(_folder.Path, RunState.Run);

        next!.State.App.Should().Be(left.App);
    }

    [Fact]
    public void Dispose_TheAppStillRuns_LeavesItOnRecord()
    {
        using var child = Child.Sleep();
        var first = RunLock.TryTake(_folder.Path, RunState.Run)!;
        first.Write(first.State with { App = child.Mark });
        first.Dispose();

        using var next = RunLock.TryTake(_folder.Path, RunState.Run);

        next!.State.App.Should().Be(child.Mark);
    }

    [Fact]
    public void TryTake_RecordIsDamaged_GoesOn()
    {
        File.WriteAllText(_folder.In("run.json"), "{\"Own");

        using var next = RunLock.TryTake(_folder.Path, RunState.Run);

        next!.State.App.Should().BeNull();
    }
}
