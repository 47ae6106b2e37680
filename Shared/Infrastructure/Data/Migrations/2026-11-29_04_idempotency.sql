-- Requests that named themselves by an Idempotency-Key, and what they were answered.

create table idempotency_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  key text not null,
  -- SHA-256 of method, path, query and body: another request under the same key is refused.
  request bytea not null,
  -- The id of what the request creates: a repeat after a crash finds it and does not create another.
  new_id uuid not null,
  -- Who carries it out, and until when that is believed without a sign of life.
  holder uuid not null,
  held_until timestamptz not null,
  -- The answer, once there is one.
  status int,
  headers jsonb,
  body bytea,
  created_at timestamptz not null default clock_timestamp(),
  -- One key means one request.
  primary key (workspace_id, key)
);

-- Finds what is old enough to be forgotten.
create index idempotency_keys_created_at on idempotency_keys (created_at);
