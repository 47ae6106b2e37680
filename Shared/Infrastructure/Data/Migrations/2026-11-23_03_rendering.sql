-- Rendering and its money.

-- Finished clips by the digest of everything that went into them; a scene with the same digest takes the clip.
create table clips (
  digest text primary key,
  asset_key text not null,
  provider text not null,
  model text not null,
  seconds double precision not null,
  size_bytes bigint not null,
  cost_usd numeric(12, 4) not null,
  created_at timestamptz not null default clock_timestamp()
);

-- One attempt at one provider. The row is committed before the provider is called; called_at is set, and committed,
-- right before the call, by exactly one caller. A row with called_at and without an answer is never called again.
create table render_jobs (
  id uuid primary key,
  video_id uuid not null references videos on delete cascade,
  run int not null,
  scene int not null,
  attempt int not null,
  provider text not null,
  model text not null,
  -- Unguessable; names the attempt towards the provider, in callbacks and titles.
  token text not null unique,
  clip_digest text not null,
  brief jsonb not null,
  state text not null default 'submitting' check (state in (
    'submitting', 'accepted', 'refused', 'outcome_unknown', 'succeeded', 'failed')),
  called_at timestamptz,
  provider_job_id text,
  failure jsonb,
  created_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  -- A repeated activity finds its attempt and makes no second one.
  unique (video_id, run, scene, attempt)
);

-- The scenes of the storyboard that is rendered: what people see of the progress.
create table video_scenes (
  video_id uuid not null references videos on delete cascade,
  number int not null,
  state text not null default 'waiting' check (state in ('waiting', 'rendering', 'finished', 'failed')),
  progress real not null default 0,
  provider text,
  clip_digest text,
  reused boolean not null default false,
  failure jsonb,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (video_id, number)
);

-- US dollars, append-only. Spent = settled + reserved where neither settled nor released.
create table ledger (
  id bigint generated always as identity primary key,
  video_id uuid not null references videos on delete cascade,
  brand_id uuid not null references brands,
  render_job_id uuid not null references render_jobs on delete cascade,
  provider text not null,
  kind text not null check (kind in ('reserve', 'settle', 'release')),
  amount_usd numeric(12, 4) not null check (amount_usd >= 0),
  at timestamptz not null default clock_timestamp(),
  -- An attempt is reserved once and closed once.
  unique (render_job_id, kind)
);

-- What a video has cost, and how much of its limit is left.
create index ledger_of_video on ledger (video_id);
