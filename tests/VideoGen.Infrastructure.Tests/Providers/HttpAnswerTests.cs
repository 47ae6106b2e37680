using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Tests.Providers;

/// <summary>What HTTP itself says about a job, the same at all providers.</summary>
public sealed class HttpAnswerTests
{
    static readonly string[] Paid = ["luma", "luma_dream_machine", "runway", "heygen"];

    public static TheoryData<string, int, ProviderFault> Refusals()
        => Rows(
            (400, ProviderFault.InvalidRequest), (401, ProviderFault.AccountBlocked), (402, ProviderFault.OutOfCredit),
            (403, ProviderFault.AccountBlocked), (404, ProviderFault.ModelRetired), (405, ProviderFault.InvalidRequest),
            (410, ProviderFault.ModelRetired), (413, ProviderFault.InvalidRequest), (422, ProviderFault.InvalidRequest));

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task SubmitAsync_Refusal_IsFinalForTheRightReason(string name, int status, ProviderFault fault)
    {
        var server = new StubServer().Answers(status, """{"detail":"no"}""");
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync(name);

        var failure = (await provider.SubmitAsync(job, default)).Should().BeOfType<SubmitAnswer.Refused>().Subject.Failure;

        (failure.Fault, failure.ProviderCode).Should().Be((fault, $"http_{status}"));
        server.Requests.Should().HaveCount(1);
    }

