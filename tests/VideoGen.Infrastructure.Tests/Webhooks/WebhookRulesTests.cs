using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Webhooks;

namespace VideoGen.Infrastructure.Tests.Webhooks;

public sealed class WebhookRulesTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("168.63.129.16")]
    [InlineData("100.100.100.200")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("224.0.0.1")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::10.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    public void PublicAddress_OfThisMachineOrNetwork_IsNone(string address) => PublicAddress.Is(IPAddress.Parse(address)).Should().BeFalse();

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.0.1")]
    [InlineData("172.32.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700::1111")]
    public void PublicAddress_OfTheInternet_IsOne(string address) => PublicAddress.Is(IPAddress.Parse(address)).Should().BeTrue();

    [Fact]
    public void Sign_ByTheSchemesOwnExample_IsAsThere()
        => WebhookSignature.Sign(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}")
            .Should().Be("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public void After_UsualPauses_GoOnForADay()
    {
        var pace = Pace();
        var pauses = Enumerable.Range(1, 20).Select(attempts => pace.After(attempts, Failed())).TakeWhile(pause => pause is not null).ToList();

        pauses.Should().HaveCount(7);
        pauses[0].Should().BeCloseTo(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1));
        TimeSpan.FromSeconds(pauses.Sum(pause => pause!.Value.TotalSeconds)).Should().BeCloseTo(TimeSpan.FromHours(23.6), TimeSpan.FromHours(2.4));
    }

    [Theory]
    [InlineData(503, 60, 60)]
    [InlineData(429, 1, 5)]
    [InlineData(429, 1_000_000, 3600)]
    public void After_EndpointAsksForAPause_GetsItUpToAnHour(int status, int asked, int seconds)
        => Pace().After(1, Failed(status, TimeSpan.FromSeconds(asked))).Should().BeCloseTo(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(1));

    [Fact]
    public void After_EndpointIsGone_GivesUp() => Pace().After(1, Failed(410)).Should().BeNull();

    [Fact]
    public void SecretBox_Sealed_IsOpenedByItsKeyAlone()
    {
        var box = Box(RandomNumberGenerator.GetBytes(32));
        var kept = box.Seal("whsec_abc");

        kept.Should().NotContain("whsec").And.NotBe(box.Seal("whsec_abc"), "no two are alike");
        box.Open(kept).Should().Be("whsec_abc");
        box.Invoking(one => one.Open(kept[..^2] + "A=")).Should().Throw<CryptographicException>();
        Box(RandomNumberGenerator.GetBytes(32)).Invoking(one => one.Open(kept)).Should().Throw<CryptographicException>();
        Box(null).Invoking(one => one.Open(kept)).Should().Throw<CryptographicException>().WithMessage("*Webhooks__SecretKey*");
        box.Open(Box(null).Seal("whsec_abc")).Should().Be("whsec_abc", "what was kept before there was a key stays readable");
    }

    static SecretBox Box(byte[]? key) => new(Options.Create(new WebhookOptions { SecretKey = key is null ? "" : Convert.ToBase64String(key) }));

    static WebhookPace Pace() => new(Options.Create(new WebhookOptions()));

    static WebhookAttempt Failed(int? status = 500, TimeSpan? retryAfter = null) => new("https://example.com", status, null, TimeSpan.Zero, retryAfter);
}
