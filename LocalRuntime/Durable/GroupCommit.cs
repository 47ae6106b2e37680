using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// Commits together what several instances have to save at the same time. Nobody waits for company: what comes while as many transactions
/// are on their way as there may be goes with the next one.
/// </summary>
/// <remarks>
/// Beginning and ending a transaction costs PostgreSQL more than most of what is written in it. A script that fails takes back all of its
/// transaction; then each is run alone, and only the one that failed fails.
/// </remarks>
// A SemaphoreSlim whose wait handle nobody asks for has nothing to dispose.
#pragma warning disable CA1001
sealed class GroupCommit(DurableDatabase database, ILogger<GroupCommit> log)
#pragma warning restore CA1001
{
    const int MostScripts = 32;

    /// <summary>More would each carry less, and keep the processors busier than the disk.</summary>
    internal static readonly int MostAtOnce = Environment.ProcessorCount;

    readonly ConcurrentQueue<Member> _waiting = [];
    readonly SemaphoreSlim _places = new(MostAtOnce);

    /// <param name="script">What to write.</param>
    /// <param name="read">Reads the rows; called again when the script is run again, alone.</param>
    /// <returns><see langword="default"/> when the claim was lost: nothing was written.</returns>
    /// <exception cref="NpgsqlException">The statements failed; or the connection broke, and it is not known whether they were saved.</exception>
    public Task<T?> RunAsync<T>(Script script, Func<ScriptRows, Task<T>> read) => RunAsync(() => script, read);

    /// <param name="write">Called once, when there is a transaction for it.</param>
    /// <param name="read">As above.</param>
    /// <inheritdoc cref="RunAsync{T}(Script, Func{ScriptRows, Task{T}})"/>
    public async Task<T?> RunAsync<T>(Func<Script> write, Func<ScriptRows, Task<T>> read)
    {
        var result = default(T);
        async Task ReadAsync(ScriptRows rows) => result = await read(rows);
        var member = new Member(write, ReadAsync);
        _waiting.Enqueue(member);
        _ = RunWaitingAsync();
        if (await member.IsCommitted)
        {
            return result;
        }

        member.Script.Renew();
        return await member.Script.RunAsync(database, ReadAsync, CancellationToken.None) ? result : default;
    }

    /// <summary>Returns at once while there is no place for another transaction.</summary>
    async Task RunWaitingAsync()
    {
        while (!_waiting.IsEmpty && _places.Wait(0))
        {
            await RunGroupAsync();
            _places.Release();
        }
    }

    async Task RunGroupAsync()
    {
        var group = new List<Member>();
        while (group.Count < MostScripts && _waiting.TryDequeue(out var member))
        {
            group.Add(member);
        }

        if (group.Count == 0)
        {
            // Another transaction has taken them meanwhile.
            return;
        }

        try
        {
            var isCommitted = await TryCommitAsync(group);
            group.ForEach(member => member.End(isCommitted));
        }
        // Each of those who wait hears of it.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            group.ForEach(member => member.Fail(exception));
        }
    }

    /// <returns><see langword="false"/> when PostgreSQL refused a statement, and so took all of them back.</returns>
    async Task<bool> TryCommitAsync(List<Member> group)
    {
        try
        {
            await Script.RunAllAsync(database, group.ConvertAll(member => (member.Script, member.Read)), CancellationToken.None);
            return true;
        }
        // What ends the connection may have come after the commit.
        catch (PostgresException exception) when (exception.InvariantSeverity == "ERROR")
        {
            if (group.Count > 1)
            {
                log.LogInformation("{Count} changes were taken back together for {SqlState}; each is made alone.", group.Count, exception.SqlState);
            }

            return false;
        }
    }

    sealed class Member(Func<Script> write, Func<ScriptRows, Task> read)
    {
        readonly Lazy<Script> _script = new(write);

        // Those who wait go on elsewhere: the next transaction must not wait for them.
        readonly TaskCompletionSource<bool> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Script Script => _script.Value;

        public Func<ScriptRows, Task> Read => read;

        public Task<bool> IsCommitted => _end.Task;

        public void End(bool isCommitted) => _end.SetResult(isCommitted);

        public void Fail(Exception exception) => _end.SetException(exception);
    }
}
