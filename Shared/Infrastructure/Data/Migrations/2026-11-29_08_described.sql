-- References that a model describes in words. What that costs is of no video and no brand.

alter table reference_analyses
  -- Who described it, by which model and prompt, and what that cost, or why nobody did; null for those that were entered, or measured before.
  add column provenance jsonb,
  -- Whether a model may be paid to describe it.
  add column may_spend boolean not null default false,
  -- The key that had it measured: what its description costs counts against that key's cap.
  add column api_key_id uuid references api_keys;

alter table model_calls alter column video_id drop not null;
alter table model_calls add column reference_id uuid references reference_analyses on delete cascade;
alter table model_calls add constraint model_calls_for_one check ((video_id is null) <> (reference_id is null));
alter table model_calls drop constraint model_calls_kind_check;
alter table model_calls add constraint model_calls_kind_check check (kind in ('script', 'storyboard', 'still', 'reference'));

create index model_calls_of_reference on model_calls (reference_id, kind, purpose) where reference_id is not null;

alter table ledger alter column video_id drop not null, alter column brand_id drop not null;

-- Without a brand, the entry that reserves says whose it is.
create or replace function describe_entry() returns trigger
language plpgsql
as $$
begin
  if new.brand_id is null then
    new.workspace_id := coalesce(new.workspace_id, (select workspace_id from ledger where render_job_id = new.render_job_id and kind = 'reserve'));
    return new;
  end if;
  select workspace_id, name into new.workspace_id, new.brand_name from brands where id = new.brand_id;
  if not found then
    select workspace_id, brand_name into new.workspace_id, new.brand_name from ledger where brand_id = new.brand_id order by id desc limit 1;
  end if;
  return new;
end
$$;