    [Theory]
    [InlineData("luma", 422, ProviderFault.InputRefused)]
    [InlineData("luma_dream_machine", 400, ProviderFault.InputRefused)]
    [InlineData("runway", 400, ProviderFault.InputRefused)]
    [InlineData("luma", 403, ProviderFault.AccountBlocked)]
    [InlineData("runway", 403, ProviderFault.AccountBlocked)]
    public async Task SubmitAsync_ModerationWithoutACode_IsTheScenesFaultUnlessTheAccountIsBlocked(
        string name, int status, ProviderFault fault)
    {
        await using var bench = new ProviderBench(new StubServer()
            .Answers(status, """{"detail":"Content moderation failed","error":"Content moderation failed"}"""));
        var (provider, job) = await bench.OrderAsync(name);

        (await provider.SubmitAsync(job, default)).Should().BeOfType<SubmitAnswer.Refused>().Which.Failure.Fault.Should().Be(fault);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task GetAsync_Refusal_SaysNothingAboutTheJob(string name, int status, ProviderFault fault)
    {
        await using var bench = new ProviderBench(new StubServer().Answers(status, "<html>"));
        var (provider, job) = await bench.OrderAsync(name);

        var answer = await provider.GetAsync(job, default);

        (answer is JobAnswer.Missing || answer is JobAnswer.NotSure notSure && notSure.Failure.Fault == fault)
            .Should().BeTrue("{0} is not that", answer);
        (answer is JobAnswer.Missing).Should().Be(status is 404 or 410);
    }

    public static TheoryData<string, string?, int?> RetryAfters()
    {
        var rows = new TheoryData<string, string?, int?>();
        foreach (var name in Paid)
        {
            rows.Add(name, "30", 30);
            rows.Add(name, "Tue, 24 Nov 2026 12:01:30 GMT", 90);
            rows.Add(name, "Tue, 24 Nov 2026 11:00:00 GMT", 1);
            rows.Add(name, "0", 1);
            rows.Add(name, "soon", null);
            rows.Add(name, null, null);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(RetryAfters))]
    public async Task SubmitAndGet_TooManyRequests_ComeBackWhenTheProviderSays(string name, string? header, int? seconds)
    {
        await using var bench = new ProviderBench(new StubServer().Answers(429, "{}", header));
        var (provider, job) = await bench.OrderAsync(name);
        var expected = seconds is { } some ? TimeSpan.FromSeconds(some) : (TimeSpan?)null;

        var answer = await provider.SubmitAsync(job, default);
        var notSure = (await provider.GetAsync(job, default)).Should().BeOfType<JobAnswer.NotSure>().Subject;

        if (name == "runway" && expected is null)
        {
            // Tasks above the limit wait there: what is refused is above the day's.
            answer.Should().BeOfType<SubmitAnswer.Refused>().Which.Failure.Should().BeEquivalentTo(new { Fault = ProviderFault.OutOfCredit, OfModel = true });
        }
        else
        {
            var later = answer.Should().BeOfType<SubmitAnswer.Later>().Subject;
            (later.Failure.Fault, later.RetryAfter).Should().Be((ProviderFault.Throttled, expected));
        }

        (notSure.Failure.Fault, notSure.RetryAfter).Should().Be((ProviderFault.Throttled, expected));
    }

    [Theory]
    [InlineData("luma", 422, """{"detail":"Model ray-3.2 is no longer available."}""", ProviderFault.ModelRetired)]
    [InlineData("luma_dream_machine", 400, """{"detail":"ray-2 has been retired"}""", ProviderFault.ModelRetired)]
    [InlineData("runway", 400, """{"error":"Unknown model: gen4.5"}""", ProviderFault.ModelRetired)]
    [InlineData("runway", 400, """{"error":"gen4.5 takes no such ratio"}""", ProviderFault.InvalidRequest)]
    [InlineData("runway", 400, """{"error":"The picture was not found."}""", ProviderFault.InvalidRequest)]
    public async Task SubmitAsync_BadRequest_TellsAModelThatIsGoneByItsName(string name, int status, string body, ProviderFault fault)
    {
        await using var bench = new ProviderBench(new StubServer().Answers(status, body));
        var (provider, job) = await bench.OrderAsync(name);

        (await provider.SubmitAsync(job, default)).Should().BeOfType<SubmitAnswer.Refused>().Which.Failure.Fault.Should().Be(fault);
    }

    [Fact]
    public async Task SubmitAndGet_EachRequest_IsCountedWithItsOutcome()
    {
        var counted = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, here) =>
            {
                if (instrument.Name == "videogen.provider.requests")
                {
                    here.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add(string.Join(" ", tags.ToArray().Select(tag => tag.Value))));
        listener.Start();
        await using var bench = new ProviderBench(new StubServer().Answers(418, "{}"));
        var (provider, job) = await bench.OrderAsync("runway");

        await provider.SubmitAsync(job, default);
        await provider.GetAsync(job, default);

        // Others count meanwhile; none of them meets a teapot.
        counted.Where(one => one.EndsWith("418", StringComparison.Ordinal)).Should().BeEquivalentTo("runway POST 418", "runway GET 418");
    }

    public static TheoryData<string, int, string> Unclear()
    {
        var rows = new TheoryData<string, int, string>();
        foreach (var name in Paid)
        {
            foreach (var status in new[] { 301, 303, 408, 500, 502, 503, 504, 529 })
            {
                rows.Add(name, status, "{}");
            }

            rows.Add(name, 200, "{}");
            rows.Add(name, 201, """{"id":"half""");
            rows.Add(name, 200, "");
            rows.Add(name, 200, "<html>ok</html>");
            rows.Add(name, 200, """{"id":null,"data":{"video_id":""}}""");
            rows.Add(name, 200, "[1]");
            rows.Add(name, 204, "");
            rows.Add(name, 200, $"[{new string(' ', 5 << 20)}]");
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Unclear))]
    public async Task SubmitAsync_AnswerThatDoesNotTell_IsUnknownAfterOneCall(string name, int status, string body)
    {
        var server = new StubServer().Answers(status, body);
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync(name);

        (await provider.SubmitAsync(job, default)).Should().BeOfType<SubmitAnswer.Unknown>();

        server.Requests.Should().HaveCount(1);
        (await provider.GetAsync(job, default)).Should().BeOfType<JobAnswer.NotSure>();
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, true)]
    [InlineData(HttpRequestError.NameResolutionError, true)]
    [InlineData(HttpRequestError.SecureConnectionError, true)]
    [InlineData(HttpRequestError.ResponseEnded, false)]
    [InlineData(HttpRequestError.HttpProtocolError, false)]
    [InlineData(HttpRequestError.Unknown, false)]
    public async Task SubmitAsync_NetworkFault_MayBeTriedAgainOnlyIfNothingWasSent(HttpRequestError error, bool again)
    {
        foreach (var name in Paid)
        {
            await using var bench = new ProviderBench(new StubServer().Throws(new HttpRequestException(error)));
            var (provider, job) = await bench.OrderAsync(name);

            var answer = await provider.SubmitAsync(job, default);

            (answer is SubmitAnswer.Later { Failure.Fault: ProviderFault.Unavailable }).Should().Be(again);
            (answer is SubmitAnswer.Unknown).Should().Be(!again);
            (await provider.GetAsync(job, default)).Should().BeOfType<JobAnswer.NotSure>();
        }
    }

    [Fact]
    public async Task SubmitAsync_ModelNoLongerInTheSettings_IsRefusedWithoutAsking()
    {
        foreach (var name in Paid)
        {
            var server = new StubServer();
            await using var bench = new ProviderBench(server);
            var (provider, job) = await bench.OrderAsync(name);

            (await provider.SubmitAsync(job with { Model = "gone-1" }, default))
                .Should().BeOfType<SubmitAnswer.Refused>().Which.Failure.Fault.Should().Be(ProviderFault.ModelRetired);

            server.Requests.Should().BeEmpty();
        }
    }

    [Fact]
    public async Task Calls_WhateverTheAnswer_LogNeitherKeyNorLinks()
    {
        foreach (var name in Paid)
        {
            await using var bench = new ProviderBench(new StubServer()
                .Answers(403, $$"""{"detail":"bad key {{ProviderBench.Key}} https://x.example/?token=1"}"""));
            var (provider, job) = await bench.OrderAsync(name);

            var refused = (SubmitAnswer.Refused)await provider.SubmitAsync(job, default);

            refused.Failure.Message.Should().NotContain(ProviderBench.Key).And.NotContain("x.example");
            string.Join('\n', bench.Log.All).Should().NotContain(ProviderBench.Key).And.NotContain("signature=");
        }
    }

    static TheoryData<string, int, ProviderFault> Rows(params (int Status, ProviderFault Fault)[] rows)
    {
        var data = new TheoryData<string, int, ProviderFault>();
        foreach (var name in Paid)
        {
            foreach (var (status, fault) in rows)
            {
                data.Add(name, status, fault);
            }
        }

        return data;
    }
}
