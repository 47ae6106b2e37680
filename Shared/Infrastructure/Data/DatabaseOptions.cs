namespace VideoGen.Infrastructure.Data;

public sealed class DatabaseOptions
{
    public const string Section = "Database";

    internal const string Missing =
        "the setting Database__ConnectionString is missing; give PostgreSQL's connection string, such as Host=127.0.0.1;Database=videogen;Username=videogen;Password=...";

    /// <summary>
    /// Npgsql connection string, such as <c>Host=127.0.0.1;Database=videogen;Username=videogen;Password=…</c>. Needed; no default.
    /// </summary>
    public string ConnectionString { get; set; } = "";
}
