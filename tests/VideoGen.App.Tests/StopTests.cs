using System.Diagnostics;
using Dapper;
using Npgsql;
using VideoGen.Testing;

namespace VideoGen.App.Tests;

/// <summary>One process stops while it films, another goes on; an OTLP receiver sees one trace over both.</summary>
public sealed class StopTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    const int Server = 2, Client = 3, Producer = 4;

    [Fact]
    public async Task Stop_WhileAVideoIsRendered_TheNextProcessFinishesItInTheSameTrace()
    {
        using var receiver = new OtlpReceiver(RunningApp.FreePort());
        var folder = Directory.CreateTempSubdirectory("videogen-stop-");
        var settings = new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = database.ConnectionString,
            ["Assets__Folder"] = folder.FullName,
            ["Media__FrameRate"] = "10",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            ["LocalRuntime__Shutdown__GracefulTime"] = "00:00:00",
        };
        await using var first = await RunningApp.StartAsync(settings);
        var input = await new ApiClient(first.Http).VideoInputAsync();
        using var caller = new Activity("caller") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        var id = await new ApiClient(first.Http).StartVideoAsync(input);
        caller.Stop();
        await new ApiClient(first.Http).WaitAsync(id, video => video.Status() == "video_rendering");
        // The one step that lasts: the others may have ended before the stop comes.
        await Eventually.BeAsync(() => QueryAsync(
            "select exists (select from durable.task where lease_token is not null and name = 'CollectScene')"));

        (await first.StopAsync()).Should().Be(0);

        (await QueryAsync("""
            select exists (select from durable.task where visible_at <= clock_timestamp())
               and not exists (select from durable.task where lease_token is not null)
               and not exists (select from durable.instance where lease_token is not null)
            """)).Should().BeTrue("what was not finished is handed back");
        await using (var second = await RunningApp.StartAsync(settings))
        {
            await new ApiClient(second.Http).WaitAsync(id, video => video.Status() == "completed");
            (await second.StopAsync()).Should().Be(0, "and what it recorded is sent");
        }

        var trace = receiver.Spans.Where(span => span.TraceId == caller.TraceId.ToHexString()).ToList();
        var video = One(trace, "orchestration:GenerateVideo", Server);
        var create = One(trace, "create_orchestration:GenerateVideo", Producer);
        var function = trace.Single(span => span.SpanId == create.ParentId);
        video.ParentId.Should().Be(create.SpanId);
        function.Name.Should().StartWith("function ");
        trace.Should().ContainSingle(span => span.SpanId == function.ParentId && span.Kind == Server, "the request");
        var calls = trace.Where(span => span.Kind == Client && span.Name == "orchestration:RenderScene").ToList();
        calls.Should().NotBeEmpty().And.OnlyContain(call => call.ParentId == video.SpanId);
        var scenes = trace.Where(span => span.Kind == Server && span.Name == "orchestration:RenderScene").ToList();
        scenes.Select(scene => scene.ParentId).Should().BeEquivalentTo(calls.Select(call => call.SpanId));
        var runs = trace.Where(span => span.Kind == Server && span.Name.StartsWith("activity:")).ToList();
        var asked = trace.Where(span => span.Kind == Client && span.Name.StartsWith("activity:")).Select(span => span.SpanId).ToList();
        runs.Select(run => run.ParentId).Should().OnlyContain(parent => asked.Contains(parent));
        asked.Should().OnlyHaveUniqueItems();
        var inActivities = trace.Where(span => runs.Any(run => run.SpanId == span.ParentId)).Select(span => span.SpanId).ToList();
        trace.Should().Contain(span => inActivities.Contains(span.ParentId), "the activities' own database calls nest below them");
        receiver.Paths.Should().BeEquivalentTo(["/v1/traces", "/v1/metrics", "/v1/logs"]);
        folder.Delete(recursive: true);
    }

    static ReceivedSpan One(IEnumerable<ReceivedSpan> trace, string name, long kind)
        => trace.Should().ContainSingle(span => span.Name == name && span.Kind == kind).Which;

    async Task<bool> QueryAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        return await connection.ExecuteScalarAsync<bool>(sql);
    }
}
