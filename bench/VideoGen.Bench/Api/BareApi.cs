using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Bench.Api;

/// <summary>The floor: Kestrel, the statements that the app runs for the same request, and their rows as JSON as they come. No shapes, rules or links.</summary>
internal static class BareApi
{
    const string Page = $"""
        select {VideoRepository.Columns} from videos v
         where v.workspace_id = @id and v.deleting_since is null
         order by v.created_at desc, v.id desc
         limit 21
        """;

    static readonly string s_video = ProductionLoader.Whole.Replace("@videoId", "@id", StringComparison.Ordinal);

    /// <summary>Serves until it is ended.</summary>
    public static async Task<int> ServeAsync(string connectionString, string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var app = builder.Build();
        app.Urls.Add(address);
        app.MapGet("/videos/{id:guid}", (HttpContext http, Guid id) => AnswerAsync(http, database, s_video, id));
        app.MapGet("/videos", (HttpContext http) => AnswerAsync(http, database, Page, Workspaces.Default));
        await app.RunAsync();
        return 0;
    }

    static async Task AnswerAsync(HttpContext http, NpgsqlDataSource database, string sql, Guid id)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid>("id", id));
        await using var rows = await command.ExecuteReaderAsync();
        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartArray();
        do
        {
            while (await rows.ReadAsync())
            {
                json.WriteStartObject();
                for (var i = 0; i < rows.FieldCount; i++)
                {
                    json.WritePropertyName(rows.GetName(i));
                    Write(json, rows, i);
                }

                json.WriteEndObject();
            }
        }
        while (await rows.NextResultAsync());
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, NpgsqlDataReader rows, int column)
    {
        switch (rows.GetValue(column))
        {
            case DBNull:
                json.WriteNullValue();
                break;
            case string text when rows.GetDataTypeName(column) == "jsonb":
                json.WriteRawValue(text, skipInputValidation: true);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case var value:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
