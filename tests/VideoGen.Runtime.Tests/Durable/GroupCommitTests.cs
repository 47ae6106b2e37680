using Npgsql;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.Runtime.Tests.Durable;

/// <summary>Scripts that come while all transactions are taken, and so share the next one.</summary>
public sealed class GroupCommitTests : DurableTest
{
    GroupCommit Commits => Engine.Get<GroupCommit>();

    [Fact]
    public async Task ScriptsThatCameMeanwhile_CommitTogether()
    {
        string[] words = [.. Enumerable.Range(0, 6 * GroupCommit.MostAtOnce).Select(number => $"word {number}")];

        var written = await TogetherAsync(words);

        (await Task.WhenAll(written)).Should().Equal(words);
        (await QueryAsync<long>("select count(distinct xmin::text) from kept where word <> 'first'"))
            .Should().BeLessThanOrEqualTo(GroupCommit.MostAtOnce);
    }

    [Fact]
    public async Task OneWithALostClaim_WritesNothing_AndTheOthersDo()
    {
        var written = await TogetherAsync(["a", "lost", "c"]);

        (await Task.WhenAll(written)).Should().Equal("a", null, "c");
        (await QueryAsync<string>("select string_agg(word, ' ' order by word) from kept where word <> 'first'")).Should().Be("a c");
    }

    [Fact]
    public async Task OneThatFails_FailsAlone()
    {
        var written = await TogetherAsync(["a", "a", "c"]);

        var ends = await Task.WhenAll(written.Select(async task => await task.ContinueWith(end => end.IsFaulted, TaskScheduler.Default)));
        ends.Count(isFaulted => isFaulted).Should().Be(1, "a word is there once");
        (await QueryAsync<string>("select string_agg(word, ' ' order by word) from kept where word <> 'first'")).Should().Be("a c");
    }

    [Fact]
    public async Task ConnectionsBreak_WhatWaitedBehindThemIsWritten()
    {
        var written = await TogetherAsync(
            ["a", "b"], "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()");

        (await Task.WhenAll(written)).Should().Equal("a", "b");
    }

    /// <summary>Writes words while every transaction that there may be waits for a lock.</summary>
    async Task<IReadOnlyList<Task<string?>>> TogetherAsync(string[] words, string? end = null)
    {
        await NewEngine().Get<Migrations>().ApplyAsync(Patience);
        await ExecuteAsync("create table kept (word text primary key)");
        await using var other = new NpgsqlConnection(ConnectionString);
        await other.OpenAsync(Patience);
        await using var transaction = await other.BeginTransactionAsync(Patience);
        await using (var insert = new NpgsqlCommand("insert into kept values ('first')", other))
        {
            await insert.ExecuteNonQueryAsync(Patience);
        }

        var first = Enumerable.Range(0, GroupCommit.MostAtOnce).Select(_ => WriteAsync("first")).ToList();
        await UntilLockedOutAsync(GroupCommit.MostAtOnce);
        var together = words.Select(WriteAsync).ToList();
        if (end is not null)
        {
            await ExecuteAsync(end);
        }

        await transaction.CommitAsync(Patience);
        foreach (var task in first)
        {
            await FluentActions.Awaiting(() => task).Should().ThrowAsync<NpgsqlException>();
        }

        return together;
    }

    Task<string?> WriteAsync(string word)
    {
        var script = new Script();
        script.AddQuery("insert into kept values ($1) returning word, durable.held($1 <> 'lost')", Value.Text(word));
        return Commits.RunAsync(script, async rows =>
        {
            await rows.Current.ReadAsync(Patience);
            return rows.Current.GetString(0);
        });
    }
}
