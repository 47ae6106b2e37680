-- What lists of videos show, filter, sort and search by lies on the video itself, so that every page costs the same.

-- Small letters, and Korean syllables taken apart into their letters: a word of two syllables has trigrams then, and is found while its
-- last syllable is still being typed.
create function search_key(words text) returns text
language sql immutable strict parallel safe
as $$ select lower(normalize(words, nfkd)) $$;

-- What contains the word. One too short for a trigram is looked for where words begin: there the index knows even a single letter.
create function search_pattern(word text) returns text
language sql immutable strict parallel safe
as $$
  select case when length(search_key(word)) < 3 then '% ' else '%' end || regexp_replace(search_key(word), '([\%_])', '\\\1', 'g') || '%'
$$;

-- Providers as options name them, without their models. A filter by provider means these: unlike those that were used in the end they
-- never change, so that a cursor stays right.
create function providers_of(options jsonb) returns text[]
language sql immutable strict parallel safe
as $$ select array(select split_part(choice, ':', 1) from jsonb_array_elements_text(options -> 'providers') as choice) $$;

-- Settled, and reserved where neither settled nor released.
create function cost_of_video(video uuid) returns numeric
language sql stable
as $$
  select coalesce(sum(case when l.kind in ('release', 'refund') then -l.amount_usd else l.amount_usd end), 0)
    from ledger l
   where l.video_id = video
     and not (l.kind = 'reserve' and exists (select from ledger s where s.render_job_id = l.render_job_id and s.kind = 'settle'))
$$;

alter table videos
  -- The script's title; empty before there is one.
  add column title text not null default '',
  -- As they were when the video was created.
  add column brand_name text not null default '',
  add column product_name text not null default '',
  add column providers text[] not null generated always as (providers_of(options)) stored,
  -- By the ledger, in the transaction of each entry.
  add column cost_usd numeric(12, 4) not null default 0,
  -- The video that this one was made anew from.
  add column origin_id uuid references videos on delete set null;

-- Title, brand, product and the words of the current script or storyboard, as search_key spells them, after a space. Apart from the
-- video, which is written every second while it is worked on: an index of words takes long to write.
create table video_words (
  video_id uuid primary key references videos on delete cascade,
  words text not null
) with (toast_tuple_target = 8160);

-- A search reads the words of thousands of videos; what lies open in the row is read five times as fast as what is packed.
alter table video_words alter column words set storage external;

-- All writers of videos, and of the ledger, keep these right by themselves.
create function name_video() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'INSERT' then
    new.brand_name := coalesce((select name from brands where id = new.brand_id), '');
    new.product_name := coalesce((select name from products where id = new.product_id), '');
  end if;
  new.title := coalesce((select content ->> 'title' from video_revisions where video_id = new.id and revision = new.script_revision), '');
  return new;
end
$$;

create function collect_words() returns trigger
language plpgsql
as $$
begin
  insert into video_words (video_id, words)
  -- The storyboard's words are those that are heard and seen.
  select new.id, search_key(concat_ws(' ', '', new.title, new.brand_name, new.product_name,
           (select string_agg(concat_ws(' ', scene ->> 'narration', scene ->> 'on_screen_text'), ' ')
              from video_revisions r, jsonb_array_elements(r.content -> 'scenes') as scene
             where r.video_id = new.id
               and r.revision = coalesce(new.storyboard_revision, new.script_revision))))
  on conflict (video_id) do update set words = excluded.words;
  return null;
end
$$;

create function count_cost() returns trigger
language plpgsql
as $$
begin
  update videos set cost_usd = cost_of_video(new.video_id) where id = new.video_id;
  return null;
end
$$;

create trigger name_video before insert or update of script_revision on videos for each row execute function name_video();
create trigger collect_words after insert or update of script_revision, storyboard_revision on videos for each row execute function collect_words();
create trigger count_cost after insert on ledger for each row execute function count_cost();

-- What is there already.
update videos v
   set brand_name = b.name, product_name = p.name, cost_usd = cost_of_video(v.id), script_revision = v.script_revision
  from brands b, products p
 where b.id = v.brand_id
   and p.id = v.product_id;

-- A list by each of its orders; the id breaks ties, so that a cursor never skips or repeats. Titles by their code points, which no
-- update of the machine's languages reorders.
drop index videos_by_age;
create index videos_by_age on videos (workspace_id, created_at desc, id desc);
create index videos_by_cost on videos (workspace_id, cost_usd desc, id desc);
create index videos_by_title on videos (workspace_id, title collate "C", id);
-- The filters that leave few of many.
create index videos_of_status on videos (workspace_id, status, created_at desc, id desc);
create index videos_of_brand on videos (brand_id, created_at desc, id desc);
create index videos_of_product on videos (product_id, created_at desc, id desc);
create index videos_of_providers on videos using gin (providers);
create index videos_of_origin on videos (origin_id) where origin_id is not null;
create index video_words_by_trigram on video_words using gin (words gin_trgm_ops);

-- Without the time in it, so that a report of progress writes no index at all.
drop index videos_under_way;
create index videos_under_way on videos (id) where status not in ('completed', 'failed', 'cancelled');
alter table videos set (fillfactor = 80);
