using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace VideoGen.Infrastructure.Data;

public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>Npgsql connection string, such as <c>Host=127.0.0.1;Database=videogen;Username=…;Password=…</c>. No default.</summary>
    [Required(ErrorMessage = "Database__ConnectionString is missing: give PostgreSQL's connection string, such as Host=127.0.0.1;Database=videogen;Username=videogen;Password=secret.")]
    public string ConnectionString { get; set; } = "";
}

[OptionsValidator]
internal sealed partial class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>;
