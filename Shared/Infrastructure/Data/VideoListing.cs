using System.Text;
using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>Lists and searches videos. A page is found by its place in an index, so the last one costs what the first one does.</summary>
public sealed class VideoListing(NpgsqlDataSource database)
{
    /// <summary>
    /// So many videos a search looks through in the order of the list before it asks the index of words. What many videos say is found
    /// among them; and of what is not, there are few enough to read and sort them all.
    /// </summary>
    const int LookedThrough = 2000;

    static readonly Dictionary<VideoSort, (string By, string After)> Orders = new()
    {
        [VideoSort.Newest] = ("v.created_at desc, v.id desc", "(v.created_at, v.id) < (@key, @keyId)"),
        [VideoSort.Oldest] = ("v.created_at, v.id", "(v.created_at, v.id) > (@key, @keyId)"),
        [VideoSort.Dearest] = ("v.cost_usd desc, v.id desc", "(v.cost_usd, v.id) < (@key, @keyId)"),
        [VideoSort.Title] = ("v.title collate \"C\", v.id", "(v.title collate \"C\", v.id) > (@key, @keyId)"),
    };

    /// <param name="filter">Which, in which order.</param>
    /// <param name="after">The last row of the page before; <see langword="null"/> for the first page.</param>
    /// <param name="take">Most rows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Video>> ReadAsync(VideoFilter filter, VideoPlace? after, int take, CancellationToken cancellationToken)
    {
        var (conditions, values) = Conditions(filter, after);
        values.Add("take", take);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var order = Orders[filter.Sort].By;
        if (filter.Words.Count == 0)
        {
            return await QueryAsync($"from videos v where {conditions}");
        }

        // Both keep to their way whatever the server makes of the words: the first ends with a full page, the second fetches what is shown only.
        var words = Words(filter.Words, values);
        var near = await QueryAsync($"""
              from (select * from videos v where {conditions} order by {order} limit {LookedThrough}) v
              join lateral (select from video_words w where w.video_id = v.id and {words} offset 0) said on true
            """);
        return near.Count == take ? near : await QueryAsync($"""
              from (select v.id
                      from (select w.video_id from video_words w where {words} offset 0) found
                      join videos v on v.id = found.video_id
                     where {conditions}
                     order by {order}
                     limit @take) page
              join videos v on v.id = page.id
            """);

        async Task<List<Video>> QueryAsync(string from) => (await connection.QueryAsync<Video>(new CommandDefinition($"""
            select {VideoRepository.Columns}
            {from}
             order by {order}
             limit @take
            """, values, cancellationToken: cancellationToken))).AsList();
    }

    static (string Sql, DynamicParameters Values) Conditions(VideoFilter filter, VideoPlace? after)
    {
        var sql = new StringBuilder("v.workspace_id = @WorkspaceId and v.deleting_since is null");
        var values = new DynamicParameters(new { filter.WorkspaceId });
        And(filter.Statuses.Count > 0, "v.status = any(@statuses)", "statuses", filter.Statuses.Select(Data.Words.Of).ToArray());
        And(filter.BrandId is not null, "v.brand_id = @brandId", "brandId", filter.BrandId);
        And(filter.ProductId is not null, "v.product_id = @productId", "productId", filter.ProductId);
        And(filter.Provider is not null, "v.providers @> array[@provider]", "provider", filter.Provider);
        And(filter.From is not null, "v.created_at >= @from", "from", filter.From);
        And(filter.To is not null, "v.created_at < @to", "to", filter.To);
        And(after is not null, Orders[filter.Sort].After, "key", after?.Key);
        values.Add("keyId", after?.Id);
        return (sql.ToString(), values);

        void And(bool asked, string condition, string name, object? value)
        {
            if (asked)
            {
                sql.Append(" and ").Append(condition);
                values.Add(name, value);
            }
        }
    }

    static string Words(IReadOnlyList<string> words, DynamicParameters values)
    {
        for (var i = 0; i < words.Count; i++)
        {
            values.Add($"word{i}", words[i]);
        }

        return string.Join(" and ", words.Select((_, i) => $"w.words like search_pattern(@word{i})"));
    }
}
