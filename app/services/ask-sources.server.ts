import type { PoolClient } from 'pg';
import { postcodeKey } from '#app/db/privacy-keys.server.ts';
import {
  connectionOf,
  noteAnswer,
  noteFailure,
  waitForNextDay,
} from '#app/db/source-connections.server.ts';
import { countDay, readDays } from '#app/db/source-days.server.ts';
import { noteResumed, takeDue } from '#app/db/source-numbers.server.ts';
import type { DueNumber } from '#app/db/source-numbers.server.ts';
import { OVERDUE_MS, scheduleWatch } from '#app/db/source-sync-shares.server.ts';
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
 * free, and register only what the source does not know. A number that the source has stopped asking about is told once
 * to go on; after that it is read every day like any other silent one. When the shop's own limit of calls is reached, what is due waits
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
  const late = due.numbers.some(({ dueAt }) => slice.now.getTime() - dueAt.getTime() > OVERDUE_MS);
  await withShopSql(slice.shopId, async (sql) => {
    await storeExchange(sql, { ...slice, exchange });
    // While numbers wait to be asked nothing is called silent: as soon as they were, it is time to look again.
    if (late) await scheduleWatch(sql, slice.shopId, slice.now);
  });
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
  const connection = await connectionOf(sql, shopId, source);
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
  /** Keys of the numbers that were told to go on, or may not be told again. */
  resumed: string[];
}

/** Reads the numbers, registers those the source does not know yet and has it go on with those it stopped. */
async function askAbout(client: SourceClient, numbers: readonly DueNumber[]): Promise<Exchange> {
  const read = await client.read(numbers);
  if (!read.ok) return { ...NOTHING, failure: read.failure, calls: read.calls };
  const reports = new Map(read.value.map((report) => [report.numberKey, report]));
  const stopped = stoppedNumbers(numbers, reports);
  for (const { numberKey } of stopped) {
    const report = reports.get(numberKey);
    if (report !== undefined) reports.set(numberKey, { ...report, state: 'gave_up' });
  }
  const fresh = numbers.filter(({ numberKey }) => reports.get(numberKey)?.state === 'unregistered');
  const exchange: Exchange = { ...NOTHING, calls: read.calls };
  if (fresh.length > 0) await register(client, { fresh, reports, exchange });
  const resumable = stopped.filter(({ resumedAt }) => resumedAt === null);
  if (exchange.failure === null && resumable.length > 0)
    await resume(client, { resumable, reports, exchange });
  return { ...exchange, reports: [...reports.values()] };
}

const NOTHING: Exchange = { reports: [], failure: null, calls: 0, registered: 0, resumed: [] };

async function register(
  client: SourceClient,
  { fresh, reports, exchange }: { fresh: readonly DueNumber[] } & Telling,
): Promise<void> {
  const registration = await client.register(fresh);
  exchange.calls += registration.calls;
  if (!registration.ok) {
    exchange.failure = registration.failure;
    for (const { numberKey } of fresh) reports.delete(numberKey);
    return;
  }
  for (const report of registration.value) reports.set(report.numberKey, report);
  exchange.registered = registration.value.filter(({ errorCode }) => errorCode === null).length;
}

/** What was read of a number stays; only where it stands changes. A failure leaves it stopped, to be tried again. */
async function resume(
  client: SourceClient,
  { resumable, reports, exchange }: { resumable: readonly DueNumber[] } & Telling,
): Promise<void> {
  const resumption = await client.resume(resumable);
  exchange.calls += resumption.calls;
  if (!resumption.ok) {
    exchange.failure = resumption.failure;
    return;
  }
  const decided = resumption.value.filter(
    ({ state, errorCode }) => state !== 'gave_up' || errorCode !== null,
  );
  for (const { numberKey, state, errorCode } of decided) {
    const read = reports.get(numberKey);
    if (read === undefined) continue;
    const goesOn = state === 'pending' && read.scans.length > 0;
    reports.set(numberKey, { ...read, state: goesOn ? 'tracking' : state, errorCode });
  }
  exchange.resumed = decided.map(({ numberKey }) => numberKey);
}

/** What the calls after the read add to it. */
interface Telling {
  reports: Map<string, NumberReport>;
  exchange: Exchange;
}

/**
 * Numbers of open parcels that the source has stopped asking about: it says so, or it said so and has not heard from the
 * carrier since. 17TRACK tells it by a push, and what it reads out later need not show it.
 */
function stoppedNumbers(
  numbers: readonly DueNumber[],
  reports: ReadonlyMap<string, NumberReport>,
): DueNumber[] {
  return numbers.filter(({ numberKey, state, pace, gaveUpAt }) => {
    const report = reports.get(numberKey);
    if (report === undefined || pace === 'confirming') return false;
    if (report.scans.some(({ milestone }) => milestone === 'delivered')) return false;
    if (report.state === 'gave_up') return true;
    if (state !== 'gave_up' || (report.state !== 'tracking' && report.state !== 'pending'))
      return false;
    return gaveUpAt === null || report.syncedAt === null || report.syncedAt <= gaveUpAt;
  });
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
  const { reports, failure, calls, registered, resumed } = exchange;
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
  await noteResumed(sql, shopId, { source, numberKeys: resumed, now });
  const key = await postcodeKey(sql, shopId);
  const kept = reports.map((report) => withoutPostcode(report, key));
  await storeReports(sql, { shopId, source, reports: kept, now });
}
