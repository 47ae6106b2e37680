using System.Collections.Concurrent;
using Grpc.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

/// <summary>The orchestrator's code changes under a running instance: what it asks for is no longer what its history says.</summary>
public sealed class ChangedCodeTests(RuntimeHost host) : ConformanceTest(host)
{
    static readonly ConcurrentDictionary<string, string> Deployed = new();

    [Theory]
    [InlineData("activity Old", "activity New", "'Old'", "'New'")]
    [InlineData("activity Old", "child New", "'Old'")]
    [InlineData("activity Old", "timer", "'Old'")]
    [InlineData("activity Old", "nothing", "'Old'")]
    [InlineData("timer", "activity New", "timer")]
    [InlineData("timer", "nothing", "timer")]
    [InlineData("child Old", "child New", "Old", "New")]
    [InlineData("child Old", "nothing", "Old")]
    [InlineData("event Old", "event New", "Old", "New")]
    [InlineData("event Old", "nothing", "Old")]
    public async Task Step_ChangedWhileTheInstanceWaits_FailsAndSaysWhichOne(string was, string isNow, params string[] names)
    {
        var id = NewId();
        Deployed[id] = was;
        await StartAsync(nameof(Functions.Changes), null, id);
        await UntilSaysAsync(id, "waiting");

        Deployed[id] = isNow;
        await WakeAsync(id);

        var failure = FailureOf(await EndAsync(id));
        failure.Should().StartWith("DurableTask.Core.Exceptions.NonDeterministicOrchestrationException: ");
        failure.Should().MatchRegex("(#|sequence number |sequence ID |at index )0").And.ContainAll(names);
    }

    [Fact]
    public async Task Step_AddedAfterTheLastRecordedOne_IsNoChange()
    {
        var id = NewId();
        Deployed[id] = "activity Old";
        await StartAsync(nameof(Functions.Changes), null, id);
        await UntilSaysAsync(id, "waiting");

        Deployed[id] = "activity Old, more";
        await Client.RaiseEventAsync(id, "go", Patience);

        Result<string>(await EndAsync(id)).Should().Be("more");
    }

    [Fact]
    public async Task Step_OtherCaseOfTheSameName_IsNoChange()
    {
        var id = NewId();
        Deployed[id] = "activity Old";
        await StartAsync(nameof(Functions.Changes), null, id);
        await UntilSaysAsync(id, "waiting");

        Deployed[id] = "activity OLD";
        await Client.RaiseEventAsync(id, "go", Patience);

        Result<string>(await EndAsync(id)).Should().Be("as before");
    }

    /// <summary>What became of the old step may have woken the instance before; then it has already failed.</summary>
    async Task WakeAsync(string id)
    {
        try
        {
            await Client.RaiseEventAsync(id, "go", Patience);
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.FailedPrecondition)
        {
        }
    }

    public static class Functions
    {
        [Function("Old")]
        public static string Old([ActivityTrigger] string? input) => "old";

        [Function(nameof(Changes))]
        public static async Task<string> Changes([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var code = Deployed[context.InstanceId];
            var step = Step(context, code.Split(',')[0]);
            context.SetCustomStatus("waiting");
            await context.WaitForExternalEvent<object>("go");
            await step;
            return code.EndsWith("more", StringComparison.Ordinal)
                ? await context.CallActivityAsync<string>(nameof(FailureTests.Functions.Echo), "more")
                : "as before";
        }

        static Task Step(TaskOrchestrationContext context, string code)
        {
            switch (code.Split(' '))
            {
                case ["activity", var name]:
                    return context.CallActivityAsync(name);
                case ["child", var name]:
                    return context.CallSubOrchestratorAsync(name);
                case ["timer"]:
                    return context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
                case ["event", var name]:
                    context.SendEvent(context.InstanceId, name, "x");
                    return Task.CompletedTask;
                default:
                    return Task.CompletedTask;
            }
        }
    }
}
