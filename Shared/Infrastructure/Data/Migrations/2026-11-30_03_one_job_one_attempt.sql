-- A provider's job is billed once, so it belongs to one attempt.
drop index render_jobs_by_provider_job;
create unique index render_jobs_by_provider_job on render_jobs (provider, provider_job_id) where provider_job_id is not null;
