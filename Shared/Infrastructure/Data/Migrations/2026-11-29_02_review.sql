-- Reviews: where a revision comes from, how long a review waits, what is being rewritten, and the free preview of a storyboard.

alter table video_revisions
  -- Who or what made it: a phase, a person, a rewrite that a person asked for, or an older revision taken up again.
  add column origin text not null default 'edit' check (origin in ('writer', 'edit', 'revise', 'restore')),
  -- The revision that it was made of; a storyboard's first is made of its script.
  add column based_on int,
  -- What was asked for.
  add column note text;

update video_revisions set origin = 'writer' where author = 'videogen';
update video_revisions r
   set based_on = (select max(b.revision) from video_revisions b where b.video_id = r.video_id and b.revision < r.revision);

alter table videos
  -- When the review under way ends the video; null where none is waited for. Kept when the review is decided.
  add column review_deadline timestamptz,
  -- A rewrite that was asked for and is not written yet, and why the last one failed.
  add column revising jsonb,
  add column revising_since timestamptz,
  add column revise_failure jsonb;

-- Reviews that are open while this is installed get their time from now on.
update videos set review_deadline = clock_timestamp() + interval '168 hours' where status in ('script_ready', 'storyboard_ready');

-- Rewrites whose orchestration may not have heard of them.
create index videos_revising on videos (revising_since) where revising is not null;

-- The preview of a storyboard's revision, made when first asked for.
create table animatics (
  video_id uuid not null references videos on delete cascade,
  revision int not null,
  -- +1 when it is asked for again after it failed; its orchestration has its own instance id, used once.
  attempt int not null default 1,
  state text not null default 'rendering' check (state in ('rendering', 'ready', 'failed')),
  progress real not null default 0,
  asset_key text,
  failure jsonb,
  asked_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  primary key (video_id, revision)
);

-- Those that were stored and may not have been started.
create index animatics_under_way on animatics (asked_at) where state = 'rendering';
