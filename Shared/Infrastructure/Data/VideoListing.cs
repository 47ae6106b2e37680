using System.Text;
using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>Lists and searches videos. A page is found by its place in an index, so the last one costs what the first one does.</summary>
public sealed class VideoListing(NpgsqlDataSource database)
{
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
        var list = Select(filter, after);
        list.Values.Add("take", take);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return filter.Words.Count > 0
            ? await new VideoSearch(connection, list, filter.Words, cancellationToken).FindAsync(take)
            : (await connection.QueryAsync<Video>(new CommandDefinition($"""
                select {VideoRepository.Columns}
                  from videos v
                 where {list.Conditions}
                 order by {list.Order}
                 limit @take
                """, list.Values, cancellationToken: cancellationToken))).AsList();
    }

    static VideoSelection Select(VideoFilter filter, VideoPlace? after)
    {
        var sql = new StringBuilder("v.workspace_id = @WorkspaceId and v.deleting_since is null");
        var values = new DynamicParameters(new { filter.WorkspaceId });
        And(filter.Statuses.Count > 0, "v.status = any(@statuses)", "statuses", filter.Statuses.Select(Spelling.Of).ToArray());
        And(filter.BrandId is not null, "v.brand_id = @brandId", "brandId", filter.BrandId);
        And(filter.ProductId is not null, "v.product_id = @productId", "productId", filter.ProductId);
        And(filter.Provider is not null, "v.providers @> array[@provider]", "provider", filter.Provider);
        And(filter.From is not null, "v.created_at >= @from", "from", filter.From);
        And(filter.To is not null, "v.created_at < @to", "to", filter.To);
        And(after is not null, Orders[filter.Sort].After, "key", after?.Key);
        values.Add("keyId", after?.Id);
        return new(sql.ToString(), Orders[filter.Sort].By, values,
            IsNarrow: filter.BrandId is not null || filter.ProductId is not null,
            IsByTime: filter.Sort is VideoSort.Newest or VideoSort.Oldest);

        void And(bool asked, string condition, string name, object? value)
        {
            if (asked)
            {
                sql.Append(" and ").Append(condition);
                values.Add(name, value);
            }
        }
    }
}

/// <summary>Some of the videos, in SQL.</summary>
/// <param name="Conditions">Whether a row <c>v</c> is one of them.</param>
/// <param name="Order">Of rows <c>v</c>.</param>
/// <param name="Values">Of the parameters in both.</param>
/// <param name="IsNarrow">There are hardly more than can be looked through.</param>
/// <param name="IsByTime">In the order in which they lie in the tables, or the other way round.</param>
sealed record VideoSelection(string Conditions, string Order, DynamicParameters Values, bool IsNarrow, bool IsByTime);
