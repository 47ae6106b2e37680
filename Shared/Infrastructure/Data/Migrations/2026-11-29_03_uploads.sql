-- Files that people send: announced, put straight into the asset store, and taken over once their bytes were checked.

create table uploads (
  id uuid primary key,
  workspace_id uuid not null references workspaces,
  kind text not null check (kind in ('brand_image', 'product_image', 'reference_video')),
  file_name text not null,
  content_type text not null,
  size_bytes bigint not null,
  asset_key text not null,
  created_at timestamptz not null default clock_timestamp(),
  -- Taken over by a brand, a product or a reference, which an upload is once.
  used_at timestamptz
);

-- What is old enough to be cleared away.
create index uploads_by_age on uploads (created_at);

-- Pictures of brands and products; each of exactly one of them, or of none when that was deleted. A row is never changed but by its removal.
create table images (
  id uuid primary key,
  brand_id uuid references brands on delete set null,
  product_id uuid references products on delete set null,
  asset_key text not null,
  content_type text not null,
  width int not null,
  height int not null,
  size_bytes bigint not null,
  alt text not null,
  created_at timestamptz not null default clock_timestamp(),
  -- Not shown any more; file and row go when no video has it either.
  removed_at timestamptz
);

create index images_of_brand on images (brand_id) where brand_id is not null;
create index images_of_product on images (product_id) where product_id is not null;
create index images_to_clear on images (id) where removed_at is not null or (brand_id is null and product_id is null);

-- The pictures that brand and product had when the video was created.
create table video_images (
  video_id uuid not null references videos on delete cascade,
  image_id uuid not null references images,
  primary key (video_id, image_id)
);

-- Whether any video has a picture.
create index video_images_of_image on video_images (image_id);
