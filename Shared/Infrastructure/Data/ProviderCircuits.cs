using Dapper;
using Npgsql;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Data;

/// <summary>Whether a provider, or one of its models, may be called: a row of <c>provider_circuits</c>.</summary>
public sealed record ProviderCircuit
{
    /// <summary>How long one call may try whether an open circuit can be closed, before another does.</summary>
    static readonly TimeSpan ProbeAtMost = TimeSpan.FromMinutes(2);

    /// <summary>A trial is usually over sooner than it may last.</summary>
    static readonly TimeSpan TrialsPace = TimeSpan.FromSeconds(10);

    public required string Provider { get; init; }

    /// <summary>Empty for the whole provider.</summary>
    public required string Model { get; init; }

    /// <summary>Why it is open, as a word of <see cref="ProviderFault"/>; <see langword="null"/> while calls may be made.</summary>
    public string? Fault { get; init; }
    public string? Message { get; init; }
    public DateTime? OpenedAt { get; init; }
    public DateTime? OpenUntil { get; init; }
    public DateTime? ThrottledUntil { get; init; }
    public Guid? ProbeJobId { get; init; }
    public DateTime? ProbeAt { get; init; }

    /// <summary>The database's clock when this was read.</summary>
    public required DateTime Now { get; init; }

    /// <summary>How long no call may be made; zero when one may, if only to try.</summary>
    public TimeSpan OpenFor => Fault is not null && OpenUntil > Now ? OpenUntil.Value - Now : TimeSpan.Zero;

    /// <summary>How long it keeps an attempt from calling: while it is open, and while another attempt tries whether it can be closed.</summary>
    public TimeSpan Bars(Guid? jobId = null)
        => OpenFor > TimeSpan.Zero ? OpenFor
            : Fault is not null && ProbeJobId is { } probe && probe != jobId && ProbeAt + ProbeAtMost > Now ? TrialsPace
            : TimeSpan.Zero;

    public TimeSpan ThrottledFor => ThrottledUntil > Now ? ThrottledUntil.Value - Now : TimeSpan.Zero;

    /// <summary>Whether waiting may cure it; otherwise somebody has to do something.</summary>
    public bool IsPassing => Fault == Spelling.Of(ProviderFault.Unavailable);
}

/// <summary>What one call learned about a provider, for all: faults that concern everybody open its circuit, success closes it.</summary>
public sealed class ProviderCircuits(NpgsqlDataSource database)
{
    internal const string Columns =
        "provider, model, fault, message, opened_at, open_until, throttled_until, probe_job_id, probe_at, clock_timestamp() as now";

    /// <summary>Unavailable so many times in a row opens the circuit: for 30 s, doubling to 16 minutes.</summary>
    const int MostFailures = 3;

    static readonly TimeSpan UsualThrottle = TimeSpan.FromSeconds(15);

    public async Task<IReadOnlyList<ProviderCircuit>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<ProviderCircuit>(new CommandDefinition(
            $"select {Columns} from provider_circuits", cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Takes note of a failure; one that concerns a single scene only changes nothing.</summary>
    public Task NoteAsync(string provider, string model, ProviderFailure failure, TimeSpan? retryAfter, CancellationToken cancellationToken) => failure.Fault switch
    {
        ProviderFault.Throttled => ThrottleAsync(provider, retryAfter ?? UsualThrottle, cancellationToken),
        ProviderFault.Unavailable => CountAsync(provider, failure, cancellationToken),
        ProviderFault.AccountBlocked or ProviderFault.OutOfCredit
            => OpenAsync(provider, failure.OfModel ? model : "", failure, TimeSpan.FromMinutes(15), cancellationToken),
        ProviderFault.ModelRetired => OpenAsync(provider, model, failure, TimeSpan.FromDays(1), cancellationToken),
        _ => Task.CompletedTask,
    };

    /// <summary>The provider took a job.</summary>
    public Task SucceedAsync(string provider, string model, CancellationToken cancellationToken) => ExecuteAsync("""
        update provider_circuits
           set fault = null, message = null, opened_at = null, open_until = null, failures = 0, probe_job_id = null, probe_at = null
         where provider = @provider
           and model in ('', @model)
           and (fault is not null or failures > 0)
        """, new { provider, model }, cancellationToken);

    /// <summary>Lets the next call try whether it works again; asked for by somebody who retries.</summary>
    internal static Task LetTryAsync(NpgsqlConnection connection, Guid videoId, CancellationToken cancellationToken)
        => connection.ExecuteAsync(new CommandDefinition("""
            update provider_circuits
               set open_until = clock_timestamp()
             where fault is not null
               and provider in (
                 select split_part(choice #>> '{}', ':', 1)
                   from videos v,
                        jsonb_path_query(v.options, '$.keyvalue() ? (@.key == "providers" || @.key == "writers" || @.key == "painters").value[*]') as choice
                  where v.id = @videoId)
            """, new { videoId }, cancellationToken: cancellationToken));

    Task ThrottleAsync(string provider, TimeSpan wait, CancellationToken cancellationToken) => ExecuteAsync("""
        insert into provider_circuits (provider, throttled_until)
        values (@provider, clock_timestamp() + @wait)
        on conflict (provider, model) do update
           set throttled_until = greatest(provider_circuits.throttled_until, excluded.throttled_until)
        """, new { provider, wait }, cancellationToken);

    Task CountAsync(string provider, ProviderFailure failure, CancellationToken cancellationToken) => ExecuteAsync("""
        insert into provider_circuits as c (provider, failures)
        values (@provider, 1)
        on conflict (provider, model) do update
           set failures = c.failures + 1, probe_job_id = null, probe_at = null,
               fault = case when c.failures + 1 >= @MostFailures then @fault else c.fault end,
               message = case when c.failures + 1 >= @MostFailures then @Message else c.message end,
               opened_at = case when c.failures + 1 >= @MostFailures then coalesce(c.opened_at, clock_timestamp()) end,
               open_until = case when c.failures + 1 >= @MostFailures
                                 then clock_timestamp() + interval '30 seconds' * power(2, least(c.failures + 1 - @MostFailures, 5)) end
        """, new { provider, MostFailures, fault = Spelling.Of(failure.Fault), failure.Message }, cancellationToken);

    Task OpenAsync(string provider, string model, ProviderFailure failure, TimeSpan openFor, CancellationToken cancellationToken) => ExecuteAsync("""
        insert into provider_circuits as c (provider, model, fault, message, opened_at, open_until)
        values (@provider, @model, @fault, @Message, clock_timestamp(), clock_timestamp() + @openFor)
        on conflict (provider, model) do update
           set fault = excluded.fault, message = excluded.message, opened_at = coalesce(c.opened_at, excluded.opened_at),
               open_until = excluded.open_until, probe_job_id = null, probe_at = null
        """, new { provider, model, openFor, fault = Spelling.Of(failure.Fault), failure.Message }, cancellationToken);

    async Task ExecuteAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }
}
