using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace VideoGen.Runtime.Tests.Durable;

public sealed class FailureTests : DurableTest
{
    public sealed class NoPaintException(string message, Exception? inner = null) : InvalidOperationException(message, inner);

    [Fact]
    public async Task Activity_Throws_OrchestratorSeesTypeMessageAndCause()
    {
        TaskFailedException? seen = null;
        Functions
            .Orchestrator("Catch", async context =>
            {
                await context.CallActivityAsync("Fine");
                try
                {
                    await context.CallActivityAsync("paint");
                }
                catch (TaskFailedException failure)
                {
                    seen = failure;
                }

                return "caught";
            })
            .Activity("Fine", _ => null)
            .Activity("Paint", _ => throw new NoPaintException("the bucket\0is empty", new TimeoutException("no delivery")));
        await StartEngineAsync();

        (await RunAsync("Catch")).ReadOutputAs<string>().Should().Be("caught");

        seen!.Message.Should().Be("Task 'paint' (#1) failed with an unhandled exception: the bucket\0is empty");
        seen.TaskName.Should().Be("paint");
        seen.InnerException.Should().BeNull();
        seen.FailureDetails.ErrorType.Should().Be(typeof(NoPaintException).FullName);
        seen.FailureDetails.StackTrace.Should().Contain(nameof(Activity_Throws_OrchestratorSeesTypeMessageAndCause));
        seen.FailureDetails.InnerFailure!.ErrorType.Should().Be("System.TimeoutException");
        seen.FailureDetails.IsCausedBy<NoPaintException>().Should().BeTrue();
        seen.FailureDetails.IsCausedBy<InvalidOperationException>().Should().BeTrue();
        seen.FailureDetails.IsCausedBy<TimeoutException>().Should().BeFalse();
    }

