-- Text and image models: what was asked of them, what it cost, and what came of it.

-- One call of a model. The row is committed with its reservation before the call; one that a crash left without an answer counts as spent.
create table model_calls (
  id uuid primary key,
  video_id uuid not null references videos on delete cascade,
  run int not null,
  kind text not null check (kind in ('script', 'storyboard', 'still')),
  -- What exactly it is for; of a still, the digest of what is to be painted.
  purpose text not null,
  provider text not null,
  model text not null,
  state text not null default 'calling' check (state in ('calling', 'answered', 'failed', 'lost')),
  input_tokens int not null default 0,
  output_tokens int not null default 0,
  -- In the end; null while nobody knows, and then what was reserved counts.
  cost_usd numeric(12, 4),
  fault text,
  message text,
  created_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz
);

-- What a video's models cost, and what was tried for one of its stills.
create index model_calls_of_video on model_calls (video_id, kind, purpose);

-- A ledger entry pays for a render job or for a model call: render_job_id is the id of the one or the other, and goes with its video.
alter table ledger drop constraint ledger_render_job_id_fkey;

-- Pictures by the digest of everything that a model was asked to paint; a scene with the same digest takes the picture.
create table pictures (
  digest text primary key,
  asset_key text not null,
  painter text not null,
  model text not null,
  cost_usd numeric(12, 4) not null,
  created_at timestamptz not null default clock_timestamp()
);

-- Who wrote a revision, by which model and prompt, and what that cost; null for people.
alter table video_revisions add column provenance jsonb;
