using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

public sealed class EventPayloadTests(RuntimeHost host) : ConformanceTest(host)
{
    [Fact]
    public async Task Event_WithoutPayload_IsDefault()
    {
        var id = await StartAsync(nameof(EventTests.Functions.HearsReview));

        await Client.RaiseEventAsync(id, "review", Patience);

        Result<string>(await EndAsync(id)).Should().BeNull();
    }

    /// <summary>The real worker's message is that of a null reference; ours says what is missing.</summary>
    [Fact]
    public async Task Event_WithoutPayloadForANumber_FailsTheInstance()
    {
        var id = await StartAsync(nameof(Functions.HearsOneNumber));

        await Client.RaiseEventAsync(id, "number", Patience);

        FailureOf(await EndAsync(id)).Should().MatchRegex(
            "^System.(NullReferenceException: |InvalidOperationException: Event 'number' has no payload)");
    }

    [Fact]
    public async Task Wait_AnotherTypeForTheSameName_IsRefused()
        => FailureOf(await RunAsync(nameof(Functions.WaitsForTwoTypes))).Should()
            .StartWith("System.ArgumentException: Events with the same name must have the same type argument");

    [Fact]
    public async Task Event_PayloadOfTheWrongShape_FailsTheInstanceWhateverItCatches()
    {
        var id = await StartAsync(nameof(Functions.HearsOneNumber));
        await UntilSaysAsync(id, "waiting");

        await Client.RaiseEventAsync(id, "number", "not a number", Patience);

        FailureOf(await EndAsync(id)).Should().StartWith("System.Text.Json.JsonException: ");
    }

    [Fact]
    public async Task Event_PayloadOfTheWrongShapeBeforeTheWait_ThrowsThere()
    {
        var id = await StartAsync(nameof(Functions.HearsOneNumber), "start");
        await Client.RaiseEventAsync(id, "number", "not a number", Patience);

        await Client.RaiseEventAsync(id, "start", Patience);

        Result<string>(await EndAsync(id)).Should().Be("caught JsonException");
    }

    public static class Functions
    {
        [Function(nameof(WaitsForTwoTypes))]
        public static Task<string> WaitsForTwoTypes([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            _ = context.WaitForExternalEvent<int>("go");
            return context.WaitForExternalEvent<string>("GO");
        }

        [Function(nameof(HearsOneNumber))]
        public static async Task<string> HearsOneNumber([OrchestrationTrigger] TaskOrchestrationContext context, string? waitFirst)
        {
            if (waitFirst is not null)
            {
                await context.WaitForExternalEvent<object>(waitFirst);
            }

            try
            {
                context.SetCustomStatus("waiting");
                return $"{await context.WaitForExternalEvent<int>("number")}";
            }
            catch (System.Text.Json.JsonException exception)
            {
                return $"caught {exception.GetType().Name}";
            }
        }
    }
}
