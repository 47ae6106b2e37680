-- Why nothing came of a call, for programs: more than the fault says, by which calls are governed. Older rows have the fault alone.
alter table model_calls add column code text;
