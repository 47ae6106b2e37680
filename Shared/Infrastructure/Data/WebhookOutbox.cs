using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>Writes down what a video's workspace wants to be told, in the transaction that moves the video. Nothing is sent here.</summary>
static class WebhookOutbox
{
    public static async Task AddAsync(NpgsqlConnection connection, Guid videoId, CancellationToken cancellationToken)
    {
        var news = await connection.QuerySingleOrDefaultAsync<News>(new CommandDefinition("""
            select n.*
              from (select v.workspace_id, v.status, v.run, v.failure ->> 'code' as failure_code, v.failure ->> 'message' as failure_message, clock_timestamp() as at,
                           case
                             when v.status in ('completed', 'failed', 'cancelled') then 'video.' || v.status
                             when v.status = 'script_ready' and jsonb_exists(v.options -> 'review', 'script')
                               or v.status = 'storyboard_ready' and jsonb_exists(v.options -> 'review', 'storyboard') then 'video.review_requested'
                           end as event
                      from videos v
                     where v.id = @videoId) n
              join webhook_endpoints e on e.workspace_id = n.workspace_id
             where n.event = any(e.events)
            """, new { videoId }, cancellationToken: cancellationToken));
        if (news is null)
        {
            return;
        }

        var body = DomainJson.Serialize(new
        {
            Type = news.Event,
            Timestamp = news.At,
            Data = new
            {
                Id = videoId,
                news.Status,
                news.Run,
                Review = news.Status switch { "script_ready" => "script", "storyboard_ready" => "storyboard", _ => null },
                Failure = news.Status == "failed" && news.FailureCode is not null ? new { Code = news.FailureCode, Message = news.FailureMessage } : null,
                Url = $"/api/v1/videos/{videoId}",
            },
        });
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into webhook_messages (id, workspace_id, event, video_id, body)
            values (@id, @WorkspaceId, @Event, @videoId, @body)
            """, new { id = Guid.CreateVersion7(), news.WorkspaceId, news.Event, videoId, body }, cancellationToken: cancellationToken));
    }

    sealed record News
    {
        public required Guid WorkspaceId { get; init; }
        public required string Status { get; init; }
        public required int Run { get; init; }
        public string? FailureCode { get; init; }
        public string? FailureMessage { get; init; }
        public required DateTime At { get; init; }
        public required string Event { get; init; }
    }
}
