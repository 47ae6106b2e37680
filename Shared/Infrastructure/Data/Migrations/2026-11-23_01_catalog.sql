-- Who speaks, of what, after which example. The record is kept whole in content, in the domain's JSON spelling;
-- columns beside it are what queries need.

create table brands (
  id uuid primary key,
  name text not null,
  content jsonb not null,
  created_at timestamptz not null default clock_timestamp()
);

create table products (
  id uuid primary key,
  brand_id uuid not null references brands,
  name text not null,
  content jsonb not null,
  created_at timestamptz not null default clock_timestamp()
);

-- Products of a brand.
create index products_by_brand on products (brand_id);

create table reference_analyses (
  id uuid primary key,
  title text not null,
  content jsonb not null,
  created_at timestamptz not null default clock_timestamp()
);

-- Lists, newest first; the id breaks ties so that a cursor never skips or repeats.
create index brands_by_age on brands (created_at desc, id desc);
create index products_by_age on products (created_at desc, id desc);
create index reference_analyses_by_age on reference_analyses (created_at desc, id desc);
