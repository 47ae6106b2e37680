-- Calls of providers to us; deliveries are our calls to others.
alter table webhook_deliveries rename to provider_callbacks;
