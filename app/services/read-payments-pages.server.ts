import type { PoolClient } from 'pg';
import {
  deleteBalanceTransactions,
  newestTransactionAt,
  transactionsInNoPayout,
  writeBalanceTransactions,
} from '#app/db/balance-transactions.server.ts';
import type { PaymentsPass } from '#app/db/payments-state.server.ts';
import { payoutsUnderway, writePayouts } from '#app/db/payouts.server.ts';
import { noteGaps } from '#app/db/sync-state.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { readBalanceTransaction, readPayout } from '#app/services/read-payments-values.ts';
import type { Reading } from '#app/services/read-payments-values.ts';
import type { Source } from '#app/services/sync-source.server.ts';
import { wasDenied } from '#app/shopify/admin-answer.ts';
import {
  BalanceTransactionsByIdsDocument,
  BalanceTransactionsDocument,
  PayoutsDocument,
} from '#app/shopify/generated/documents.ts';

const DAY_MS = 86_400_000;
/** What payouts and their lag are learned from. */
const LOOK_BACK_MS = 180 * DAY_MS;
/** A bank may still send a payout back that counted as paid. */
const PAYOUTS_AGAIN_MS = 14 * DAY_MS;
/** A transaction may be booked after later ones; once a day it is looked for further back. */
const LATE_MS = DAY_MS;
const LATE_DAILY_MS = 7 * DAY_MS;
/** A transaction: 1, three amounts 3, its order and payout 2 = 6 points under the documented rule; a hundred of them 603. */
const TRANSACTIONS_PER_READ = 100;
/** Shopify pages through 25,000 objects at most: before that the search begins anew at the last transaction it saw. */
const MOST_OBJECTS_PER_QUERY = 20_000;

/** One shop's Shopify for reading its payments. */
export interface PaymentsSlice {
  shopId: number;
  source: Source;
  now: Date;
}

/** What became of a step of a pass: rows to be written, and how it goes on (null: the step has come to its end). */
export type StepRead =
  | {
      kind: 'read';
      /** True when payouts were new or had changed. */
      store: (sql: PoolClient) => Promise<boolean>;
      next: Pick<PaymentsPass, 'cursor' | 'from' | 'seen'> | null;
    }
  /** The account may be read, its payouts and transactions may not. */
  | { kind: 'denied' }
  /** There is no account any more. */
  | { kind: 'off' };

/** From when on payouts are asked for: all of half a year at first, then those that may still change. */
export async function payoutsFrom({ shopId, now }: PaymentsSlice): Promise<Date> {
  const { oldestIssuedAt, hasAny } = await withShopSql(shopId, (sql) =>
    payoutsUnderway(sql, shopId),
  );
  const first = now.getTime() - LOOK_BACK_MS;
  if (!hasAny) return new Date(first);
  const again = Math.min(now.getTime() - PAYOUTS_AGAIN_MS, oldestIssuedAt?.getTime() ?? Infinity);
  return new Date(Math.max(first, again));
}

/** From when on balance transactions are asked for: all of half a year at first, then the newest and those that came late. */
export async function transactionsFrom(
  { shopId, now }: PaymentsSlice,
  { isDaily }: Pick<PaymentsPass, 'isDaily'>,
): Promise<Date> {
  const newest = await withShopSql(shopId, (sql) => newestTransactionAt(sql, shopId));
  const first = now.getTime() - LOOK_BACK_MS;
  if (newest === null) return new Date(first);
  const late = isDaily ? LATE_DAILY_MS : LATE_MS;
  return new Date(Math.max(first, Math.min(now.getTime(), newest.getTime()) - late));
}

/** The next page of payouts. One costs 1, its net 1, its summary with twelve amounts 13: fifty of them 753 points. */
export async function readPayoutPage(
  { shopId, source, now }: PaymentsSlice,
  { from, cursor, seen }: PaymentsPass,
): Promise<StepRead> {
  const answer = await source.query(PayoutsDocument, {
    query: `issued_at:>='${from.toISOString()}'`,
    after: cursor,
  });
  const connection = answer.data.shopifyPaymentsAccount?.payouts;
  if (connection === undefined) return { kind: wasDenied(answer) ? 'denied' : 'off' };
  const { good, bad } = sorted(connection.nodes.map(readPayout));
  const after = connection.pageInfo.hasNextPage ? (connection.pageInfo.endCursor ?? null) : null;
  return {
    kind: 'read',
    next: after === null ? null : { cursor: after, from, seen: seen + connection.nodes.length },
    async store(sql) {
      await noteUnreadable(sql, shopId, { what: 'payout', reasons: bad, now });
      return writePayouts(sql, shopId, { payouts: good, readAt: now });
    },
  };
}

