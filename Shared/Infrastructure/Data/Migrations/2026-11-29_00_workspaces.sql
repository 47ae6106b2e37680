-- Everything belongs to a workspace; products, and all that a video has, to that of their brand or video.

create table workspaces (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null default clock_timestamp()
);

-- The one that is there from the start, and that everything before it belongs to.
insert into workspaces (id, name) values ('00000000-0000-0000-0000-000000000001', 'Default');

alter table brands add column workspace_id uuid not null default '00000000-0000-0000-0000-000000000001' references workspaces;
alter table reference_analyses add column workspace_id uuid not null default '00000000-0000-0000-0000-000000000001' references workspaces;
alter table videos add column workspace_id uuid not null default '00000000-0000-0000-0000-000000000001' references workspaces;