    [Fact]
    public async Task Orchestrator_Throws_OutputIsTypeAndMessageAsPlainText()
    {
        Functions.Orchestrator("Throw", _ => throw new NoPaintException("no\0 \ud800 paint"));
        await StartEngineAsync();

        var end = await RunAsync("Throw");

        end.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Failed);
        end.SerializedOutput.Should().Be($"{typeof(NoPaintException).FullName}: no\ufffd \ufffd paint");
        end.FailureDetails.Should().BeNull();
    }

    [Fact]
    public async Task SubOrchestration_FailsByItsActivity_FailureIsOneLevelDown()
    {
        TaskFailureDetails? seen = null;
        Functions
            .Orchestrator("Parent", async context =>
            {
                try
                {
                    await context.CallSubOrchestratorAsync("Child");
                }
                catch (TaskFailedException failure)
                {
                    seen = failure.FailureDetails;
                    throw;
                }

                return null;
            })
            .Orchestrator("Child", async context =>
            {
                await context.CallActivityAsync("Paint");
                return null;
            })
            .Activity("Paint", _ => throw new NoPaintException("empty"));
        await StartEngineAsync();

        var end = await RunAsync("Parent");

        seen!.ErrorType.Should().Be("Microsoft.DurableTask.TaskFailedException");
        seen.ErrorMessage.Should().Be("Task 'Paint' (#0) failed with an unhandled exception: empty");
        seen.IsCausedBy<NoPaintException>().Should().BeFalse();
        seen.InnerFailure!.IsCausedBy<NoPaintException>().Should().BeTrue();
        end.SerializedOutput.Should().Be(
            "Microsoft.DurableTask.TaskFailedException: Task 'Child' (#0) failed with an unhandled exception: "
            + "Task 'Paint' (#0) failed with an unhandled exception: empty");
    }

    [Fact]
    public async Task Activity_UnknownName_FailsAsUnknown()
    {
        Functions.Orchestrator("Ask", async context =>
        {
            try
            {
                await context.CallActivityAsync("Nobody");
                return null;
            }
            catch (TaskFailedException failure)
            {
                return $"{failure.FailureDetails.ErrorType}/{failure.FailureDetails.ErrorMessage}";
            }
        });
        await StartEngineAsync();

        (await RunAsync("Ask")).ReadOutputAs<string>().Should().Be("(unknown)/(unknown)");
    }

    [Fact]
    public async Task Orchestrator_UnknownName_InstanceFailsWithJsonMessage()
    {
        await StartEngineAsync();

        var end = await RunAsync("Nobody");

        end.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Failed);
        end.SerializedOutput.Should().StartWith("{\"message\":\"The function \\u0027Nobody\\u0027 doesn");
    }

    [Fact]
    public async Task Orchestrator_AwaitsForeignTaskFirst_Fails()
    {
        var never = new TaskCompletionSource();
        Functions.Orchestrator("Illegal", async _ =>
        {
            await never.Task;
            return null;
        });
        await StartEngineAsync();

        (await RunAsync("Illegal")).SerializedOutput.Should()
            .StartWith("System.InvalidOperationException: An invalid asynchronous invocation was detected.");
    }

    [Fact]
    public async Task Orchestrator_AwaitsForeignTaskBetweenSteps_Fails()
    {
        var never = new TaskCompletionSource();
        Functions
            .Orchestrator("Illegal", async context =>
            {
                var step = context.CallActivityAsync("Fine");
                await never.Task;
                await step;
                return null;
            })
            .Activity("Fine", _ => null);
        await StartEngineAsync();

        (await RunAsync("Illegal")).SerializedOutput.Should().Contain("An invalid asynchronous invocation was detected.");
    }

    [Fact]
    public async Task Orchestrator_TouchesContextFromAnotherThread_Fails()
    {
        Functions
            .Orchestrator("Illegal", context =>
            {
                // Waits for the other thread, so that it trespasses within the turn.
                var thread = new Thread(() => context.CallActivityAsync("Fine"));
                thread.Start();
                thread.Join();
                return Task.FromResult<object?>("unnoticed");
            })
            .Activity("Fine", _ => null);
        await StartEngineAsync();

        (await RunAsync("Illegal")).SerializedOutput.Should().Contain("An invalid asynchronous invocation was detected.");
    }

    [Fact]
    public async Task Orchestrator_ConfigureAwaitFalse_StaysOnTheReplayThread()
    {
        Functions
            .Orchestrator("Configured", async context =>
            {
                var sum = 0;
                for (var n = 0; n < 5; n++)
                {
                    sum += await context.CallActivityAsync<int>("Same", n).ConfigureAwait(false);
                }

                return sum;
            })
            .Activity("Same", input => int.Parse(input!));
        await StartEngineAsync();

        (await RunAsync("Configured")).ReadOutputAs<int>().Should().Be(10);
    }

    [Theory]
    [InlineData("Renamed", "activity 'Old'", "activity 'New'")]
    [InlineData("Timer", "activity 'Old'", "a timer")]
    [InlineData("Child", "activity 'Old'", "sub-orchestration 'New'")]
    [InlineData("Nothing", "activity 'Old'", "did not ask for it")]
    public async Task Orchestrator_ChangedWhileItRuns_FailsAndNamesTheStep(string change, string was, string isNow)
    {
        var changed = false;
        Functions
            .Orchestrator("Changing", async context =>
            {
                await (changed ? Change(context) : context.CallActivityAsync("Old"));
                await context.WaitForExternalEvent<string>("go");
                return null;
            })
            .Activity("Old", _ => null);
        await StartEngineAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Changing", Patience);
        await UntilIdleAsync(id);

        changed = true;
        await Client.RaiseEventAsync(id, "go", Patience);
        var end = await EndAsync(id);

        end.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Failed);
        end.SerializedOutput.Should().StartWith("DurableTask.Core.Exceptions.NonDeterministicOrchestrationException: Step #0 of Changing")
            .And.Contain(was).And.Contain(isNow);

        Task Change(TaskOrchestrationContext context) => change switch
        {
            "Renamed" => context.CallActivityAsync("New"),
            "Timer" => context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None),
            "Child" => context.CallSubOrchestratorAsync("New"),
            _ => context.WaitForExternalEvent<string>("other"),
        };
    }
}
