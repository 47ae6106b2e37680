using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace VideoGen.Runtime.Tests.Durable;

public sealed class FailureTests : DurableTest
{
    public sealed class NoPaintException(string message, Exception? inner = null) : InvalidOperationException(message, inner);

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
}
