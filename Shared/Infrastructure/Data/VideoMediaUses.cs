using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>Which pictures and clips a video has, and which of them other videos show as well: those stay when it is deleted.</summary>
public sealed class VideoMediaUses(NpgsqlDataSource database)
{
    /// <summary>Every storyboard that the video has had.</summary>
    public async Task<IReadOnlyList<Storyboard>> ListStoryboardsAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<Storyboard>(new CommandDefinition(
            "select content from video_revisions where video_id = @id and kind = 'storyboard'", new { id }, cancellationToken: cancellationToken))).AsList();
    }

    /// <returns>Those of the pictures' prompts that another video of the same brand and product has as well.</returns>
    public async Task<IReadOnlySet<string>> FindSharedPromptsAsync(
        Video video, IReadOnlyCollection<string> prompts, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<string>(new CommandDefinition("""
            select distinct scene ->> 'visual_prompt'
              from videos v
              join video_revisions r on r.video_id = v.id and r.kind = 'storyboard',
                   jsonb_array_elements(r.content -> 'scenes') as scene
             where v.product_name = @ProductName
               and v.brand_name = @BrandName
               and v.id <> @Id
               and scene ->> 'visual_prompt' = any(@prompts)
            """, new { video.Id, video.BrandName, video.ProductName, prompts = prompts.ToArray() },
            cancellationToken: cancellationToken))).ToHashSet();
    }

    /// <summary>Pictures that models painted for this video and that no other took.</summary>
    public async Task<IReadOnlyList<(string Digest, string AssetKey)>> FindPicturesAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<(string, string)>(new CommandDefinition("""
            select p.digest, p.asset_key
              from pictures p
             where p.digest in (select picture from model_calls where video_id = @id)
               and not exists (select from model_calls c where c.picture = p.digest and c.video_id <> @id)
               and not exists (select from pictures o where o.asset_key = p.asset_key and o.digest <> p.digest)
            """, new { id }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>After their files: until then their rows say where these are.</summary>
    public async Task ForgetPicturesAsync(IReadOnlyCollection<string> digests, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from pictures where digest = any(@digests)", new { digests = digests.ToArray() }, cancellationToken: cancellationToken));
    }

    /// <summary>Takes the clips that only this video has out of the library.</summary>
    /// <returns>The digests whose files nobody needs any more; the same again when it is repeated.</returns>
    public async Task<IReadOnlyList<string>> TakeClipsAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var digests = (await connection.QueryAsync<string>(new CommandDefinition("""
            select clip_digest from video_scenes where video_id = @id and clip_digest is not null
             union
            select clip_digest from render_jobs where video_id = @id
            """, new { id }, cancellationToken: cancellationToken))).ToArray();
        // Two statements: a scene that takes a clip holds its row, and is seen only after the wait.
        await connection.ExecuteAsync(new CommandDefinition(
            "select from clips where digest = any(@digests) order by digest for update", new { digests }, cancellationToken: cancellationToken));
        var free = (await connection.QueryAsync<string>(new CommandDefinition("""
            select digest
              from unnest(@digests) as digest
             where not exists (select from video_scenes s where s.clip_digest = digest and s.video_id <> @id)
               and not exists (select from render_jobs j where j.clip_digest = digest and j.state in ('submitting', 'accepted', 'outcome_unknown', 'given_up'))
            """, new { id, digests }, cancellationToken: cancellationToken))).AsList();
        await connection.ExecuteAsync(new CommandDefinition("delete from clips where digest = any(@free)", new { free }, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return free;
    }
}
