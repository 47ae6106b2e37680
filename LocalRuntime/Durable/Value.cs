using Npgsql;
using NpgsqlTypes;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Parameters of a <see cref="Script"/>. Their types are always said, so that one statement is prepared once.</summary>
static class Value
{
    public static NpgsqlParameter Text(string? text) => new NpgsqlParameter<string?> { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Long(long? number)
        => new NpgsqlParameter { Value = (object?)number ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint };

    public static NpgsqlParameter Number(int? number)
        => new NpgsqlParameter { Value = (object?)number ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer };

    public static NpgsqlParameter Flag(bool flag) => new NpgsqlParameter<bool> { TypedValue = flag };

    public static NpgsqlParameter Token(Guid? token)
        => new NpgsqlParameter { Value = (object?)token ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    public static NpgsqlParameter Span(TimeSpan span) => new NpgsqlParameter<TimeSpan> { TypedValue = span };

    /// <param name="time">UTC.</param>
    public static NpgsqlParameter Time(DateTime? time)
        => new NpgsqlParameter { Value = (object?)time ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    public static NpgsqlParameter Texts(IEnumerable<string?> texts)
        => new NpgsqlParameter<string?[]> { TypedValue = [.. texts], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    public static NpgsqlParameter Numbers(IEnumerable<int?> numbers)
        => new NpgsqlParameter<int?[]> { TypedValue = [.. numbers], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer };

    public static NpgsqlParameter Longs(IEnumerable<long> numbers)
        => new NpgsqlParameter<long[]> { TypedValue = [.. numbers], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    public static NpgsqlParameter Tokens(IEnumerable<Guid> tokens)
        => new NpgsqlParameter<Guid[]> { TypedValue = [.. tokens], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };

    /// <param name="times">UTC.</param>
    public static NpgsqlParameter Times(IEnumerable<DateTime> times)
        => new NpgsqlParameter<DateTime[]> { TypedValue = [.. times], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz };
}
