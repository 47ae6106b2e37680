-- Edits of the catalog: each makes a new version, and names the one that it was made of.

alter table brands
  add column version int not null default 1,
  add column changed_at timestamptz not null default clock_timestamp();
alter table products
  add column version int not null default 1,
  add column changed_at timestamptz not null default clock_timestamp();
alter table reference_analyses
  add column version int not null default 1,
  add column changed_at timestamptz not null default clock_timestamp();

update brands set changed_at = created_at;
update products set changed_at = created_at;
update reference_analyses set changed_at = created_at;

-- Lists of a workspace, newest first; a search reads along them.
drop index brands_by_age;
create index brands_by_age on brands (workspace_id, created_at desc, id desc);
drop index reference_analyses_by_age;
create index reference_analyses_by_age on reference_analyses (workspace_id, created_at desc, id desc);
-- Products of a brand, newest first.
drop index products_by_brand;
create index products_by_brand on products (brand_id, created_at desc, id desc);
-- Whether a reference can be deleted.
create index videos_of_reference on videos (reference_id) where reference_id is not null;