/** Reads transactions again that were in no payout, the next hundred of them. */
export async function readUnsettled(
  { shopId, source, now }: PaymentsSlice,
  { cursor, from, seen }: PaymentsPass,
): Promise<StepRead> {
  const since = new Date(now.getTime() - LOOK_BACK_MS);
  const ids = await withShopSql(shopId, (sql) =>
    transactionsInNoPayout(sql, shopId, {
      after: cursor,
      from: since,
      limit: TRANSACTIONS_PER_READ,
    }),
  );
  const last = ids.at(-1);
  if (last === undefined) return { kind: 'read', next: null, store: () => Promise.resolve(false) };
  const answer = await source.query(BalanceTransactionsByIdsDocument, {
    ids: ids.map((id) => `gid://shopify/ShopifyPaymentsBalanceTransaction/${id}`),
  });
  if (wasDenied(answer)) return { kind: 'denied' };
  const { nodes } = answer.data;
  const withheld = new Set(answer.gaps.map(({ path }) => path.split('.').slice(0, 2).join('.')));
  const gone = ids.filter(
    (_, index) =>
      nodes[index] === null && !withheld.has('nodes') && !withheld.has(`nodes.${index}`),
  );
  const { good, bad } = sorted(nodes.filter((node) => node !== null).map(readBalanceTransaction));
  return {
    kind: 'read',
    next: ids.length < TRANSACTIONS_PER_READ ? null : { cursor: last, from, seen },
    async store(sql) {
      await noteUnreadable(sql, shopId, { what: 'balanceTransaction', reasons: bad, now });
      await writeBalanceTransactions(sql, shopId, {
        transactions: good.filter((each) => each !== null),
        readAt: now,
      });
      await deleteBalanceTransactions(sql, shopId, gone);
      return false;
    },
  };
}

/** The next page of balance transactions. */
export async function readTransactionPage(
  { shopId, source, now }: PaymentsSlice,
  { cursor, from, seen }: PaymentsPass,
): Promise<StepRead> {
  const answer = await source.query(BalanceTransactionsDocument, {
    query: `processed_at:>='${from.toISOString()}'`,
    after: cursor,
  });
  const connection = answer.data.shopifyPaymentsAccount?.balanceTransactions;
  if (connection === undefined) return { kind: wasDenied(answer) ? 'denied' : 'off' };
  const { good, bad } = sorted(connection.nodes.map(readBalanceTransaction));
  const transactions = good.filter((each) => each !== null);
  const after = connection.pageInfo.hasNextPage ? (connection.pageInfo.endCursor ?? null) : null;
  const pages = { cursor: after, from, seen: seen + connection.nodes.length };
  const newest = transactions.at(-1)?.at;
  const isAtBound = pages.seen >= MOST_OBJECTS_PER_QUERY && newest !== undefined && newest > from;
  return {
    kind: 'read',
    next: after === null ? null : isAtBound ? { cursor: null, from: newest, seen: 0 } : pages,
    async store(sql) {
      await noteUnreadable(sql, shopId, { what: 'balanceTransaction', reasons: bad, now });
      await writeBalanceTransactions(sql, shopId, { transactions, readAt: now });
      return false;
    },
  };
}

function sorted<T>(readings: readonly Reading<T>[]): { good: T[]; bad: string[] } {
  return {
    good: readings.flatMap((reading) => (reading.ok ? [reading.value] : [])),
    bad: readings.flatMap((reading) => (reading.ok ? [] : [reading.reason])),
  };
}

async function noteUnreadable(
  sql: PoolClient,
  shopId: number,
  { what, reasons, now }: { what: string; reasons: readonly string[]; now: Date },
): Promise<void> {
  const gaps = reasons.map((message) => ({ path: what, message }));
  await noteGaps(sql, shopId, gaps, now);
}
