using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>
/// Writes down what happened to a video, in the transaction that made it happen, and announces it when that is committed.
/// </summary>
static class VideoEvents
{
    /// <summary>A video whose status moves is also told of to its workspace's webhook endpoint, if there is one.</summary>
    public static async Task AppendAsync(
        NpgsqlConnection connection, Guid videoId, string type, object data, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into video_events (video_id, type, data)
            values (@videoId, @type, @data::jsonb);
            select pg_notify(@Channel, @videoId::text)
            """, new { videoId, type, VideoNews.Channel, data = DomainJson.Serialize(data) }, cancellationToken: cancellationToken));
        if (type == "status")
        {
            await WebhookOutbox.AddAsync(connection, videoId, cancellationToken);
        }
    }
}
