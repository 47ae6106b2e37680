using Dapper;
using Npgsql;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Tests.Data;

/// <summary>Faults that concern everybody stop calls for everybody, until one call shows that it works again.</summary>
public sealed class ProviderCircuitsTests(DataFixture data) : IClassFixture<DataFixture>
{
    readonly string _provider = $"acme-{Guid.NewGuid():N}";

    ProviderCircuits Circuits => data.Get<ProviderCircuits>();

    [Theory]
    [InlineData(ProviderFault.AccountBlocked, 1, true)]
    [InlineData(ProviderFault.OutOfCredit, 1, true)]
    [InlineData(ProviderFault.ModelRetired, 1, true)]
    [InlineData(ProviderFault.Unavailable, 2, false)]
    [InlineData(ProviderFault.Unavailable, 3, true)]
    [InlineData(ProviderFault.InputRefused, 5, false)]
    [InlineData(ProviderFault.GenerationFailed, 5, false)]
    [InlineData(ProviderFault.InvalidRequest, 5, false)]
    public async Task Note_FaultSoManyTimes_OpensTheCircuitWhereItConcernsAll(ProviderFault fault, int times, bool opens)
    {
        var job = await data.JobAsync(_provider);
        for (var i = 0; i < times; i++)
        {
            await NoteAsync(fault);
        }

        (await data.AskAsync(job, SampleContracts.Generous)).Answer.Should().Be(opens ? CallAnswer.CircuitOpen : CallAnswer.Given);
        (await Circuits.ListAsync(CancellationToken.None)).Any(circuit => circuit.Provider == _provider && circuit.Fault == Spelling.Of(fault)).Should().Be(opens);
    }

    [Fact]
    public async Task Note_UnavailableButNotInARow_StaysClosed()
    {
        await NoteAsync(ProviderFault.Unavailable);
        await NoteAsync(ProviderFault.Unavailable);
        await Circuits.SucceedAsync(_provider, "m", CancellationToken.None);
        await NoteAsync(ProviderFault.Unavailable);

        (await data.AskAsync(await data.JobAsync(_provider), SampleContracts.Generous)).Answer.Should().Be(CallAnswer.Given);
    }

    [Fact]
    public async Task Take_CircuitIsHalfOpen_LetsOneTry_AndItsSuccessLetsAll()
    {
        var (first, second) = (await data.JobAsync(_provider), await data.JobAsync(_provider));
        await NoteAsync(ProviderFault.OutOfCredit);
        await TimePassesAsync();

        (await data.AskAsync(first, SampleContracts.Generous)).Answer.Should().Be(CallAnswer.Given);
        (await data.AskAsync(second, SampleContracts.Generous)).Answer.Should().Be(CallAnswer.CircuitOpen, "one call tries");
        await Circuits.SucceedAsync(_provider, "m", CancellationToken.None);
        (await data.AskAsync(second, SampleContracts.Generous)).Answer.Should().Be(CallAnswer.Given);
    }

    [Fact]
    public async Task Take_TryFailsAgain_OpensForLonger()
    {
        var (first, second) = (await data.JobAsync(_provider), await data.JobAsync(_provider));
        for (var i = 0; i < 3; i++)
        {
            await NoteAsync(ProviderFault.Unavailable);
        }

        await TimePassesAsync();
        await data.AskAsync(first, SampleContracts.Generous);
        await NoteAsync(ProviderFault.Unavailable);

        (await data.AskAsync(second, SampleContracts.Generous)).Answer.Should().Be(CallAnswer.CircuitOpen);
        var circuit = (await Circuits.ListAsync(CancellationToken.None)).Single(circuit => circuit.Provider == _provider);
        circuit.Bars().Should().BeGreaterThan(TimeSpan.FromSeconds(35), "the second pause is twice the first");
    }

    [Fact]
    public async Task Take_OtherModelIsRetired_IsGiven()
    {
        await Circuits.NoteAsync(_provider, "old", new(ProviderFault.ModelRetired, "Gone."), null, CancellationToken.None);

        (await data.AskAsync(await data.JobAsync(_provider), SampleContracts.Generous)).Answer.Should().Be(CallAnswer.Given);
    }

    Task NoteAsync(ProviderFault fault) => Circuits.NoteAsync(_provider, "m", new(fault, "So it is."), null, CancellationToken.None);

    async Task TimePassesAsync()
    {
        await using var connection = await data.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await connection.ExecuteAsync("update provider_circuits set open_until = clock_timestamp() where provider = @_provider", new { _provider });
    }
}
