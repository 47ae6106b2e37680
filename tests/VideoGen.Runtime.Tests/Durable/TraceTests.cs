using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.DurableTask;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.Runtime.Tests.Durable;

/// <summary>Names, kinds, parents and tags are those of the Durable Task SDK.</summary>
public sealed class TraceTests : DurableTest
{
    readonly SpanLog _spans = new("Microsoft.DurableTask");

    /// <summary>What Microsoft.DurableTask.Client and .Worker 1.25 record of it; <c>durabletask.task.</c> is left out.</summary>
    const string RealSpans = """
        create_orchestration:Parent Producer below -: type=orchestration name=Parent instance_id
        orchestration_event:go Producer below -: type=event name=go target
        orchestration:Parent Server below create_orchestration:Parent: type=orchestration name=Parent instance_id status=Completed
        activity:Work Client below orchestration:Parent: type=activity name=Work instance_id task_id=0
        activity:Work Server below activity:Work: type=activity name=Work instance_id task_id=0
        orchestration:Parent:timer Internal below orchestration:Parent: type=timer name=Parent instance_id task_id=1 fire_at
        orchestration:Child Client below orchestration:Parent: type=orchestration name=Child instance_id
        orchestration:Child Server below orchestration:Child: type=orchestration name=Child instance_id status=Completed
        activity:Work Client below orchestration:Child: type=activity name=Work instance_id task_id=0
        activity:Work Server below activity:Work: type=activity name=Work instance_id task_id=0
        orchestration_event:hello Producer below orchestration:Parent: type=event name=hello instance_id execution_id target
        """;

    [Fact]
    public async Task Orchestration_StartedInARequest_LeavesTheSpansOfTheRealSdkInOneTrace()
    {
        var inActivities = new ConcurrentBag<ActivitySpanId>();
        Functions
            .Orchestrator("Parent", async context =>
            {
                await context.CallActivityAsync<int>("Work", 1);
                await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
                await context.CallSubOrchestratorAsync<int>("Child", 1);
                context.SendEvent(context.InstanceId, "hello", 1);
                await context.WaitForExternalEvent<int>("hello");
                await context.WaitForExternalEvent<int>("go");
                return "done";
            })
            .Orchestrator("Child", async context => await context.CallActivityAsync<int>("Work", 1))
            .Activity("Work", _ =>
            {
                inActivities.Add(Activity.Current!.SpanId);
                return 1;
            });
        await StartEngineAsync();
        var real = RealSpans.Split('\n');

        var id = await _spans.InRequestAsync(async () =>
        {
            var started = await Client.ScheduleNewOrchestrationInstanceAsync("Parent", Patience);
            await Client.RaiseEventAsync(started, "go", 1, Patience);
            return started;
        });
        await EndAsync(id);
        await SpansAsync(real.Length);

        _spans.Ended.Select(Describe).Should().BeEquivalentTo(real);
        _spans.Ended.Should().OnlyContain(span => span.TraceId == _spans.Root.TraceId && span.TraceStateString == "vendor=1");
        _spans.Ended.Where(span => span.OperationName == "activity:Work" && span.Kind == ActivityKind.Server).Select(span => span.SpanId)
            .Should().BeEquivalentTo(inActivities, "an activity's own spans nest below it");
        var parent = _spans.Of("orchestration:Parent", ActivityKind.Server);
        _spans.Ended.Where(span => span.ParentSpanId == parent.SpanId).Should().OnlyContain(
            span => span.StartTimeUtc >= parent.StartTimeUtc && span.StartTimeUtc + span.Duration <= parent.StartTimeUtc + parent.Duration);
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

    /// <summary>Ids and times differ from run to run; of them only the tag's name counts.</summary>
    string Describe(Activity span)
    {
        var parent = _spans.Ended.FirstOrDefault(other => other.SpanId == span.ParentSpanId)?.OperationName ?? "-";
        string[] order = ["type", "name", "instance_id", "status", "execution_id", "task_id", "fire_at", "target"];
        var tags = span.TagObjects
            .Select(tag => (Name: tag.Key.Replace("durabletask.", "").Replace("task.", ""), tag.Value))
            .Select(tag => tag with { Name = tag.Name.Replace("event.target_instance_id", "target") })
            .OrderBy(tag => Array.IndexOf(order, tag.Name))
            .Select(tag => tag.Name is "type" or "name" or "status" or "task_id" ? $"{tag.Name}={tag.Value}" : tag.Name);
        return $"{span.OperationName} {span.Kind} below {parent}: {string.Join(' ', tags)}";
    }

    /// <summary>A turn is recorded just after it is saved, so the client may be a moment ahead.</summary>
    async Task SpansAsync(int count)
    {
        while (_spans.Ended.Count < count)
        {
            await Task.Delay(10, Patience);
        }
    }
}
