-- The trace that a call belongs to (W3C trace context), so that it goes on in whichever process takes the work over.

alter table durable.instance
  add column trace_parent text,                                         -- the instance's own span; null: whoever started it was not traced
  add column trace_state text,
  add column caller_span text,                                          -- id of the span that started it
  add column started_at timestamptz;                                    -- its first turn; continue-as-new does not change it

alter table durable.task
  add column trace_parent text,                                         -- the span of the step that waits for the activity
  add column trace_state text;
