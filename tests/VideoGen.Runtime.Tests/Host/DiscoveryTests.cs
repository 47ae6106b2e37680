using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask;
using VideoGen.LocalRuntime.Host;

namespace VideoGen.Runtime.Tests.Host;

public sealed class DiscoveryTests
{
    [Theory]
    [InlineData(typeof(SameNames), "two functions have this name")]
    [InlineData(typeof(TwoTriggers), "exactly one trigger, this one has 2")]
    [InlineData(typeof(NoTrigger), "exactly one trigger, this one has 0")]
    [InlineData(typeof(Hidden), "must be public")]
    [InlineData(typeof(BadName), "a name is a letter")]
    [InlineData(typeof(NeedsKey), "AuthorizationLevel.Function needs host keys")]
    [InlineData(typeof(NeedsKeyByDefault), "AuthorizationLevel.Function needs host keys")]
    [InlineData(typeof(TakesHttpContext), "'http' would be null on the real host")]
    [InlineData(typeof(TakesActivityContext), "'context' cannot be bound on the real host")]
    [InlineData(typeof(ReturnsValueTask), "not ValueTask")]
    [InlineData(typeof(WrongOrchestrationTrigger), "must be of type TaskOrchestrationContext")]
    [InlineData(typeof(TwoInputs), "takes one input")]
    [InlineData(typeof(BadSchedule), "'every day' is not an NCRONTAB expression")]
    [InlineData(typeof(MissingSetting), "in the setting 'CleanUpSchedule', which is missing")]
    public void Build_FunctionThatCouldNotRun_FailsAndSaysWhy(Type functions, string why)
    {
        var builder = Builder("--Database:ConnectionString", "Host=nowhere");
        builder.UseFunctions(functions);
        builder.ConfigureFunctionsWebApplication();

        builder.Invoking(it => it.Build()).Should().Throw<InvalidOperationException>().WithMessage($"*{why}*");
    }

    [Fact]
    public void Build_SeveralFaults_NamesThemAll()
    {
        var builder = Builder();
        builder.UseFunctions(typeof(NoTrigger), typeof(BadName));

        builder.Invoking(it => it.Build()).Should().Throw<InvalidOperationException>().WithMessage("*NoTrigger*BadName*");
    }

    [Fact]
    public void Build_NoTypesGiven_LooksThroughTheApplicationsAssemblies()
    {
        var builder = Builder();

        builder.Invoking(it => it.Build()).Should().Throw<InvalidOperationException>().WithMessage($"*{typeof(SameNames).FullName}*");
    }

    [Fact]
    public void Build_HttpFunctionWithoutWebApplication_SaysWhatToCall()
    {
        var builder = Builder();
        builder.UseFunctions(typeof(Fine));

        builder.Invoking(it => it.Build()).Should().Throw<InvalidOperationException>().WithMessage("*ConfigureFunctionsWebApplication*");
    }

    [Theory]
    [InlineData(typeof(NeedsEngine))]
    [InlineData(typeof(NeedsTimers))]
    public void Build_NoDatabaseForFunctionsThatNeedOne_SaysWhatToSet(Type functions)
    {
        var builder = Builder();
        builder.UseFunctions(functions);

        builder.Invoking(it => it.Build()).Should().Throw<InvalidOperationException>().WithMessage("*Database__ConnectionString*");
    }

    static FunctionsApplicationBuilder Builder(params string[] settings)
        => FunctionsApplication.CreateBuilder([.. settings, "--urls", "http://127.0.0.1:0"]);

    public static class Fine
    {
        [Function("Fine")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Ok();
    }

    public static class SameNames
    {
        [Function("Clean")]
        public static void One([ActivityTrigger] string input) => _ = input;

        [Function("clean")]
        public static void Two([ActivityTrigger] string input) => _ = input;
    }

    public static class TwoTriggers
    {
        [Function("TwoTriggers")]
        public static void Run([ActivityTrigger] string input, [TimerTrigger("0 0 3 * * *")] TimerInfo timer) => _ = (input, timer);
    }

    public static class NoTrigger
    {
        [Function("NoTrigger")]
        public static void Run(string input) => _ = input;
    }

    public static class Hidden
    {
        [Function("Hidden")]
        internal static void Run([ActivityTrigger] string input) => _ = input;
    }

    public static class BadName
    {
        [Function("BadName!")]
        public static void Run([ActivityTrigger] string input) => _ = input;
    }

    public static class NeedsKey
    {
        [Function("NeedsKey")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => Results.Ok();
    }

    public static class NeedsKeyByDefault
    {
        [Function("NeedsKeyByDefault")]
        public static IResult Run([HttpTrigger("get")] HttpRequest request) => Results.Ok();
    }

    public static class TakesHttpContext
    {
        [Function("TakesHttpContext")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, HttpContext http) => Results.Ok(http);
    }

    public static class TakesActivityContext
    {
        [Function("TakesActivityContext")]
        public static void Run([ActivityTrigger] TaskActivityContext context) => _ = context;
    }

    public static class ReturnsValueTask
    {
        [Function("ReturnsValueTask")]
        public static ValueTask<int> Run([ActivityTrigger] string input) => ValueTask.FromResult(input.Length);
    }

    public static class WrongOrchestrationTrigger
    {
        [Function("WrongOrchestrationTrigger")]
        public static Task Run([OrchestrationTrigger] string context) => Task.FromResult(context);
    }

    public static class TwoInputs
    {
        [Function("TwoInputs")]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context, int one, int two) => Task.FromResult(one + two);
    }

    public static class BadSchedule
    {
        [Function("BadSchedule")]
        public static void Run([TimerTrigger("every day")] TimerInfo timer) => _ = timer;
    }

    public static class MissingSetting
    {
        [Function("MissingSetting")]
        public static void Run([TimerTrigger("%CleanUpSchedule%")] TimerInfo timer) => _ = timer;
    }

    public static class NeedsEngine
    {
        [Function("NeedsEngine")]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context) => Task.CompletedTask;
    }

    public static class NeedsTimers
    {
        [Function("NeedsTimers")]
        public static void Run([TimerTrigger("0 0 3 * * *")] TimerInfo timer) => _ = timer;
    }
}
