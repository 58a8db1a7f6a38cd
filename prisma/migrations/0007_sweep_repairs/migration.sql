-- What a sweep found changed although no webhook had told us: its own count, beside the orders it read.
alter table sync_runs add column orders_repaired bigint not null default 0;
