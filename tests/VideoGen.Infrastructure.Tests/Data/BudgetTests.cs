using Dapper;
using Npgsql;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Tests.Data;

/// <summary>Money: budgets hold under parallel reservations, and the ledger says what each attempt came to.</summary>
public sealed class BudgetTests(DataFixture data) : IClassFixture<DataFixture>
{
    [Fact]
    public async Task Reserve_ByAHundredVideosAtOnce_NeverGoesOverTheBrandsBudget()
    {
        await BudgetAsync(1000);
        await BudgetAsync(1000 - await data.Get<BrandBudgets>().LeftAsync(data.BrandId, CancellationToken.None) + 10.00m);
        var runs = new List<RunKey>();
        while (runs.Count < 100)
        {
            runs.Add(await data.VideoAsync(VideoStatus.VideoRendering, maxCostUsd: 100));
        }

        var results = await Task.WhenAll(runs.Select(run => ReserveAsync(run, 0.30m)));

        results.Count(result => result.Result == ReservationResult.Reserved).Should().Be(33);
        results.Where(result => result.Result != ReservationResult.Reserved)
            .Should().OnlyContain(result => result.Result == ReservationResult.OverBudget && result.LeftUsd == 0.10m);
        (await data.Get<BrandBudgets>().LeftAsync(data.BrandId, CancellationToken.None)).Should().Be(0.10m);
        await BudgetAsync(null);
        (await ReserveAsync(runs.Last(), 0.30m)).Result.Should().Be(ReservationResult.Reserved, "without a budget there is no such limit");
    }

    [Fact]
    public async Task Reserve_ByManyVideosOfOneKeyAtOnce_NeverGoesOverItsCap()
    {
        var keys = data.Get<ApiKeys>();
        var (key, _) = await keys.AddAsync(new(Workspaces.Default, "a program", [Scope.Render], 3.00m, null, "user"), CancellationToken.None);
        var runs = new List<RunKey>();
        while (runs.Count < 20)
        {
            runs.Add(await data.VideoAsync(VideoStatus.VideoRendering, maxCostUsd: 100));
        }

        await using var connection = await data.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await connection.ExecuteAsync("update videos set api_key_id = @Id where id = any(@videos)", new { key.Id, videos = runs.Select(run => run.VideoId).ToArray() });

        var results = await Task.WhenAll(runs.Select(run => ReserveAsync(run, 0.40m)));

        results.Count(result => result.Result == ReservationResult.Reserved).Should().Be(7);
        results.Where(result => result.Result != ReservationResult.Reserved)
            .Should().OnlyContain(result => result.Result == ReservationResult.OverKeyCap && result.LeftUsd == 0.20m);
        (await keys.ListAsync(Workspaces.Default, CancellationToken.None)).Single(one => one.Id == key.Id).SpentThisMonthUsd.Should().Be(2.80m);
        (await ModelAsync(runs[0], 0.30m)).Should().Be(new Reservation(ReservationResult.OverKeyCap, LeftUsd: 0.20m), "what models cost counts, too");
        (await ModelAsync(runs[0], 0.20m)).Result.Should().Be(ReservationResult.Reserved);
        (await ReserveAsync(await OfKeyAsync(key), 0.10m)).Result.Should().Be(ReservationResult.OverKeyCap);
        await connection.ExecuteAsync("update ledger set at = at - interval '40 days' where api_key_id = @Id", key);
        (await ReserveAsync(await OfKeyAsync(key), 3.00m)).Result.Should().Be(ReservationResult.Reserved, "another month has its own");
    }

    [Fact]
    public async Task Left_WhatWasReservedLastMonth_IsNotOfThisMonth()
    {
        var run = await data.VideoAsync(VideoStatus.VideoRendering, maxCostUsd: 100);
        await ReserveAsync(run, 4m);
        await BudgetAsync(100);
        var before = await data.Get<BrandBudgets>().LeftAsync(data.BrandId, CancellationToken.None);

        await using var connection = await data.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await connection.ExecuteAsync("update ledger set at = at - interval '40 days' where video_id = @VideoId", run);

        (await data.Get<BrandBudgets>().LeftAsync(data.BrandId, CancellationToken.None)).Should().Be(before + 4m);
        await BudgetAsync(null);
    }

    [Theory]
    [InlineData(0.0, 0, 0, "a refund in full")]
    [InlineData(0.10, 0.10, 0, "what was really charged")]
    [InlineData(null, 0.30, 0.30, "what nobody knows counts as spent")]
    public async Task Close_FailedJob_CostsWhatItsProviderSays(double? charged, decimal cost, decimal settled, string because)
    {
        var job = await data.JobAsync($"acme-{Guid.NewGuid():N}");
        await data.AskAsync(job, SampleContracts.Generous);

        await data.Get<RenderJobOutcomes>().CloseAsync(
            job.Id, RenderJobState.Failed, ProviderFault.GenerationFailed, new("render_failed", "No."), (decimal?)charged, CancellationToken.None);

        (await data.ReadAsync(new(job.VideoId, 1))).CostUsd.Should().Be(cost, because);
        (await data.QueryAsync<decimal>("select coalesce(sum(amount_usd), 0) from ledger where render_job_id = @Id and kind = 'settle'", job))
            .Should().Be(charged is null ? settled : cost);
    }

