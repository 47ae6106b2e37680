-- What workspaces are told of their videos. A message is written in the transaction of what it tells of, and brought to the endpoint after.

create table webhook_endpoints (
  workspace_id uuid primary key references workspaces,
  url text not null,
  events text[] not null,
  -- Sealed where a key for it is configured.
  secret text not null,
  -- Signs as well until then, so that a receiver can change over.
  previous_secret text,
  previous_until timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp()
);

create table webhook_messages (
  id uuid primary key,
  workspace_id uuid not null references workspaces,
  event text not null,
  -- No foreign key: that a video was cancelled is told after it was deleted.
  video_id uuid not null,
  -- Exactly what is sent and signed.
  body text not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'failed')),
  -- +1 on every replay; the orchestration of a round has its own instance id, used once.
  round int not null default 1,
  started_round int not null default 0,
  -- In this round and those that it took over.
  attempts int not null default 0,
  due_at timestamptz not null default clock_timestamp(),
  created_at timestamptz not null default clock_timestamp()
);

-- The log of a workspace, newest first.
create index webhook_messages_of_workspace on webhook_messages (workspace_id, created_at desc, id desc);
-- What was stored and not started, or has lost its orchestration.
create index webhook_messages_pending on webhook_messages (due_at) where state = 'pending';
-- What is old enough to be forgotten.
create index webhook_messages_by_age on webhook_messages (created_at);

create table webhook_attempts (
  id bigint generated always as identity primary key,
  message_id uuid not null references webhook_messages on delete cascade,
  url text not null,
  status int,
  error text,
  took interval not null,
  at timestamptz not null default clock_timestamp()
);

-- The tries of a message.
create index webhook_attempts_of_message on webhook_attempts (message_id, id);
