-- The durable engine. An instance is an actor: its mail lies in inbox, one turn replays its history with the new mail and
-- saves in one transaction what came of it. Payloads are text: jsonb would refuse \u0000 and reorder keys.

-- Executions are numbered across all instances, so that mail for an instance of the same id that was purged or replaced can be told apart.
create sequence durable.execution;

create table durable.instance (
  id text primary key,
  execution bigint not null default nextval('durable.execution'),      -- a new one with every continue-as-new
  name text not null,
  version text not null,
  status text not null default 'pending'
    check (status in ('pending', 'running', 'suspended', 'completed', 'failed', 'terminated')),
  input text,
  output text,
  failure text,                                                         -- of a failed instance, as JSON, for its parent
  custom_status text,
  parent_id text,                                                       -- no foreign key: a parent may be purged before its children
  parent_name text,
  parent_execution bigint,
  parent_event_id int,
  start_at timestamptz not null default clock_timestamp(),
  lease_token uuid,                                                     -- a new one with every claim; who does not have it writes nothing
  leased_until timestamptz not null default '-infinity',                -- also the end of a back-off
  turn_attempts int not null default 0,                                 -- claims since the last saved turn
  turn_error text,                                                      -- why the last turn was not saved, if it was not
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  completed_at timestamptz
);

-- Purges and lists by time of creation.
create index instance_created_at on durable.instance (created_at);
-- Recursive terminate and purge.
create index instance_parent on durable.instance (parent_id) where parent_id is not null;

create table durable.history (
  instance_id text not null references durable.instance on delete cascade,
  execution bigint not null,
  seq int not null,
  type text not null,
  event_id int,                                                         -- the step that it belongs to
  name text,
  payload text,
  at timestamptz not null,
  primary key (instance_id, execution, seq)                             -- two workers cannot both write event n
);

create table durable.inbox (
  id bigint generated always as identity primary key,
  instance_id text not null references durable.instance on delete cascade,
  execution bigint,                                                     -- null: any execution may take it
  type text not null,
  event_id int,
  name text,
  payload text,
  visible_at timestamptz not null default clock_timestamp()             -- a timer is a message from the future
);

-- Claims the next turn; finds the next timer.
create index inbox_visible_at on durable.inbox (visible_at);
-- Reads and clears one inbox.
create index inbox_instance on durable.inbox (instance_id);

create table durable.task (
  id bigint generated always as identity primary key,
  instance_id text not null references durable.instance on delete cascade,
  execution bigint not null,
  event_id int not null,
  name text not null,
  input text,
  attempt int not null default 0,                                       -- claims, not failures
  lease_token uuid,
  visible_at timestamptz not null default clock_timestamp(),            -- not before; while leased, the end of the lease
  unique (instance_id, execution, event_id)                             -- a step is scheduled once
);

-- Claims the next activity.
create index task_visible_at on durable.task (visible_at);
