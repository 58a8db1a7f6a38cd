import { Logger, runMigrations } from 'graphile-worker';
import { Client } from 'pg';

/** The job queue's schema, in the same database. */
export const QUEUE_SCHEMA = 'graphile_worker';

/**
 * Installs or updates the job queue's own schema and lets the runtime role use it.
 *
 * graphile-worker enables row-level security on its tables without any policy, so that only their owner sees rows.
 * The runtime role is not the owner: it gets a policy on each table that shows it every row. Jobs are no tenant data
 * (their payloads hold ids), and one worker serves every shop. graphile-worker's functions run with the caller's
 * rights, so table rights are what they need.
 */
export async function installQueue(ownerUrl: string): Promise<void> {
  await runMigrations({
    connectionString: ownerUrl,
    schema: QUEUE_SCHEMA,
    logger: new Logger(() => () => {}),
  });
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(RIGHTS);
  } finally {
    await client.end();
  }
}

const RIGHTS = `
do $$ declare t record; begin
  grant usage on schema ${QUEUE_SCHEMA} to lastscan_app, lastscan_system;
  grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to lastscan_app;
  revoke insert, update, delete on ${QUEUE_SCHEMA}.migrations from lastscan_app;
  grant usage on all sequences in schema ${QUEUE_SCHEMA} to lastscan_app;
  grant execute on all functions in schema ${QUEUE_SCHEMA} to lastscan_app;
  -- The queue's age and depth are read by a function of the system role.
  grant select on all tables in schema ${QUEUE_SCHEMA} to lastscan_system;
  for t in
    select c.relname from pg_class c
    where c.relnamespace = '${QUEUE_SCHEMA}'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'every_row')
  loop
    execute format('create policy every_row on ${QUEUE_SCHEMA}.%I to lastscan_app, lastscan_system
      using (true) with check (true)', t.relname);
  end loop;
end $$`;
