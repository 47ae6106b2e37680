using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

public sealed class SubOrchestrationTests(RuntimeHost host) : ConformanceTest(host)
{
    [Fact]
    public async Task Children_ThreeDeep_ReturnResultsAndKnowTheirParents()
    {
        var id = NewId();

        Result<string>(await RunAsync(nameof(Functions.Nested), 3, id)).Should().Be(
            $"3 of nobody > 2 of Nested {id} > 1 of Nested {id}-2 > 0 of Nested {id}-2-1");
    }

    [Fact]
    public async Task Children_FannedOut_ReturnResultsInCallOrder()
        => (await ResultAsync<int[]>(nameof(Functions.Family), 20)).Should().Equal(Enumerable.Range(0, 20).Select(n => 2 * n));

    [Fact]
    public async Task Child_WithoutAnId_GetsOneThatStays()
    {
        var ids = await ResultAsync<string[]>(nameof(Functions.AnonymousChildren));

        ids.Should().HaveCount(2).And.OnlyHaveUniqueItems();
        foreach (var child in ids)
        {
            (await Client.GetInstanceAsync(child, Patience))!.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Completed);
        }
    }

    [Fact]
    public async Task Child_Fails_ItsParentSeesWhatItThrewOneLevelDown()
        => (await ResultAsync<string[]>(nameof(Functions.CatchesChild), nameof(FailureTests.Functions.CallsFailing))).Should().Equal(
            "Task 'CallsFailing' (#0) failed with an unhandled exception: "
            + "Task 'FailsTwice' (#0) failed with an unhandled exception: outer",
            "Microsoft.DurableTask.TaskFailedException",
            "System.InvalidOperationException: outer",
            "System.FormatException: inner",
            "IsCausedBy False True");

    [Fact]
    public async Task Grandchild_Fails_EachLevelIsOneFurtherDown()
        => (await ResultAsync<string[]>(nameof(Functions.CatchesChild), nameof(Functions.CallsChildOfFailing)))[1..4].Should().Equal(
            "Microsoft.DurableTask.TaskFailedException",
            "Microsoft.DurableTask.TaskFailedException: Task 'FailsTwice' (#0) failed with an unhandled exception: outer",
            "System.InvalidOperationException: outer");

    /// <summary>Azure Storage says (unknown); other backends name the missing orchestrator.</summary>
    [Fact]
    public async Task Child_OfUnknownName_FailsInTheParent()
        => (await ResultAsync<string[]>(nameof(Functions.CatchesChild), "Nobody"))[1].Should()
            .BeOneOf("(unknown)", "OrchestratorTaskNotFound");

    [Fact]
    public async Task Child_Terminated_FailsInTheParentWithoutDetails()
    {
        var id = await StartAsync(nameof(Functions.CatchesWaitingChild));
        await Journal.SaysAsync($"{id}-child", "waiting", Patience);

        await Client.TerminateInstanceAsync($"{id}-child", "enough", Patience);

        Result<string>(await EndAsync(id)).Should().Be("Task 'Waits' (#0) failed with an unhandled exception. No details: True");
        (await EndAsync($"{id}-child")).RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Terminated);
    }

    [Fact]
    public async Task Child_Cancelled_FailsInTheParent()
        => (await ResultAsync<string[]>(nameof(Functions.CatchesChild), nameof(StaleWaiterTests.Functions.TimesOutUncaught)))[0].Should()
            .StartWith("Task 'TimesOutUncaught' (#0) failed with an unhandled exception: ").And.Contain("A task was canceled.");

    [Theory]
    [InlineData("1.2")]
    [InlineData("")]
    public async Task Child_WithAVersion_SeesIt(string version)
        => (await ResultAsync<string>(nameof(Functions.CallsVersion), version)).Should().Be(version);

    [Fact]
    public async Task Child_FinishedIdAgain_IsReplaced()
        => (await ResultAsync<int[]>(nameof(Functions.SameChildTwice))).Should().Equal(2, 4);

    public static class Functions
    {
        [Function(nameof(Nested))]
        public static async Task<string> Nested([OrchestrationTrigger] TaskOrchestrationContext context, int depth)
        {
            var me = $"{depth} of {(context.Parent is { } parent ? $"{parent.Name} {parent.InstanceId}" : "nobody")}";
            var child = new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-{depth - 1}");
            return depth == 0 ? me : $"{me} > {await context.CallSubOrchestratorAsync<string>(nameof(Nested), depth - 1, child)}";
        }

        [Function(nameof(Family))]
        public static async Task<int[]> Family([OrchestrationTrigger] TaskOrchestrationContext context, int count)
            => await Task.WhenAll(Enumerable.Range(0, count).Select(n => context.CallSubOrchestratorAsync<int>(nameof(Twice), n)));

        [Function(nameof(Twice))]
        public static async Task<int> Twice([OrchestrationTrigger] TaskOrchestrationContext context, int number)
        {
            await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
            return 2 * number;
        }

        [Function(nameof(AnonymousChildren))]
        public static async Task<string[]> AnonymousChildren([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var first = await context.CallSubOrchestratorAsync<string>(nameof(OwnId));
            return [first, await context.CallSubOrchestratorAsync<string>(nameof(OwnId))];
        }

        [Function(nameof(OwnId))]
        public static Task<string> OwnId([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult(context.InstanceId);

        [Function(nameof(CatchesChild))]
        public static async Task<string[]> CatchesChild([OrchestrationTrigger] TaskOrchestrationContext context, string child)
        {
            try
            {
                await context.CallSubOrchestratorAsync(child);
                return [];
            }
            catch (TaskFailedException failure)
            {
                var (details, inner) = (failure.FailureDetails, failure.FailureDetails.InnerFailure);
                return [
                    failure.Message,
                    details.ErrorType,
                    $"{inner?.ErrorType}: {inner?.ErrorMessage}",
                    $"{inner?.InnerFailure?.ErrorType}: {inner?.InnerFailure?.ErrorMessage}",
                    $"IsCausedBy {details.IsCausedBy<InvalidOperationException>()} {inner?.IsCausedBy<InvalidOperationException>()}"];
            }
        }

        [Function(nameof(CallsChildOfFailing))]
        public static Task CallsChildOfFailing([OrchestrationTrigger] TaskOrchestrationContext context)
            => context.CallSubOrchestratorAsync(nameof(FailureTests.Functions.CallsFailing));

        [Function(nameof(CatchesWaitingChild))]
        public static async Task<string> CatchesWaitingChild([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                return await context.CallSubOrchestratorAsync<string>(
                    nameof(ControlTests.Functions.Waits), new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-child"));
            }
            catch (TaskFailedException failure)
            {
                return $"{failure.Message} No details: {failure.FailureDetails is null}";
            }
        }

        [Function(nameof(CallsVersion))]
        public static Task<string> CallsVersion([OrchestrationTrigger] TaskOrchestrationContext context, string version)
            => context.CallSubOrchestratorAsync<string>(nameof(OwnVersion), new SubOrchestrationOptions { Version = version });

        [Function(nameof(OwnVersion))]
        public static Task<string> OwnVersion([OrchestrationTrigger] TaskOrchestrationContext context)
            => Task.FromResult(context.Version ?? "");

        [Function(nameof(SameChildTwice))]
        public static async Task<int[]> SameChildTwice([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var child = new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-child");
            var first = await context.CallSubOrchestratorAsync<int>(nameof(Twice), 1, child);
            return [first, await context.CallSubOrchestratorAsync<int>(nameof(Twice), 2, child)];
        }
    }
}
