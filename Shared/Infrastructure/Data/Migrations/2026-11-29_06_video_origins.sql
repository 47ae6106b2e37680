-- Videos made anew from others, and videos that are deleted without a gap in the books.

alter table videos
  -- Taken over from the origin; the phases take these in place of writing and drawing.
  add column kept_script jsonb,
  add column kept_storyboard jsonb,
  -- It is gone for everybody; what is left of it is being removed.
  add column deleting_since timestamptz;

create index videos_deleting on videos (deleting_since) where deleting_since is not null;
-- Who may show the same picture: it has the names in it.
create index videos_of_names on videos (product_name, brand_name);

-- The name that the video has kept, where its brand has another one by now.
create or replace function name_video() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'INSERT' then
    new.brand_name := coalesce(new.brand ->> 'name', (select name from brands where id = new.brand_id), '');
    new.product_name := coalesce(new.product ->> 'name', (select name from products where id = new.product_id), '');
  end if;
  new.title := coalesce((select content ->> 'title' from video_revisions where video_id = new.id and revision = new.script_revision), '');
  return new;
end
$$;

-- Money stays in the books when its video, or later its brand, is gone; and a job that a provider still has is followed to its end.
alter table ledger drop constraint ledger_video_id_fkey;
alter table ledger drop constraint ledger_brand_id_fkey;
alter table ledger drop constraint if exists ledger_render_job_id_fkey;
alter table render_jobs drop constraint render_jobs_video_id_fkey;

alter table ledger add column workspace_id uuid, add column brand_name text;
update ledger l set workspace_id = b.workspace_id, brand_name = b.name from brands b where b.id = l.brand_id;

create function describe_entry() returns trigger
language plpgsql
as $$
begin
  select workspace_id, name into new.workspace_id, new.brand_name from brands where id = new.brand_id;
  if not found then
    select workspace_id, brand_name into new.workspace_id, new.brand_name from ledger where brand_id = new.brand_id order by id desc limit 1;
  end if;
  return new;
end
$$;

create trigger describe_entry before insert on ledger for each row execute function describe_entry();

-- What was removed, when; kept until nothing more can come of the video, such as the end of a job at a provider.
create table deleted_videos (
  video_id uuid primary key,
  receipt jsonb not null,
  at timestamptz not null default clock_timestamp(),
  settled boolean not null default false
);

create index deleted_videos_unsettled on deleted_videos (at) where not settled;
