using Dapper;
using Npgsql;
using VideoGen.Testing;

namespace VideoGen.Bench.Api;

/// <summary>Many videos, as an installation has them after years: made by SQL from one that the app made.</summary>
internal static class Million
{
    /// <summary>So many of them are shown whole, with script, storyboard and scenes.</summary>
    public const int Whole = 1000;

    /// <summary>So many wait for their review.</summary>
    public const int Waiting = 1000;

    public static async Task FillAsync(NpgsqlDataSource database, ApiClient api, int videos)
    {
        var input = await api.VideoInputAsync(review: ["storyboard"]);
        input["options"]!["duration_seconds"] = 30;
        var template = Guid.Parse(await api.StartVideoAsync(input));
        await api.WaitAsync($"{template}", video => video.WaitingFor() == "storyboard_review");
        await using var connection = await database.OpenConnectionAsync();
        // The triggers' work is done here for all rows at once, and the index of words is built when they are there. Ids are as the app makes
        // them, in the order of time.
        await RunAsync("""
            set session_replication_role = replica;
            set maintenance_work_mem = '1GB';
            drop index video_words_by_trigram;
            create function pg_temp.id_at(at timestamptz) returns uuid language sql volatile
            as $$ select overlay(gen_random_uuid()::text placing substr(ms, 1, 8) || '-' || substr(ms, 9, 4) || '-7' from 1 for 15)::uuid
                    from lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') as ms $$;
            create temporary table phrase as
              select n, (select string_agg(word || case when k % 5 = 0 then '을 ' else ' ' end, '' order by k)
                           from generate_series(1, 20) as k
                          cross join lateral (select (array['온기', '한결같은', '출근길', '수분', '크림', '텀블러', '하루', '온도', '지키다', '아침', '공기', '여름', '바람',
                            '피부', '촉촉한', '물결', '가벼운', '무광', '초록빛', '스테인리스', '새벽', '커피', '향기', '겨울', '포근한', '이불', '고요한', '반짝이는', '거리', '자전거',
                            'fresh', 'quiet', 'room', 'clean', 'filter', 'night', 'morning', 'light', 'whisper', 'power', 'dial', 'fabric', 'gentle', 'window', 'sleep',
                            'city', 'summer', 'winter', 'coffee', 'travel'])[1 + (hashint8(n * 131 + k * 17) & 1073741823) % 50] as word) w) as words
                from generate_series(0, 20010) as n;
            create unique index on phrase (n);
            analyze phrase;
            """);
        await RunAsync($"""
            insert into videos (id, workspace_id, brand_id, product_id, brand, product, reference, options, status, status_since, run, started_run,
                                script_revision, storyboard_revision, approved_storyboard_revision, result, title, brand_name, product_name, cost_usd,
                                created_at, changed_at, completed_at)
            select pg_temp.id_at(at), t.workspace_id, t.brand_id, t.product_id, t.brand, t.product, t.reference, t.options,
                   case when n <= {Waiting} then 'storyboard_ready' when n % 100 < 3 then 'failed' when n % 100 < 5 then 'cancelled' else 'completed' end,
                   at, 1, 1, t.script_revision, t.storyboard_revision, case when n > {Waiting} then t.storyboard_revision end,
                   case when n > {Waiting} then jsonb_build_object('asset_key', format('videos/%s/1.mp4', t.id), 'duration_seconds', 30, 'size_bytes', 9000000, 'width', 720,
                     'height', 720, 'video_codec', 'h264', 'audio_codec', 'aac', 'frame_rate', 30, 'sha256', repeat('0', 64)) end,
                   'Film ' || (n * 7919::bigint % {videos}), 'Brand ' || n % 500, 'Product ' || n % 1500, n * 31::bigint % 5000 / 100.0, at, at, at
              from videos t, generate_series(1, {videos}) as n, lateral (select clock_timestamp() - n * interval '1 minute' as at) as time
             where t.id = @template
            """, new { template });
        await RunAsync($"""
            insert into video_words (video_id, words)
            select v.id, search_key(' ' || v.title || ' ' || v.brand_name || ' ' || v.product_name || ' ' || a.words || b.words
                     || case when v.n % 100000 = 3 then '희귀한낱말' when v.n % 2000 = 3 then '드문낱말' when v.n % 200 = 3 then '반퍼센트낱말'
                          when v.n % 400 = 7 then '사백마디' when v.n % 100 = 9 then '일퍼센트' else '' end)
              from (select *, row_number() over (order by created_at desc) as n from videos) v
              join phrase a on a.n = v.n % 20011
              join phrase b on b.n = v.n * 7 % 20011
            on conflict do nothing
            """);
        await RunAsync($"""
            create index video_words_by_trigram on video_words using gin (words gin_trgm_ops);
            create temporary table whole as select id from videos where status <> 'failed' and id <> @template order by created_at desc limit {Waiting + Whole};
            insert into video_revisions (video_id, revision, kind, digest, content, author)
            select w.id, r.revision, r.kind, r.digest, r.content, r.author from whole w, video_revisions r where r.video_id = @template;
            insert into video_scenes (video_id, number, state, progress, provider, model, clip_digest)
            select w.id, number, 'finished', 1, 'local', 'animatic-1', repeat('0', 64) from whole w, generate_series(1, 8) as number;
            insert into video_events (video_id, type, data) select id, 'created', '{"{}"}' from whole;
            set session_replication_role = origin;
            """, new { template });
        await RunAsync("vacuum analyze");

        async Task RunAsync(string sql, object? values = null)
            => await connection.ExecuteAsync(new CommandDefinition(sql, values, commandTimeout: 3600));
    }
}
