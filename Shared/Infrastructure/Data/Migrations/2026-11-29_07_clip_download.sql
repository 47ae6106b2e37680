-- A finished clip that cannot be brought home: since when, and why, for people.

alter table render_jobs drop constraint render_jobs_seen_check;
alter table render_jobs add constraint render_jobs_seen_check check (seen in ('queued', 'running', 'missing', 'ready'));

-- What stands in the way while waiting_for says that something does.
alter table video_scenes add column waiting_detail text;
