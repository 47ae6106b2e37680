using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

/// <summary>An orchestrator awaits only what its context gives it; whatever else it awaits is noticed.</summary>
public sealed class IllegalAwaitTests(RuntimeHost host) : ConformanceTest(host)
{
    const string NotHere = "This backend has no Functions host that would look; the instance hangs.";

    [Theory]
    [InlineData("delay")]
    [InlineData("run")]
    public async Task Await_NotDurableAtTheStart_FailsTheInstance(string what)
    {
        Assert.SkipUnless(RuntimeHost.Backend.DetectsIllegalAwaits, NotHere);

        FailureOf(await RunAsync(nameof(Functions.AwaitsFirst), what)).Should()
            .StartWith("System.InvalidOperationException: An invalid asynchronous invocation was detected.");
    }

    /// <summary>
    /// The Functions host notices these only if the orchestrator comes back to its context before the turn is over; otherwise the instance
    /// hangs there too.
    /// </summary>
    [Theory]
    [InlineData("delay")]
    [InlineData("run")]
    [InlineData("ConfigureAwait(false)")]
    public async Task Await_NotDurableBetweenSteps_FailsTheInstance(string what)
    {
        Assert.SkipUnless(RuntimeHost.Backend.DetectsIllegalAwaits, NotHere);

        FailureOf(await RunAsync(nameof(Functions.AwaitsBetweenSteps), what)).Should()
            .StartWith("System.InvalidOperationException: An invalid asynchronous invocation was detected.");
    }

    [Fact]
    public async Task Await_WhatDoesNotLeaveTheThread_IsHarmless()
        => (await ResultAsync<string>(nameof(Functions.StaysOnTheThread))).Should().Be("x");

    public static class Functions
    {
        [Function(nameof(AwaitsFirst))]
        public static async Task<string> AwaitsFirst([OrchestrationTrigger] TaskOrchestrationContext context, string what)
        {
            await AwaitAsync(what);
            return "unnoticed";
        }

        [Function(nameof(AwaitsBetweenSteps))]
        public static async Task<string> AwaitsBetweenSteps([OrchestrationTrigger] TaskOrchestrationContext context, string what)
        {
            await context.CallActivityAsync(nameof(FailureTests.Functions.Echo), "x").ConfigureAwait(what != "ConfigureAwait(false)");
            await AwaitAsync(what);
            return await context.CallActivityAsync<string>(nameof(FailureTests.Functions.Echo), "unnoticed");
        }

        [Function(nameof(StaysOnTheThread))]
        public static async Task<string> StaysOnTheThread([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await Task.CompletedTask;
            await Task.Yield();
            return await context.CallActivityAsync<string>(nameof(FailureTests.Functions.Echo), await Task.FromResult("x"));
        }

        static async Task AwaitAsync(string what)
        {
            switch (what)
            {
                case "delay":
                    await Task.Delay(20);
                    break;
                case "run":
                    await Task.Run(() => Thread.Sleep(20));
                    break;
            }
        }
    }
}
