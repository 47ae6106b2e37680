-- Puts in order what a search has found, by the index alone: most of it is on another page.
create index videos_in_time on videos (id) include (workspace_id, created_at) where deleting_since is null;

-- The same as videos_by_age, which took its place.
drop index videos_of_workspace;
