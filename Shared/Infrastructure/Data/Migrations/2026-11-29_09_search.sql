-- A search reads the newest videos by an index alone, and compares a word with many texts in a third of the time.
-- Locks while the indexes are built, against writing only: videos for some seconds per million, the catalog's tables for less.

-- What is looked for in the words of a video. One too short for a trigram is looked for where words begin: there the index knows even a
-- single letter.
create function search_needle(word text) returns text
language sql immutable strict parallel safe
as $$ select case when length(search_key(word)) < 3 then ' ' else '' end || search_key(word) $$;

-- The same for like, which an index of trigrams answers.
create or replace function search_pattern(word text) returns text
language sql immutable strict parallel safe
as $$ select '%' || regexp_replace(search_needle(word), '([\%_])', '\\\1', 'g') || '%' $$;

-- The catalog's lists, searched by names. They also tell the server how often a word is said, and so whether to go by them or by age.
create index brands_by_trigram on brands using gin ((' ' || search_key(name)) gin_trgm_ops);
create index products_by_trigram on products using gin ((' ' || search_key(name)) gin_trgm_ops);
create index reference_analyses_by_trigram on reference_analyses using gin ((' ' || search_key(title)) gin_trgm_ops);

-- Every list leaves out what is being deleted: without those in the index, and with what is asked most, their table need not be looked at.
-- These take the places of videos_by_age and videos_in_time, which another script drops: here that would be a second lock on videos, and
-- who waits for one is in its way.
create index videos_listed on videos (workspace_id, created_at desc, id desc) include (status) where deleting_since is null;
create index videos_found on videos (id) include (workspace_id, created_at, status, cost_usd, title) where deleting_since is null;
