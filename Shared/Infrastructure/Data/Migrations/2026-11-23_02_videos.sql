-- A video on its way, and everything that was decided on it.

create table videos (
  id uuid primary key,
  brand_id uuid not null references brands,
  product_id uuid not null references products,
  reference_id uuid references reference_analyses,
  options jsonb not null,
  status text not null default 'pending' check (status in (
    'pending', 'script_generating', 'script_ready', 'storyboard_creating', 'storyboard_ready',
    'video_rendering', 'post_processing', 'completed', 'failed', 'cancelled')),
  status_since timestamptz not null default clock_timestamp(),
  -- +1 on every retry; the orchestration of a run has its own instance id, used once.
  run int not null default 1,
  -- The last run whose orchestration has begun; behind run, it was stored and not yet started.
  started_run int not null default 0,
  -- The phase under way, 0 to 1.
  phase_progress real not null default 0,
  failed_in text,
  failure jsonb,
  script_revision int,
  storyboard_revision int,
  approved_script_revision int,
  approved_storyboard_revision int,
  -- No reservation may bring the video's cost above this.
  max_cost_usd numeric(12, 4) not null default 0,
  result jsonb,
  created_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  completed_at timestamptz
);

-- The list, newest first, with a cursor.
create index videos_by_age on videos (created_at desc, id desc);
-- The watch over what was stored and never started, or whose orchestration is gone: only what is under way.
create index videos_under_way on videos (changed_at) where status not in ('completed', 'failed', 'cancelled');

-- Script and storyboard, each edit a revision; numbered per video over both kinds, never changed.
create table video_revisions (
  video_id uuid not null references videos on delete cascade,
  revision int not null,
  kind text not null check (kind in ('script', 'storyboard')),
  digest text not null,
  content jsonb not null,
  author text not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (video_id, revision)
);

-- What happened, append-only; feeds history and the live stream.
create table video_events (
  id bigint generated always as identity primary key,
  video_id uuid not null references videos on delete cascade,
  type text not null,
  data jsonb not null default '{}',
  at timestamptz not null default clock_timestamp()
);

-- One video's events after a given one.
create index video_events_of_video on video_events (video_id, id);
