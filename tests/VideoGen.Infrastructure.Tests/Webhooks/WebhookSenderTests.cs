using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Webhooks;
using VideoGen.Testing;

namespace VideoGen.Infrastructure.Tests.Webhooks;

/// <summary>Where a message goes, and where it never does.</summary>
public sealed class WebhookSenderTests
{
    static readonly string[] Everywhere = ["127.0.0.0/8"];

    [Fact]
    public async Task Send_EndpointRedirects_IsNotFollowed()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var inside = await WebhookReceiver.StartAsync();
        receiver.Answer = http => Task.Run(() => http.Response.Redirect(inside.Url, permanent: false, preserveMethod: true));

        var attempt = await SendAsync(receiver.Url, Everywhere);

        attempt.Status.Should().Be(307);
        attempt.HasArrived.Should().BeFalse();
        inside.Received.Should().BeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("0.0.0.0")]
    public async Task Send_EndpointIsThisMachine_IsNotCalled(string host)
    {
        await using var receiver = await WebhookReceiver.StartAsync();

        var attempt = await SendAsync($"http://{host}:{new Uri(receiver.Url).Port}/hooks", []);

        attempt.Status.Should().BeNull();
        attempt.Error.Should().Contain("public internet");
        receiver.Received.Should().BeEmpty();
    }

    [Fact]
    public async Task Send_EndpointAnswersWithoutEnd_IsOverWithTheStatus()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answers.Enqueue(HttpStatusCode.OK);
        receiver.Answer = async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(new byte[100_000], http.RequestAborted);
            }
        };
        var watch = Stopwatch.StartNew();

        var attempt = await SendAsync(receiver.Url, Everywhere);

        attempt.HasArrived.Should().BeTrue();
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Send_EndpointDoesNotAnswer_IsGivenUpInTime()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = http => Task.Delay(Timeout.Infinite, http.RequestAborted);

        var attempt = await SendAsync(receiver.Url, Everywhere, timeoutSeconds: 1);

        attempt.Status.Should().BeNull();
        attempt.Error.Should().Be("There was no answer within 1 s.");
    }

    [Fact]
    public async Task Send_NobodyIsThere_SaysNothingOfTheNetwork()
    {
        var receiver = await WebhookReceiver.StartAsync();
        var url = receiver.Url;
        await receiver.DisposeAsync();

        (await SendAsync(url, Everywhere)).Error.Should().Be("The endpoint could not be reached.");
    }

    static async Task<WebhookAttempt> SendAsync(string url, string[] allowed, int timeoutSeconds = 60)
    {
        var options = new WebhookOptions { AllowHttp = true, TimeoutSeconds = timeoutSeconds };
        foreach (var network in allowed)
        {
            options.AllowedNetworks.Add(network);
        }

        using var sender = new WebhookSender(new WebhookTargets(Options.Create(options)), Options.Create(options), TimeProvider.System);
        var endpoint = new WebhookEndpoint
        {
            WorkspaceId = Workspaces.Default, Url = url, Events = [], Secrets = [WebhookSignature.NewSecret()], CreatedAt = default, ChangedAt = default,
        };
        var message = new WebhookMessage
        {
            Id = Guid.NewGuid(), WorkspaceId = Workspaces.Default, Event = "video.completed", VideoId = Guid.NewGuid(), Body = "{}", State = "pending", Round = 1, Attempts = 1,
            DueAt = default, CreatedAt = default,
        };
        return await sender.SendAsync(endpoint, message, CancellationToken.None);
    }
}
