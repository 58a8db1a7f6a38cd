-- The web process says on /readyz whether the database carries this release's migrations, so its role may read which
-- ones were applied. (Where Prisma replays migrations to compare schemas, the table does not exist yet.)
do $$ begin
  if to_regclass('_prisma_migrations') is not null then
    grant select (migration_name, finished_at, rolled_back_at) on _prisma_migrations to lastscan_app;
  end if;
end $$;
