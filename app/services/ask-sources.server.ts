import type { PoolClient } from 'pg';
import { postcodeKey } from '#app/db/privacy-keys.server.ts';
import {
  listConnections,
  noteAnswer,
  noteFailure,
  waitForNextDay,
} from '#app/db/source-connections.server.ts';
import { countDay, readDays } from '#app/db/source-days.server.ts';
import { takeDue } from '#app/db/source-numbers.server.ts';
import type { DueNumber } from '#app/db/source-numbers.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { ASKED_SOURCES } from '#app/domain/scans/source-name.ts';
import type { AskedSource } from '#app/domain/scans/source-name.ts';
import { AGAIN, DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { withoutPostcode } from '#app/services/report-privacy.ts';
import { clientOf } from '#app/services/source-client.server.ts';
import { storeReports } from '#app/services/store-reports.server.ts';
import type { NumberReport, SourceClient, SourceFailure } from '#app/sources/source.ts';

/**
 * Asks each connected source about the numbers that are due, one call's worth at a time: read first, because reading is
 * free, and register only what the source does not know. When the shop's own limit of calls is reached, what is due waits
 * for the next day. Nothing is held in the database while the source is asked; a
 * kill in between asks the same again.
 */
export async function askSources({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  let isMoreDue = false;
  for (const source of ASKED_SOURCES) {
    const asked = await askSource({ shopId, source, now });
    isMoreDue ||= asked === 'more';
  }
  return isMoreDue ? AGAIN : DONE;
}

async function askSource(slice: {
  shopId: number;
  source: AskedSource;
  now: Date;
}): Promise<'more' | 'none'> {
  const due = await withShopSql(slice.shopId, (sql) => takeCallsWorth(sql, slice));
  if (due === null || due.numbers.length === 0) return 'none';
  const exchange = await askAbout(due.client, due.numbers);
  await withShopSql(slice.shopId, (sql) => storeExchange(sql, { ...slice, exchange }));
  // A failure has paused the source: what is due waits until the pause ends.
  return exchange.failure === null && due.numbers.length === due.client.limits.numbersPerCall
    ? 'more'
    : 'none';
}

async function takeCallsWorth(
  sql: PoolClient,
  { shopId, source, now }: { shopId: number; source: AskedSource; now: Date },
): Promise<{ client: SourceClient; numbers: DueNumber[] } | null> {
  if ((await installedDomain(sql, shopId)) === null) return null;
  const connection = (await listConnections(sql, shopId)).find((one) => one.source === source);
  if (connection?.state !== 'connected') return null;
  if (connection.pausedUntil !== null && connection.pausedUntil > now) return null;
  if (connection.dailyCalls !== null) {
    const made = (await readDays(sql, shopId, now)).get(source)?.today.calls ?? 0;
    if (made >= connection.dailyCalls) {
      await waitForNextDay(sql, shopId, { source, now });
      return null;
    }
  }
  const client = await clientOf(sql, { shopId, source });
  if (client === null) return null;
  const limit = client.limits.numbersPerCall;
  return { client, numbers: await takeDue(sql, shopId, { source, now, limit }) };
}

interface Exchange {
  reports: NumberReport[];
  /** Null when every call was answered. Reports that came before a failure are kept. */
  failure: SourceFailure | null;
  calls: number;
  registered: number;
}

/** Reads the numbers and registers those the source does not know yet. */
async function askAbout(client: SourceClient, numbers: readonly DueNumber[]): Promise<Exchange> {
  const read = await client.read(numbers);
  if (!read.ok) return { reports: [], failure: read.failure, calls: read.calls, registered: 0 };
  const reports = new Map(read.value.map((report) => [report.numberKey, report]));
  const fresh = numbers.filter(({ numberKey }) => reports.get(numberKey)?.state === 'unregistered');
  if (fresh.length === 0) {
    return { reports: [...reports.values()], failure: null, calls: read.calls, registered: 0 };
  }
  const registration = await client.register(fresh);
  const calls = read.calls + registration.calls;
  if (!registration.ok) {
    const known = [...reports.values()].filter(({ state }) => state !== 'unregistered');
    return { reports: known, failure: registration.failure, calls, registered: 0 };
  }
  for (const report of registration.value) reports.set(report.numberKey, report);
  const registered = registration.value.filter(({ errorCode }) => errorCode === null).length;
  return { reports: [...reports.values()], failure: null, calls, registered };
}

async function storeExchange(
  sql: PoolClient,
  {
    shopId,
    source,
    now,
    exchange,
  }: { shopId: number; source: AskedSource; now: Date; exchange: Exchange },
): Promise<void> {
  const { reports, failure, calls, registered } = exchange;
  // Before parcels are judged: the judgement asks how old the source's answer is.
  if (failure === null) await noteAnswer(sql, { shopId, source, now });
  else await noteFailure(sql, { shopId, source, failure, now });
  await countDay(sql, shopId, {
    source,
    now,
    calls,
    registered,
    answered: reports.length,
    errors: failure === null ? {} : { [failure.kind]: 1 },
  });
  const key = await postcodeKey(sql, shopId);
  const kept = reports.map((report) => withoutPostcode(report, key));
  await storeReports(sql, { shopId, source, reports: kept, now });
}
