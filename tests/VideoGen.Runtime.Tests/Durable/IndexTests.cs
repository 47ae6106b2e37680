using Microsoft.DurableTask;

namespace VideoGen.Runtime.Tests.Durable;

/// <summary>Tables that were small when they were last counted are not read from end to end.</summary>
public sealed class IndexTests : DurableTest
{
    /// <summary>Of a table, by the migrations.</summary>
    const int FewReads = 10;

    [Fact]
    public async Task Orchestrations_FindTheirRowsByIndexes()
    {
        Functions
            .Orchestrator("FanOut", async context => (await Task.WhenAll(
                Enumerable.Range(0, 10).Select(_ => context.CallActivityAsync<string>("Paint", "red")))).Length)
            .Activity("Paint", input => input);
        // PostgreSQL counts what a connection has read when that ends.
        await using (var engine = new TestEngine(ConnectionString, Functions, null, null))
        {
            await engine.StartAsync();
            await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await engine.Client.WaitForInstanceCompletionAsync(
                await engine.Client.ScheduleNewOrchestrationInstanceAsync("FanOut", cancellation: Patience), Patience)));
        }

        await UntilAsync("select sum(coalesce(idx_scan, 0) + seq_scan) > 800 from pg_stat_user_tables where schemaname = 'durable'");
        (await QueryAsync<string?>("""
            select string_agg(relname || ' ' || seq_scan, ', ') from pg_stat_user_tables where schemaname = 'durable' and seq_scan > @FewReads
            """, new { FewReads })).Should().BeNull();
    }
}
