using System.Data;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>Lets Dapper read and write records of the domain as <c>jsonb</c>.</summary>
sealed class JsonColumn<T> : SqlMapper.TypeHandler<T>
{
    public override T? Parse(object value) => DomainJson.Deserialize<T>((string)value);

    public override void SetValue(IDbDataParameter parameter, T? value)
    {
        parameter.Value = value is null ? DBNull.Value : DomainJson.Serialize(value);
        ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Jsonb;
    }
}
