using System.Diagnostics;
using System.Diagnostics.Metrics;
using Dapper;
using Npgsql;

namespace VideoGen.LocalRuntime.Durable.Telemetry;

/// <summary>The engine's instruments; <c>Durable/README.md</c> lists them.</summary>
sealed class DurableMetrics
{
    public const string MeterName = "Microsoft.DurableTask";
    const string Outcome = "durabletask.outcome";

    /// <summary>Seconds; an activity may take from a millisecond to hours.</summary>
    static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600],
    };

    readonly DurableDatabase _database;
    readonly Histogram<double> _orchestrations;
    readonly Histogram<double> _activities;
    readonly Histogram<double> _turns;
    readonly UpDownCounter<int> _leases;

    public DurableMetrics(IMeterFactory meters, DurableDatabase database)
    {
        _database = database;
        var meter = meters.Create(MeterName);
        _orchestrations = meter.CreateHistogram(
            "durabletask.orchestration.duration", "s", "From an instance's first turn to its end.", null, Durations);
        _activities = meter.CreateHistogram("durabletask.activity.duration", "s", "One run of an activity.", null, Durations);
        _turns = meter.CreateHistogram("durabletask.turn.duration", "s", "One turn of an orchestrator, saving included.", null, Durations);
        _leases = meter.CreateUpDownCounter<int>("durabletask.lease.active", "{lease}", "Claims that this process holds.");
        meter.CreateObservableGauge("durabletask.queue.lag", Lag, "s", "Age of the oldest work that waits, in the whole database.");
    }

    public void OrchestrationEnded(string name, string status, TimeSpan duration) => _orchestrations.Record(
        duration.TotalSeconds, new(Spans.Tags.Name, name), new(Spans.Tags.Status, status));

    public void ActivityEnded(string name, string outcome, TimeSpan duration) => _activities.Record(
        duration.TotalSeconds, new(Spans.Tags.Name, name), new(Outcome, outcome));

    public void TurnEnded(string name, string outcome, TimeSpan duration) => _turns.Record(
        duration.TotalSeconds, new(Spans.Tags.Name, name), new(Outcome, outcome));

    /// <param name="type"><c>orchestration</c> or <c>activity</c>.</param>
    /// <param name="more">1 or -1.</param>
    public void LeaseChanged(string type, int more) => _leases.Add(more, new KeyValuePair<string, object?>(Spans.Tags.Type, type));

    /// <summary>Asked when somebody collects, and by one who may wait; without an answer there is no measurement.</summary>
    IEnumerable<Measurement<double>> Lag()
    {
        try
        {
            using var connection = _database.Open();
            return connection.Query<(string Type, double Seconds)>("""
                select 'orchestration', coalesce(extract(epoch from clock_timestamp() - min(visible_at)), 0)::float8
                  from durable.inbox where visible_at <= (select clock_timestamp())
                 union all
                select 'activity', coalesce(extract(epoch from clock_timestamp() - min(visible_at)), 0)::float8
                  from durable.task where visible_at <= (select clock_timestamp())
                """, commandTimeout: 5).Select(lag => new Measurement<double>(lag.Seconds, new TagList { { Spans.Tags.Type, lag.Type } }));
        }
        catch (NpgsqlException)
        {
            return [];
        }
    }
}
