using Npgsql;
using VideoGen.Testing;

namespace VideoGen.Money.Crash;

/// <summary>All that takes part in a run.</summary>
sealed class Stage(MortalApp app, NpgsqlDataSource database, SimulatorServer simulator)
{
    public MortalApp App => app;

    public NpgsqlDataSource Database => database;

    public SimulatorServer Simulator => simulator;

    public Breakpoint Breakpoint { get; } = new(database);

    public Person Person { get; } = new(database, simulator);

    public MoneyAudit Audit { get; } = new(database, simulator);
}
