using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

public sealed class CallingTests(RuntimeHost host) : ConformanceTest(host)
{
    [Fact]
    public async Task Chain_ResultsAreInputs_RunsInOrder()
        => (await ResultAsync<int>(nameof(Functions.AddThreeTimes), 39)).Should().Be(42);

    [Fact]
    public async Task FanOut_OfAHundred_CollectsResultsInCallOrder()
        => (await ResultAsync<int[]>(nameof(Functions.SquareAll), 100)).Should().Equal(Enumerable.Range(0, 100).Select(n => n * n));

    [Fact]
    public async Task FanOut_FirstDoneWins_DoesNotWaitForTheOthers()
    {
        var id = NewId();

        var winner = Result<string>(await RunAsync(nameof(Functions.FirstOfTwo), null, id));

        winner.Should().Be("quick");
    }

    [Fact]
    public async Task Names_InOtherCase_AreFoundAndGivenBackAsSpelled()
    {
        var end = await RunAsync("ADDthreetimes", 0);

        Result<int>(end).Should().Be(3);
        end.Name.Should().Be("ADDthreetimes");
    }

    [Fact]
    public async Task Activity_WithoutInputAndResult_EndsInNothing()
    {
        var end = await RunAsync(nameof(Functions.CallsForNothing));

        end.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Completed);
        end.SerializedOutput.Should().BeNull();
    }

    [Fact]
    public async Task Activity_WithoutResult_ReadsAsTheDefault()
        => (await ResultAsync<int>(nameof(Functions.ExpectsANumberOfNothing))).Should().Be(0);

    /// <summary>Azure Storage tells neither type nor message; other backends name the missing activity.</summary>
    [Fact]
    public async Task Activity_OfUnknownName_FailsInTheOrchestrator()
        => (await ResultAsync<string>(nameof(Functions.AsksForNobody))).Should().BeOneOf(
            "Nobody #0: (unknown)/(unknown)",
            "Nobody #0: ActivityTaskNotFound/No activity task named 'Nobody' was found.");

    /// <summary>Azure Storage has a message in JSON as output; other backends give details.</summary>
    [Fact]
    public async Task Orchestrator_OfUnknownName_IsScheduledAndFails()
    {
        var failure = FailureOf(await RunAsync("NobodyKnowsMe"));

        failure.Should().Contain("NobodyKnowsMe").And.MatchRegex("^(\\{\"message\":\"The function .* doesn|OrchestratorTaskNotFound: )");
    }

    [Fact]
    public async Task Activities_NobodyWaitsFor_EndBeforeTheInstanceDoes()
    {
        var id = NewId();

        await RunAsync(nameof(Functions.ForgetsItsCalls), null, id);

        Journal.Of(id).Should().HaveCount(3);
    }

    [Fact]
    public async Task Activity_OptionsWhereTheInputBelongs_AreRefused()
        => FailureOf(await RunAsync(nameof(Functions.MistakesOptionsForInput))).Should().StartWith("System.ArgumentException: ");

    [Fact]
    public async Task Activity_KnowsWhoCalledIt()
    {
        var id = NewId();

        Result<string>(await RunAsync(nameof(Functions.WhoCalls), null, id)).Should().Be(id);
    }

    public static class Functions
    {
        [Function(nameof(AddThreeTimes))]
        public static async Task<int> AddThreeTimes([OrchestrationTrigger] TaskOrchestrationContext context, int number)
        {
            number = await context.CallActivityAsync<int>(nameof(AddOne), number);
            number = await context.CallActivityAsync<int>("addone", number);
            return await context.CallActivityAsync<int>("ADDONE", number);
        }

        [Function(nameof(AddOne))]
        public static int AddOne([ActivityTrigger] int number) => number + 1;

        [Function(nameof(SquareAll))]
        public static async Task<int[]> SquareAll([OrchestrationTrigger] TaskOrchestrationContext context, int count)
            => await Task.WhenAll(Enumerable.Range(0, count).Select(n => context.CallActivityAsync<int>(nameof(Square), n)));

        [Function(nameof(Square))]
        public static int Square([ActivityTrigger] int number) => number * number;

        [Function(nameof(FirstOfTwo))]
        public static async Task<string> FirstOfTwo([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var quick = context.CallActivityAsync<string>(nameof(Say), "quick");
            var never = context.WaitForExternalEvent<string>("never");
            return await await Task.WhenAny(never, quick);
        }

        [Function(nameof(Say))]
        public static Task<string> Say([ActivityTrigger] string text) => Task.FromResult(text);

        [Function(nameof(CallsForNothing))]
        public static Task CallsForNothing([OrchestrationTrigger] TaskOrchestrationContext context)
            => context.CallActivityAsync(nameof(DoNothing));

        [Function(nameof(ExpectsANumberOfNothing))]
        public static Task<int> ExpectsANumberOfNothing([OrchestrationTrigger] TaskOrchestrationContext context)
            => context.CallActivityAsync<int>(nameof(DoNothing));

        [Function(nameof(DoNothing))]
        public static Task DoNothing([ActivityTrigger] string? input)
            => input is null ? Task.CompletedTask : throw new ArgumentException("There is an input.", nameof(input));

        [Function(nameof(AsksForNobody))]
        public static async Task<string> AsksForNobody([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                return await context.CallActivityAsync<string>("Nobody");
            }
            catch (TaskFailedException failure)
            {
                var details = failure.FailureDetails;
                return $"{failure.TaskName} #{failure.TaskId}: {details.ErrorType}/{details.ErrorMessage}";
            }
        }

        [Function(nameof(ForgetsItsCalls))]
        public static Task ForgetsItsCalls([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            foreach (var n in Enumerable.Range(0, 3))
            {
                _ = context.CallActivityAsync(nameof(NotesNumber), n);
            }

            return Task.CompletedTask;
        }

        [Function(nameof(NotesNumber))]
        public static void NotesNumber([ActivityTrigger] int number, string instanceId) => Journal.Write(instanceId, $"{number}");

        [Function(nameof(MistakesOptionsForInput))]
        public static Task<string> MistakesOptionsForInput([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            object input = TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromSeconds(1)));
            return context.CallActivityAsync<string>(nameof(Say), input);
        }

        [Function(nameof(WhoCalls))]
        public static Task<string> WhoCalls([OrchestrationTrigger] TaskOrchestrationContext context)
            => context.CallActivityAsync<string>(nameof(Caller));

        [Function(nameof(Caller))]
        public static string Caller([ActivityTrigger] string? input, string instanceId) => instanceId;
    }
}
