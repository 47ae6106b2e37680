using Dapper;
using Npgsql;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Tests.Data;

/// <summary>Limits over all videos, in order of waiting; each test has a provider of its own.</summary>
public sealed class CallGateTests(DataFixture data) : IClassFixture<DataFixture>
{
    readonly string _provider = $"acme-{Guid.NewGuid():N}";

    static ProviderContract OneAtATime => SampleContracts.Generous with { MaxConcurrent = 1 };

    [Fact]
    public async Task Take_AskedForByMany_IsGivenToOne()
    {
        var job = await data.JobAsync(_provider);

        var rights = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => data.AskAsync(job, SampleContracts.Generous)));

        rights.Select(right => right.Answer).Should().BeEquivalentTo(
            Enumerable.Repeat(CallAnswer.GivenBefore, 19).Prepend(CallAnswer.Given));
    }

    [Fact]
    public async Task Take_ByManyVideosAtOnce_KeepsToTheLimit()
    {
        var jobs = await JobsAsync(12);

        var rights = await Task.WhenAll(jobs.Select(job => data.AskAsync(job, SampleContracts.Generous with { MaxConcurrent = 5 })));

        rights.Count(right => right.Answer == CallAnswer.Given).Should().BeInRange(1, 5);
        rights.Where(right => right.Answer != CallAnswer.Given).Should().OnlyContain(right => right.Answer == CallAnswer.Wait && right.Wait > TimeSpan.Zero);
        foreach (var job in jobs)
        {
            await data.AskAsync(job, SampleContracts.Generous with { MaxConcurrent = 5 });
        }

        (await CalledAsync()).Should().Be(5, "whoever asks again in order gets what is free");
    }

    [Fact]
    public async Task Take_MoreThanAllowedInAMinute_Waits()
    {
        var contract = SampleContracts.Generous with { MaxPerMinute = 3 };
        var rights = new List<CallRight>();
        foreach (var job in await JobsAsync(4))
        {
            rights.Add(await data.AskAsync(job, contract));
        }

        rights.Select(right => right.Answer).Should().Equal(CallAnswer.Given, CallAnswer.Given, CallAnswer.Given, CallAnswer.Wait);
        rights[^1].Wait.Should().BeCloseTo(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(20), "until the first of the three is a minute old");
    }

    [Fact]
    public async Task Take_PlaceBecomesFree_GoesToWhoeverWaitsLongest()
    {
        var jobs = await JobsAsync(3);
        await data.AskAsync(jobs[0], OneAtATime);
        (await data.AskAsync(jobs[1], OneAtATime)).Answer.Should().Be(CallAnswer.Wait);
        (await data.AskAsync(jobs[2], OneAtATime)).Answer.Should().Be(CallAnswer.Wait);

        await EndAsync(jobs[0]);

        (await data.AskAsync(jobs[2], OneAtATime)).Answer.Should().Be(CallAnswer.Wait, "another has waited longer");
        (await data.AskAsync(jobs[1], OneAtATime)).Answer.Should().Be(CallAnswer.Given);
    }

    [Fact]
    public async Task Take_FirstInTheQueueNoLongerAsks_ServesTheNext()
    {
        var jobs = await JobsAsync(3);
        await data.AskAsync(jobs[0], OneAtATime);
        await data.AskAsync(jobs[1], OneAtATime);
        await EndAsync(jobs[0]);

        await AgeAsync(jobs[1], "asks_at = asks_at - interval '1 hour'");

        (await data.AskAsync(jobs[2], OneAtATime)).Answer.Should().Be(CallAnswer.Given);
    }

    [Fact]
    public async Task Take_JobInDoubt_HoldsNoPlace()
    {
        var jobs = await JobsAsync(2);
        await data.AskAsync(jobs[0], OneAtATime);
        (await data.AskAsync(jobs[1], OneAtATime)).Answer.Should().Be(CallAnswer.Wait, "the first is being submitted");

        await data.Get<RenderJobOutcomes>().MarkUnknownAsync(jobs[0].Id, new("outcome_unknown", "No answer."), CancellationToken.None);

        (await data.AskAsync(jobs[1], OneAtATime)).Answer.Should().Be(CallAnswer.Given, "the first may wait for a person for days");
    }

    [Fact]
    public async Task Take_ProviderAskedForAPause_AllWaitForIt()
    {
        var jobs = await JobsAsync(2);
        await data.AskAsync(jobs[0], SampleContracts.Generous);
        await data.Get<CallGate>().PutBackAsync(jobs[0].Id, CancellationToken.None);

        await data.Get<ProviderCircuits>().NoteAsync(_provider, "m", new(ProviderFault.Throttled, "Slow down."), TimeSpan.FromSeconds(90), CancellationToken.None);

        foreach (var job in jobs)
        {
            var right = await data.AskAsync(job, SampleContracts.Generous);
            right.Answer.Should().Be(CallAnswer.Wait);
            right.Wait.Should().BeCloseTo(TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(30));
        }
    }

    async Task<List<RenderJob>> JobsAsync(int count)
    {
        var jobs = new List<RenderJob>();
        while (jobs.Count < count)
        {
            jobs.Add(await data.JobAsync(_provider));
        }

        return jobs;
    }

    Task EndAsync(RenderJob job)
        => data.Get<RenderJobOutcomes>().CloseAsync(job.Id, RenderJobState.Failed, ProviderFault.GenerationFailed, new("render_failed", "No."), 0, CancellationToken.None);

    Task<int> CalledAsync() => data.QueryAsync<int>("select count(*)::int from render_jobs where provider = @_provider and called_at is not null", new { _provider });

    async Task AgeAsync(RenderJob job, string set)
    {
        await using var connection = await data.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await connection.ExecuteAsync($"update render_jobs set {set} where id = @Id", new { job.Id });
    }
}