    [Fact]
    public async Task Refund_FoundLater_IsGivenBackOnce()
    {
        var job = await data.JobAsync($"acme-{Guid.NewGuid():N}");
        await data.Get<RenderJobOutcomes>().CloseAsync(
            job.Id, RenderJobState.Failed, ProviderFault.GenerationFailed, new("render_failed", "No."), null, CancellationToken.None);

        await data.Get<RenderJobOutcomes>().RefundAsync(job.Id, 0.05m, CancellationToken.None);
        await data.Get<RenderJobOutcomes>().RefundAsync(job.Id, 0.05m, CancellationToken.None);

        (await data.ReadAsync(new(job.VideoId, 1))).CostUsd.Should().Be(0.05m);
    }

    [Fact]
    public async Task Usage_ByProvider_AddsUpTheLedger()
    {
        var provider = $"acme-{Guid.NewGuid():N}";
        var (open, paid) = (await data.JobAsync(provider, 0.40m), await data.JobAsync(provider, 0.30m));
        await data.Get<RenderJobOutcomes>().CloseAsync(paid.Id, RenderJobState.Failed, null, new("render_failed", "No."), 0.30m, CancellationToken.None);
        await data.Get<RenderJobOutcomes>().RefundAsync(paid.Id, 0.20m, CancellationToken.None);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);

        var rows = await data.Get<UsageReport>().ReadAsync(Workspaces.Default, today.AddDays(-1), today.AddDays(1), UsageGroup.Provider, CancellationToken.None);

        rows.Single(row => row.Group == provider).Should().Be(new UsageRow(provider, null, 0.30m, 0.40m, 0.10m, 2));
        open.State.Should().Be(RenderJobState.Submitting);
        (await data.Get<UsageReport>().ReadAsync(Workspaces.Default, today, today, UsageGroup.Brand, CancellationToken.None)).Single().Name.Should().Be("Hanbit");
    }

    [Fact]
    public async Task Usage_ByKey_CountsWhatClosesAnAttemptForTheKeyThatReserved()
    {
        var (key, _) = await data.Get<ApiKeys>().AddAsync(new(Workspaces.Default, "the shop", [Scope.Render], null, null, "user"), CancellationToken.None);
        var (other, _) = await data.Get<ApiKeys>().AddAsync(new(Workspaces.Default, "the other", [Scope.Render], null, null, "user"), CancellationToken.None);
        var run = await OfKeyAsync(key);
        var paid = await ReserveAsync(run, 0.30m);
        await data.QueryAsync<int?>("update videos set api_key_id = @Id where id = @VideoId", new { other.Id, run.VideoId });
        await data.Get<RenderJobOutcomes>().CloseAsync(
            paid.JobId!.Value, RenderJobState.Failed, null, new("render_failed", "No."), 0.20m, CancellationToken.None);
        await ModelAsync(await OfKeyAsync(key), 0.05m);
        await ModelAsync(run, 0.07m);
        await ReserveAsync(await data.VideoAsync(VideoStatus.VideoRendering, maxCostUsd: 100), 0.11m);
        await data.Get<ApiKeys>().RevokeAsync(Workspaces.Default, key.Id, CancellationToken.None);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);

        var rows = await data.Get<UsageReport>().ReadAsync(Workspaces.Default, today.AddDays(-1), today, UsageGroup.ApiKey, CancellationToken.None);

        rows.Single(row => row.Group == $"{key.Id}").Should().Be(new UsageRow($"{key.Id}", "the shop", 0.20m, 0.05m, 0, 2), "also when it was revoked");
        rows.Single(row => row.Group == $"{other.Id}").Should().Be(new UsageRow($"{other.Id}", "the other", 0, 0.07m, 0, 1));
        rows.Single(row => row.Group == "none").Should().Match<UsageRow>(row => row.Name == null && row.ReservedUsd >= 0.11m);
    }

    [Fact]
    public async Task Reserve_SameClipOfTwoVideosAtOnce_IsOrderedOnce()
    {
        var runs = new[] { await data.VideoAsync(VideoStatus.VideoRendering, 100), await data.VideoAsync(VideoStatus.VideoRendering, 100) };
        var job = new NewRenderJob("acme", "m", $"{Guid.NewGuid()}", SampleContracts.Brief, 0.30m);

        var results = await Task.WhenAll(runs.Select(run => data.Get<RenderJobRepository>().ReserveAsync(new(run, 1), job, CancellationToken.None)));

        results.Select(result => result.Result).Should().BeEquivalentTo([ReservationResult.Reserved, ReservationResult.OrderedElsewhere]);
    }

    Task<Reservation> ModelAsync(RunKey run, decimal atMostUsd)
        => data.Get<ModelCalls>().ReserveAsync(new(run, ModelCallKind.Script, "words"), "acme", "m", atMostUsd, CancellationToken.None);

    async Task<RunKey> OfKeyAsync(ApiKey key)
    {
        var run = await data.VideoAsync(VideoStatus.VideoRendering, maxCostUsd: 100);
        await data.QueryAsync<int?>("update videos set api_key_id = @Id where id = @VideoId", new { key.Id, run.VideoId });
        return run;
    }

    Task BudgetAsync(decimal? usd) => data.Get<BrandBudgets>().SetAsync(data.BrandId, usd, CancellationToken.None);

    Task<Reservation> ReserveAsync(RunKey run, decimal costUsd) => data.Get<RenderJobRepository>().ReserveAsync(
        new(run, 1), new("acme", "m", $"{run.VideoId}", SampleContracts.Brief, costUsd), CancellationToken.None);
}
