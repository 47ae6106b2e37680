using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Tests.Providers;

public sealed class CallbackTests : IAsyncLifetime
{
    const string Success = """
        {"event_type":"avatar_video.success","event_data":{"video_id":"v_1","url":"https://files.heygen.ai/v.mp4","callback_id":"TOKEN"}}
        """;
    static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    readonly ProviderBench _bench = new(new StubServer());

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public void HeyGen_SignedDelivery_NamesEventTokenAndJob()
        => HeyGen(Success).Should().Be(new CallbackHint("evt_1", "TOKEN", "v_1"));

    [Theory]
    [InlineData("""{"event_type":"avatar_video.fail","event_data":{"video_id":"v_1","msg":null,"callback_id":null}}""", "v_1")]
    [InlineData("""{"event_type":"avatar_video_caption.success","event_data":{"video_id":"v_1"}}""", null)]
    [InlineData("""{"event_type":"avatar_video.success","event_data":{}}""", null)]
    [InlineData("""{"event_type":"avatar_video.success"}""", null)]
    [InlineData("[]", null)]
    [InlineData("not json", null)]
    public void HeyGen_OtherBodies_AreTakenAndAreHintsOnlyIfTheyNameAJob(string body, string? job)
        => HeyGen(body).Should().NotBeNull("they are signed, and sent again for a day when they are not taken").And.BeEquivalentTo(new { ProviderJobId = job });

    [Theory]
    [InlineData("other secret", 0, "lower")]
    [InlineData("whsec_1", 0, "upper")]
    [InlineData("whsec_1", 0, "none")]
    [InlineData("whsec_1", 0, "empty")]
    [InlineData("whsec_1", 0, "half")]
    [InlineData("whsec_1", 0, "twice")]
    [InlineData("whsec_1", -301, "lower")]
    [InlineData("whsec_1", 301, "lower")]
    public void HeyGen_ForgedOrOldDelivery_IsIgnored(string secret, int seconds, string spelling)
    {
        var signature = Sign(secret, Success);
        StringValues given = spelling switch
        {
            "upper" => signature.ToUpperInvariant(),
            "none" => StringValues.Empty,
            "empty" => "",
            "half" => signature[..32],
            "twice" => new([signature, signature]),
            _ => signature,
        };

        HeyGen(Success, given, Seconds(Now.AddSeconds(seconds))).Should().BeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("1e9")]
    public void HeyGen_NoTimestamp_IsIgnored(string? timestamp) => HeyGen(Success, Sign("whsec_1", Success), timestamp).Should().BeNull();

    [Fact]
    public void HeyGen_BodyChangedByOneByte_IsIgnored() => HeyGen(Success + " ", Sign("whsec_1", Success)).Should().BeNull();

    [Fact]
    public async Task HeyGen_NoSecretConfigured_BelievesNothing()
    {
        await using var bench = new ProviderBench(new StubServer(), ("Providers:HeyGen:WebhookSecret", ""));

        Read(bench.Callbacks("heygen"), "", Success, Sign("", Success), Seconds(Now), "evt_1").Should().BeNull();
        bench.Find("heygen")!.Contract.SendsWebhooks.Should().BeFalse();
    }

    [Theory]
    [InlineData(ProviderBench.Token, """{"id":"gen-1","state":"completed"}""", ProviderBench.Token + ":gen-1:completed")]
    [InlineData("/" + ProviderBench.Token, """{"id":"gen-1","state":"dreaming","assets":null}""", ProviderBench.Token + ":gen-1:dreaming")]
    [InlineData("", """{"id":"gen-1","state":"completed"}""", null)]
    [InlineData("guess", """{"id":"gen-1","state":"completed"}""", null)]
    [InlineData(ProviderBench.Token + "/../x", """{"id":"gen-1","state":"completed"}""", null)]
    [InlineData(ProviderBench.Token, """{"id":"gen-1"}""", null)]
    [InlineData(ProviderBench.Token, "half a", null)]
    public void LumaDreamMachine_Callback_IsKnownByTheTokenInItsPath(string path, string body, string? eventId)
    {
        var hint = Read(_bench.Callbacks("luma_dream_machine"), path, body, default, null, null);

        hint.Should().Be(eventId is null ? null : new CallbackHint(eventId, ProviderBench.Token, "gen-1"));
    }

    CallbackHint? HeyGen(string body) => HeyGen(body, Sign("whsec_1", body));

    CallbackHint? HeyGen(string body, StringValues signature) => HeyGen(body, signature, Seconds(Now));

    CallbackHint? HeyGen(string body, StringValues signature, string? timestamp)
        => Read(_bench.Callbacks("heygen"), "", body, signature, timestamp, "evt_1");

    static CallbackHint? Read(
        IProviderCallbacks callbacks, string path, string body, StringValues signature, string? timestamp, string? eventId)
        => callbacks.Read(path, name => name switch
        {
            "Heygen-Signature" => signature,
            "Heygen-Timestamp" => timestamp,
            "Heygen-Event-Id" => eventId,
            _ => default(StringValues),
        }, Encoding.UTF8.GetBytes(body), Now);

    static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    static string Sign(string secret, string body)
        => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));
}
