-- Of these nothing more is to be seen.
update render_jobs set looks_at = null where state in ('refused', 'succeeded') and looks_at is not null;
