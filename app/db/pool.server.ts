import { PrismaPg } from '@prisma/adapter-pg';
import prismaClient from '@prisma/client';
import pg from 'pg';
import type { PrismaClient } from '@prisma/client';
import { connectionStrings } from '#app/db/database-urls.server.ts';

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;
/** No statement of ours runs longer; bulk loads work in batches far below it. */
const STATEMENT_TIMEOUT_MS = 60_000;
/** A transaction that forgot to end gives its locks back. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;

interface Connections {
  pool: pg.Pool;
  prisma: PrismaClient;
}
let connections: Promise<Connections> | undefined;

/** This process's pool under the runtime role. Without a shop set, every tenant table looks empty to it. */
export async function runtimePool(): Promise<pg.Pool> {
  return (await open()).pool;
}

/** Prisma over the same pool. Only `withShop` uses it: tenant tables look empty outside a shop's transaction. */
export async function prisma(): Promise<PrismaClient> {
  return (await open()).prisma;
}

/** Ends this process's connections; the next question opens new ones. */
export async function closePool(): Promise<void> {
  const opened = await connections?.catch(() => undefined);
  connections = undefined;
  await opened?.prisma.$disconnect();
  await opened?.pool.end();
}

function open(): Promise<Connections> {
  connections ??= connect().catch((error: unknown) => {
    connections = undefined;
    throw error;
  });
  return connections;
}

async function connect(): Promise<Connections> {
  const { runtimeUrl } = await connectionStrings();
  const pool = new pg.Pool({
    connectionString: runtimeUrl,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  });
  // A connection that breaks while idle is replaced at the next question; without a listener it would end the process.
  pool.on('error', () => {});
  return { pool, prisma: new prismaClient.PrismaClient({ adapter: new PrismaPg(pool) }) };
}
