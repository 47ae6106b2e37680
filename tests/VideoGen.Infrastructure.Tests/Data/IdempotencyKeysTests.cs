using Dapper;
using Npgsql;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Tests.Data;

public sealed class IdempotencyKeysTests(DataFixture data) : IClassFixture<DataFixture>
{
    static readonly Guid Workspace = new("00000000-0000-0000-0000-000000000001");
    static readonly byte[] Request = [1, 2, 3];
    readonly string _key = Guid.NewGuid().ToString();

    IdempotencyKeys Keys => data.Get<IdempotencyKeys>();

    [Fact]
    public async Task Claim_HolderIsTakenForDead_SuccessorHasTheSameIdAndTheLastWord()
    {
        var first = await MineAsync();
        (await ClaimAsync()).Should().BeOfType<KeyClaim.Busy>();
        await ExecuteAsync("update idempotency_keys set held_until = '-infinity' where key = @_key");

        var second = await MineAsync();
        await Keys.KeepAsync(first, new(500, new Dictionary<string, string>(), []), CancellationToken.None);
        await Keys.KeepAsync(second, new(201, new Dictionary<string, string> { ["Location"] = "/here" }, [7]), CancellationToken.None);

        second.NewId.Should().Be(first.NewId);
        var answer = (await ClaimAsync()).Should().BeOfType<KeyClaim.Answered>().Which.Answer;
        answer.Status.Should().Be(201);
        answer.Headers.Should().Equal(new Dictionary<string, string> { ["Location"] = "/here" });
        answer.Body.Should().Equal(7);
    }

    [Fact]
    public async Task Claim_HolderShowsLife_StaysBusy()
    {
        var hold = await MineAsync();
        await ExecuteAsync("update idempotency_keys set held_until = '-infinity' where key = @_key");

        await Keys.RenewAsync(hold, CancellationToken.None);

        (await ClaimAsync()).Should().BeOfType<KeyClaim.Busy>();
    }

    [Fact]
    public async Task ForgetOld_ADayHasPassed_TheKeyIsNewAgain()
    {
        await Keys.KeepAsync(await MineAsync(), new(201, new Dictionary<string, string>(), []), CancellationToken.None);
        await ExecuteAsync("update idempotency_keys set created_at = created_at - interval '23 hours 59 minutes' where key = @_key");
        await Keys.ForgetOldAsync(CancellationToken.None);
        (await ClaimAsync()).Should().BeOfType<KeyClaim.Answered>();
        await ExecuteAsync("update idempotency_keys set created_at = created_at - interval '2 minutes' where key = @_key");

        await Keys.ForgetOldAsync(CancellationToken.None);

        (await ClaimAsync()).Should().BeOfType<KeyClaim.Mine>();
    }

    Task<KeyClaim> ClaimAsync() => Keys.ClaimAsync(Workspace, _key, Request, CancellationToken.None);

    async Task<KeyHold> MineAsync() => (await ClaimAsync()).Should().BeOfType<KeyClaim.Mine>().Which.Hold;

    async Task ExecuteAsync(string sql)
    {
        await using var connection = await data.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await connection.ExecuteAsync(sql, new { _key });
    }
}
