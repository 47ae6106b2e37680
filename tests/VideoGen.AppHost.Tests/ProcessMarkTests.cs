namespace VideoGen.AppHost.Tests;

public sealed class ProcessMarkTests
{
    [Fact]
    public async Task EndAsync_RunningProcess_EndsIt()
    {
        using var child = Child.Sleep();

        (await child.Mark.EndAsync(TimeSpan.FromMinutes(1))).Should().BeTrue("sleep ends when asked to");

        await child.EndedAsync();
        child.Mark.IsRunning().Should().BeFalse();
    }

    [Fact]
    public async Task EndAsync_ProcessThatDoesNotListen_EndsItByForce()
    {
        using var child = await Child.StubbornAsync();

        (await child.Mark.EndAsync(TimeSpan.Zero)).Should().BeFalse();

        await child.EndedAsync();
        child.Mark.IsRunning().Should().BeFalse();
    }

    [Fact]
    public async Task EndAsync_IdWasGivenToAnotherProcess_LeavesThatAlone()
    {
        using var child = Child.Sleep();
        var earlier = child.Mark with { Started = child.Mark.Started + "0" };

        earlier.IsRunning().Should().BeFalse();
        (await earlier.EndAsync(TimeSpan.FromMinutes(1))).Should().BeTrue("there is nothing left to end");

        child.IsRunning.Should().BeTrue();
    }

    [Fact]
    public void Of_SameProcessTwice_IsTheSameMark()
        => ProcessMark.Of(Environment.ProcessId).Should().Be(ProcessMark.OfThisProcess()).And.NotBe(ProcessMark.Of(1));

    [Fact]
    public void Of_NoSuchProcess_IsNull() => ProcessMark.Of(int.MaxValue).Should().BeNull();
}
