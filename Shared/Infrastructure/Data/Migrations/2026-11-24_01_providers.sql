-- Paid providers: limits over all videos, circuits, callbacks, fallback, budgets.

alter table render_jobs drop constraint render_jobs_state_check;
alter table render_jobs add constraint render_jobs_state_check check (state in (
  'submitting', 'accepted', 'refused', 'outcome_unknown', 'succeeded', 'failed', 'given_up'));

alter table render_jobs
  -- Why it ended, as a word of ProviderFault; decides which provider comes next.
  add column fault text,
  -- While it waits for its turn: when it will ask again. One that is late by more than a little no longer holds its place.
  add column asks_at timestamptz,
  -- Unlike called_at never taken back: what counts towards the submits per minute.
  add column last_call_at timestamptz,
  add column accepted_at timestamptz,
  -- How the provider last described it, and since when: each has its own deadline.
  add column seen text check (seen in ('queued', 'running', 'missing')),
  add column seen_since timestamptz,
  add column looks int not null default 0,
  -- When somebody should look at it again; null when there is nothing more to see.
  add column looks_at timestamptz,
  -- The provider's job id as a callback told it; believed only when the provider, asked, knows it.
  add column hinted_job_id text,
  add column cancel_asked_at timestamptz,
  -- A person accepted the risk of paying twice: the attempt no longer stands in the way of another.
  add column superseded boolean not null default false,
  add column stand_in boolean not null default false;

-- Who is under way or in the queue at a provider.
create index render_jobs_open on render_jobs (provider, created_at) where state in ('submitting', 'accepted', 'outcome_unknown');
-- How many submits a provider got in the last minute.
create index render_jobs_by_call on render_jobs (provider, last_call_at);
-- Whether the same clip is ordered already.
create index render_jobs_by_digest on render_jobs (clip_digest) where state in ('submitting', 'accepted');
-- Callbacks that name the provider's job.
create index render_jobs_by_provider_job on render_jobs (provider, provider_job_id);
-- Jobs that the watch has to look at.
create index render_jobs_to_look_at on render_jobs (looks_at) where looks_at is not null;

alter table video_scenes
  add column attempt int not null default 0,
  add column model text,
  add column render_job_id uuid,
  -- Shown as its animatic because no provider could render it; a retry orders it again.
  add column stand_in boolean not null default false,
  add column waiting_for text,
  add column waiting_since timestamptz;

alter table ledger drop constraint ledger_kind_check;
alter table ledger add constraint ledger_kind_check check (kind in ('reserve', 'settle', 'release', 'refund'));
-- What a brand has spent in a month, and the report of usage.
create index ledger_of_brand on ledger (brand_id, at);
create index ledger_by_time on ledger (at);

alter table brands add column monthly_budget_usd numeric(12, 4)
  generated always as ((content ->> 'monthly_budget_usd')::numeric) stored;

-- Whether a provider, or with a model one of its models, may be called. The row of the provider alone is also the lock under which its
-- limits are counted.
create table provider_circuits (
  provider text not null,
  model text not null default '',
  -- A word of ProviderFault while open.
  fault text,
  message text,
  opened_at timestamptz,
  -- From then on one call may try whether it works again.
  open_until timestamptz,
  -- In a row, of those that waiting may cure.
  failures int not null default 0,
  probe_job_id uuid,
  probe_at timestamptz,
  throttled_until timestamptz,
  primary key (provider, model)
);

-- Calls of providers to us, stored before anything else happens.
create table webhook_deliveries (
  id bigint generated always as identity primary key,
  provider text not null,
  event_id text not null,
  token text,
  provider_job_id text,
  render_job_id uuid references render_jobs on delete set null,
  received_at timestamptz not null default clock_timestamp(),
  -- A repeated delivery is known and does nothing.
  unique (provider, event_id)
);
