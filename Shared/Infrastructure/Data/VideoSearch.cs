using Dapper;
using Npgsql;

namespace VideoGen.Infrastructure.Data;

/// <summary>
/// Finds videos by their words in one of two ways. Those that say what many say are met by looking through the list in its order; for the
/// rest there is the index of trigrams, which knows all of them and no order. The first videos of the list tell which way is the short one.
/// </summary>
/// <param name="list">Of which videos, in which order.</param>
/// <param name="words">Each occurs somewhere in what a video says; at least one.</param>
sealed class VideoSearch(NpgsqlConnection connection, VideoSelection list, IReadOnlyList<string> words, CancellationToken cancellationToken)
{
    /// <summary>So many videos tell how often each word is said.</summary>
    const int Sampled = 500;

    /// <summary>
    /// Most that are looked through in the order of the list. A word that does not fill a page from so many is said by few enough to read
    /// and sort them all: about 3,500 of a million. In another order than that of time each lies somewhere else in the tables, and costs more.
    /// </summary>
    int LookedThrough => list.IsByTime ? 6000 : 1500;

    /// <summary>A word that one in so many says, or more, keeps the index busy and leaves hardly less.</summary>
    const int Frequent = 4;

    sealed record Sample
    {
        public required int Looked { get; init; }

        /// <summary>How many say all words.</summary>
        public required int Found { get; init; }

        /// <summary>How many say each.</summary>
        public required int[] Said { get; init; }
    }

    /// <param name="take">Most rows.</param>
    public async Task<IReadOnlyList<Video>> FindAsync(int take)
    {
        for (var i = 0; i < words.Count; i++)
        {
            list.Values.Add($"word{i}", words[i]);
        }

        var sample = await SampleAsync();
        if (list.IsNarrow || sample.Looked < Sampled || sample.Found * LookedThrough >= take * Sampled)
        {
            var page = await ReadAsync(InOrder);
            if (page.Count == take || sample.Looked < Sampled || !await AreMoreAsync())
            {
                return page;
            }
        }

        return await ReadAsync(ByIndex([.. sample.Said.Select(said => said * Frequent < sample.Looked)]));
    }

    Task<Sample> SampleAsync() => connection.QuerySingleAsync<Sample>(Command($"""
        select count(*)::int as looked, count(*) filter (where {SaidAll})::int as found,
               array[{string.Join(", ", words.Select((_, i) => $"count(*) filter (where {Said(i)})"))}]::int[] as said
          from (select v.id from videos v where {list.Conditions} order by {list.Order} limit {Sampled}) v
          left join video_words w on w.video_id = v.id
        """));

    // All three go the way that is written, with lateral and offset, whatever the server makes of the words: of a table that has just
    // grown it may know so little that it would search anew for each video.

    /// <summary>Ends with a full page.</summary>
    string InOrder => $"""
        select v.id
          from (select v.* from videos v where {list.Conditions} order by {list.Order} limit {LookedThrough}) v
          join lateral (select from video_words w where w.video_id = v.id and {SaidAll} offset 0) said on true
         order by {list.Order}
         limit @take
        """;

    Task<bool> AreMoreAsync() => connection.QuerySingleAsync<bool>(Command(
        $"select count(*) = {LookedThrough} from (select from videos v where {list.Conditions} limit {LookedThrough}) v"));

    string ByIndex(IReadOnlyList<bool> isRare) => $"""
        select v.id
          from (select w.video_id
                  from video_words w
                 where {And(i => isRare[i] || !isRare.Contains(true) ? $"w.words like search_pattern(@word{i})" : Said(i))}
                offset 0) found
         cross join lateral (select v.* from videos v where v.id = found.video_id and {list.Conditions} offset 0) v
         order by {list.Order}
         limit @take
        """;

    async Task<List<Video>> ReadAsync(string page) => (await connection.QueryAsync<Video>(Command($"""
        select {VideoRepository.Columns}
          from ({page}) page
         cross join lateral (select * from videos v where v.id = page.id offset 0) v
         order by {list.Order}
        """))).AsList();

    string SaidAll => And(Said);

    /// <summary>Without the index, and in a third of the time that <c>like</c> takes.</summary>
    static string Said(int i) => $"strpos(w.words, search_needle(@word{i})) > 0";

    string And(Func<int, string> condition) => string.Join(" and ", Enumerable.Range(0, words.Count).Select(condition));

    CommandDefinition Command(string sql) => new(sql, list.Values, cancellationToken: cancellationToken);
}
