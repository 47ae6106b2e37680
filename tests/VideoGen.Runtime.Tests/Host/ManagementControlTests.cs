using System.Net;
using System.Text.Json.Nodes;

namespace VideoGen.Runtime.Tests.Host;

/// <summary>Starting, steering and forgetting instances.</summary>
public sealed class ManagementControlTests : ManagementTest
{
    [Fact(Timeout = TestHost.Patience)]
    public async Task Start_KnownOrchestrator_AnswersWithLinksThatWork()
    {
        Host.Client.DefaultRequestHeaders.Clear();
        var started = await PostAsync($"/orchestrators/Echo?code={Key}", "\"hi\"");

        started.Status.Should().Be(HttpStatusCode.Accepted);
        started.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(10));
        var links = started.Json!.AsObject();
        links.Select(link => link.Key).Should().Equal(
            "id", "statusQueryGetUri", "sendEventPostUri", "terminatePostUri", "purgeHistoryDeleteUri", "restartPostUri", "suspendPostUri",
            "resumePostUri");
        (await UntilFinishedAsync(links["statusQueryGetUri"]!.GetValue<string>())).Json!["output"]!.GetValue<string>().Should().Be("hi");
        started.Headers.Location!.ToString().Should().Be(links["statusQueryGetUri"]!.GetValue<string>());
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Start_WithATimeout_WaitsForTheOutput()
    {
        var ended = await PostAsync("/orchestrators/Echo/mine?timeout=60&pollingInterval=1", "{\"a\":1}");

        ended.Status.Should().Be(HttpStatusCode.OK);
        ended.Json!.ToJsonString().Should().Be("{\"a\":1}");
        (await PostAsync("/orchestrators/None", "1")).Should().Match<Answer>(answer =>
            answer.Status == HttpStatusCode.BadRequest && answer.Text.Contains("'None' doesn't exist"));
        (await PostAsync("/orchestrators/Echo", "{")).Text.Should().Contain("Invalid JSON content");
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Control_OfAnInstance_IsAcceptedUntilItHasEnded()
    {
        await PostAsync("/orchestrators/Wait/w", "1");
        (await PostAsync("/instances/w/raiseEvent/go", "x", "text/plain")).Status.Should().Be(HttpStatusCode.BadRequest);
        (await PostAsync("/instances/w/suspend?reason=rest", "")).Status.Should().Be(HttpStatusCode.Accepted);
        await UntilAsync("/instances/w", "Suspended");
        (await PostAsync("/instances/w/resume?reason=go", "")).Status.Should().Be(HttpStatusCode.Accepted);
        await UntilAsync("/instances/w", "Running");
        (await PostAsync("/instances/w/terminate?reason=enough", "")).Status.Should().Be(HttpStatusCode.Accepted);

        (await UntilFinishedAsync($"{Root}/instances/w")).Json!.Should().Match<JsonNode>(json =>
            json["runtimeStatus"]!.GetValue<string>() == "Terminated" && json["output"]!.GetValue<string>() == "enough");
        foreach (var act in new[] { "terminate", "suspend", "resume", "raiseEvent/go" })
        {
            (await PostAsync($"/instances/w/{act}", "1")).Status.Should().Be(HttpStatusCode.Gone);
            (await PostAsync($"/instances/none/{act}", "1")).Status.Should().Be(HttpStatusCode.NotFound);
        }

        (await PostAsync("/instances/w/restart?restartWithNewInstanceId=false", "")).Json!["id"]!.GetValue<string>().Should().Be("w");
        await UntilAsync("/instances/w", "Running");
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Purge_OneAndMany_TakesTheFinishedOnly()
    {
        foreach (var id in new[] { "p-1", "p-2", "p-3" })
        {
            await PostAsync($"/orchestrators/Echo/{id}?timeout=60", "1");
        }

        await PostAsync("/orchestrators/Wait/p-4", "1");

        (await DeleteAsync("/instances/p-1")).Should().Match<Answer>(answer => answer.Text == "{\"instancesDeleted\":1}");
        (await DeleteAsync("/instances/p-1")).Status.Should().Be(HttpStatusCode.NotFound);
        (await DeleteAsync("/instances")).Should().Match<Answer>(answer =>
            answer.Status == HttpStatusCode.BadRequest && answer.Text.Contains("createdTimeFrom"));
        (await DeleteAsync("/instances?createdTimeFrom=2020-01-01&runtimeStatus=Failed")).Status.Should().Be(HttpStatusCode.NotFound);
        (await DeleteAsync("/instances?createdTimeFrom=2020-01-01")).Text.Should().Be("{\"instancesDeleted\":2}");
        Ids(await GetAsync("/instances")).Should().Equal("p-4");
    }
}
