-- Rolls back what is sent together with it, so that a transaction with a condition takes one round trip.
create function durable.require(met boolean) returns void language plpgsql as $$
begin
  if not met then
    raise exception 'the claim is lost' using errcode = 'DU001';
  end if;
end $$;

-- Rows come and go all the time: dead ones are cleared away before they slow the claims.
alter table durable.inbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
alter table durable.task set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
