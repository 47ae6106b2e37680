-- References that are measured from a video: there before their analysis is.

alter table reference_analyses
  alter column content drop not null,
  add column status text not null default 'ready' check (status in ('ready', 'measuring', 'failed')),
  add column source text not null default 'entered' check (source in ('entered', 'measured')),
  -- The video that is measured; gone when that is over.
  add column upload_id uuid,
  add column progress real not null default 0,
  add column measurement jsonb,
  add column failure jsonb,
  add constraint reference_analyses_ready check ((status = 'ready') = (content is not null));

-- The watch over those whose orchestration never began or is gone.
create index reference_analyses_measuring on reference_analyses (created_at) where status = 'measuring';

-- Files, by the beginning of their keys, that lost their record; they are deleted soon after.
create table discarded_assets (
  prefix text primary key
);
