using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;

namespace VideoGen.App.Tests.Access;

public sealed class RateLimitsTests
{
    readonly FakeTimeProvider _time = new();
    readonly RateLimits _limits;

    public RateLimitsTests() => _limits = new(Options.Create(new RateLimitOptions { PerMinute = 60 }), _time);

    [Fact]
    public void Take_MoreThanAMinuteHolds_Is429WithTheTimeToWait()
    {
        TakeMany("a", 60);

        var (status, retryAfter) = Take("a");

        (status, retryAfter).Should().Be((429, "1"));
        Take("b").Status.Should().Be(200, "another caller has their own");
        _time.Advance(TimeSpan.FromSeconds(3));
        TakeMany("a", 3);
        Take("a").Status.Should().Be(429);
    }

    [Fact]
    public void Take_RefusedRequests_CostNothing()
    {
        TakeMany("a", 60);
        for (var i = 0; i < 100; i++)
        {
            Take("a").Status.Should().Be(429);
        }

        _time.Advance(TimeSpan.FromSeconds(1));

        Take("a").Status.Should().Be(200);
    }

    [Fact]
    public void Take_ManyCallersWhoAreQuietAgain_AreForgotten()
    {
        for (var i = 0; i < 10_001; i++)
        {
            Take($"{i}");
        }

        _time.Advance(TimeSpan.FromMinutes(2));
        Take("one more");

        _limits.Known.Should().BeLessThan(10);
    }

    [Theory]
    [InlineData(428)]
    [InlineData(429)]
    public void Problem_OfAStatusThatTheFrameworkDoesNotKnow_HasATypeAsAllOthers(int status)
        => ((Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult)Problems.Of(status, "code", "Detail.")).ProblemDetails.Type.Should().Contain("rfc6585");

    void TakeMany(string caller, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Take(caller).Status.Should().Be(200);
        }
    }

    (int Status, string RetryAfter) Take(string caller)
    {
        var http = new DefaultHttpContext();
        try
        {
            _limits.Take(http, new Caller(Guid.Empty, caller) { Auth = "key", Id = caller });
            return (200, "");
        }
        catch (BadInputException e)
        {
            return (e.Status, http.Response.Headers.RetryAfter.ToString());
        }
    }
}
