using System.Diagnostics;
using Microsoft.DurableTask;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.Runtime.Tests.Durable;

/// <summary>Names, kinds, parents and tags are those of the Durable Task SDK.</summary>
public sealed class TraceTests : DurableTest
{
    readonly SpanLog _spans = new("Microsoft.DurableTask");

    [Fact]
    public async Task Orchestration_StartedInARequest_IsOneTraceDownToItsActivities()
    {
        Activity? seen = null;
        Functions
            .Orchestrator("Parent", async context =>
            {
                await context.CallActivityAsync<int>("Work");
                await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
                await context.CallSubOrchestratorAsync("Child");
                context.SendEvent("nobody", "hello", 1);
                return "done";
            })
            .Orchestrator("Child", async context => await context.CallActivityAsync<int>("Work"))
            .Activity("Work", _ =>
            {
                seen ??= Activity.Current;
                return 1;
            });
        await StartEngineAsync();

        var id = await _spans.InRequestAsync(() => Client.ScheduleNewOrchestrationInstanceAsync("Parent", Patience));
        await EndAsync(id);
        await SpansAsync(10);

        var create = _spans.Of("create_orchestration:Parent", ActivityKind.Producer);
        var parent = _spans.Of("orchestration:Parent", ActivityKind.Server);
        var call = _spans.Ended.Single(
            span => span is { OperationName: "activity:Work", Kind: ActivityKind.Client } && span.ParentSpanId == parent.SpanId);
        var run = _spans.Ended.Single(span => span.ParentSpanId == call.SpanId);
        var callChild = _spans.Of("orchestration:Child", ActivityKind.Client);
        var child = _spans.Of("orchestration:Child", ActivityKind.Server);
        parent.ParentSpanId.Should().Be(create.SpanId);
        run.Should().Match<Activity>(span => span.OperationName == "activity:Work" && span.Kind == ActivityKind.Server);
        seen!.SpanId.Should().Be(run.SpanId, "an activity's own spans nest below it");
        callChild.ParentSpanId.Should().Be(parent.SpanId);
        child.ParentSpanId.Should().Be(callChild.SpanId);
        _spans.Ended.Where(span => span.ParentSpanId == child.SpanId).Select(span => span.OperationName).Should().Equal("activity:Work");
        _spans.Of("orchestration:Parent:timer", ActivityKind.Internal).ParentSpanId.Should().Be(parent.SpanId);
        _spans.Of("orchestration_event:hello", ActivityKind.Producer).ParentSpanId.Should().Be(parent.SpanId);
        _spans.Ended.Should().OnlyContain(span => span.TraceId == _spans.Root.TraceId && span.TraceStateString == "vendor=1");
        Tags(parent).Should().Equal(
            "durabletask.task.instance_id=" + id,
            "durabletask.task.name=Parent",
            "durabletask.task.status=Completed",
            "durabletask.type=orchestration");
        Tags(run).Should().Equal(
            "durabletask.task.instance_id=" + id, "durabletask.task.name=Work", "durabletask.task.task_id=0", "durabletask.type=activity");
        parent.StartTimeUtc.Should().BeOnOrBefore(call.StartTimeUtc);
        parent.Duration.Should().BeGreaterThan(call.Duration);
    }

    [Fact]
    public async Task Orchestration_TakenOverByAnotherProcess_KeepsItsSpan()
    {
        Functions.Orchestrator("Long", async context =>
        {
            await context.WaitForExternalEvent<int>("go");
            if (context.GetInput<int>() == 0)
            {
                context.ContinueAsNew(1);
            }

            return null;
        });
        var first = await StartEngineAsync();
        var id = await _spans.InRequestAsync(() => Client.ScheduleNewOrchestrationInstanceAsync("Long", 0, Patience));
        await UntilIdleAsync(id);
        await first.StopAsync();
        await StartEngineAsync();

        await Client.RaiseEventAsync(id, "go", 1, Patience);
        await Client.RaiseEventAsync(id, "go", 1, Patience);
        await EndAsync(id);
        await SpansAsync(2);

        var span = _spans.Of("orchestration:Long", ActivityKind.Server);
        $"00-{span.TraceId}-{span.SpanId}-01".Should().Be(await QueryAsync<string>("select trace_parent from durable.instance"));
        span.StartTimeUtc.Should().Be(await QueryAsync<DateTime>("select started_at from durable.instance"), "it began there");
    }

    [Fact]
    public async Task Orchestration_Fails_TheSpansSayWithWhatAndNotTheMessage()
    {
        Functions
            .Orchestrator("Bad", async context => await context.CallActivityAsync<int>("Break"))
            .Activity("Break", _ => throw new InvalidOperationException("what somebody typed"));
        await StartEngineAsync();

        var id = await _spans.InRequestAsync(() => Client.ScheduleNewOrchestrationInstanceAsync("Bad", Patience));
        await EndAsync(id);
        await SpansAsync(4);

        _spans.Of("activity:Break", ActivityKind.Server).GetTagItem("error.type").Should().Be("System.InvalidOperationException");
        _spans.Of("activity:Break", ActivityKind.Client).Status.Should().Be(ActivityStatusCode.Error);
        _spans.Of("orchestration:Bad", ActivityKind.Server).StatusDescription.Should().Be(typeof(TaskFailedException).FullName);
        _spans.Ended.Should().NotContain(span => span.StatusDescription != null && span.StatusDescription.Contains("typed"));
    }

    [Fact]
    public async Task Activity_NobodyRecords_StillCarriesTheTrace()
    {
        string? traceParent = null;
        Functions
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Work"))
            .Activity("Work", _ =>
            {
                traceParent = Activity.Current?.Id;
                return 1;
            });
        _spans.Dispose();
        await StartEngineAsync();

        await EndAsync(await _spans.InRequestAsync(() => Client.ScheduleNewOrchestrationInstanceAsync("One", Patience)));

        traceParent.Should().StartWith($"00-{_spans.Root.TraceId}-");
    }

    [Fact]
    public async Task Orchestration_StartedOutsideAnyTrace_StoresNone()
    {
        Functions.Orchestrator("Quiet", _ => Task.FromResult<object?>("done"));
        await StartEngineAsync();

        await RunAsync("Quiet");

        (await QueryAsync<string?>("select trace_parent from durable.instance")).Should().BeNull();
    }

    static IEnumerable<string> Tags(Activity span) => span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal);

    /// <summary>A turn is recorded just after it is saved, so the client may be a moment ahead.</summary>
    async Task SpansAsync(int count)
    {
        while (_spans.Ended.Count < count)
        {
            await Task.Delay(10, Patience);
        }
    }
}
