-- Who may do what: keys, and what each may let be spent.

-- As the identity provider names the workspace in a token's claim, where that is not the workspace's own id.
alter table workspaces add column external_id text unique;

create table api_keys (
  id uuid primary key,
  workspace_id uuid not null references workspaces,
  name text not null,
  -- Of 256 random bits; the secret itself is shown once and not kept.
  secret_sha256 bytea not null,
  scopes text[] not null,
  monthly_cap_usd numeric(12, 4),
  created_by text not null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz,
  revoked_at timestamptz,
  -- To the minute.
  last_used_at timestamptz
);

-- The keys of a workspace.
create index api_keys_of_workspace on api_keys (workspace_id, created_at desc);

-- The key that last let the video spend: what is reserved from then on counts against its cap.
alter table videos add column api_key_id uuid references api_keys;
alter table ledger add column api_key_id uuid references api_keys;
-- What a key has let be spent in a month.
create index ledger_of_api_key on ledger (api_key_id, at) where api_key_id is not null;

-- Lists, newest first, of one workspace.
create index brands_of_workspace on brands (workspace_id, created_at desc, id desc);
create index reference_analyses_of_workspace on reference_analyses (workspace_id, created_at desc, id desc);
create index videos_of_workspace on videos (workspace_id, created_at desc, id desc);
