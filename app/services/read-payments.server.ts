import type { PoolClient } from 'pg';
import {
  endPaymentsPass,
  notePaymentsMissing,
  payoutSchedule,
  readPaymentsState,
  writePaymentsAccount,
  writePaymentsPass,
} from '#app/db/payments-state.server.ts';
import type {
  PaymentsMissing,
  PaymentsPass,
  PaymentsState,
} from '#app/db/payments-state.server.ts';
import { payoutsUnderway } from '#app/db/payouts.server.ts';
import { loadShopRecord } from '#app/db/shop-knowledge.server.ts';
import { grantedScopes, installedDomain, lockSync } from '#app/db/sync-lifecycle.server.ts';
import { noteGaps } from '#app/db/sync-state.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import { AGAIN, DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import {
  payoutsFrom,
  readPayoutPage,
  readTransactionPage,
  readUnsettled,
  transactionsFrom,
} from '#app/services/read-payments-pages.server.ts';
import type { PaymentsSlice, StepRead } from '#app/services/read-payments-pages.server.ts';
import { nextPaymentsRead } from '#app/services/read-payments-rhythm.ts';
import { readAccount } from '#app/services/read-payments-values.ts';
import { openSource } from '#app/services/sync-source.server.ts';
import { wasDenied } from '#app/shopify/admin-answer.ts';
import { AdminApiError } from '#app/shopify/admin-failure.ts';
import { PaymentsAccountDocument } from '#app/shopify/generated/documents.ts';
import { OPTIONAL_READS } from '#app/shopify/optional-reads.ts';

const ACCOUNT_SCOPE = OPTIONAL_READS.PaymentsAccount;
/** The published schema names it for the schedule alone; Shopify asks for it where payouts are concerned. */
const PAYOUTS_SCOPE = 'read_shopify_payments_payouts';
const DAY_MS = 86_400_000;

/**
 * Takes reading Shopify Payments one step further: the account; its payouts that may have changed; transactions that were in
 * no payout, once payouts are new; and new transactions. What the shop has not granted, or does not have, is noted with what
 * would supply it, and looked at again in hours, or as soon as it is granted. A step's rows and where the next begins are one
 * transaction, so that a slice that was killed is done again and changes nothing.
 */
export async function readPayments({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  const begun = await withShopSql(shopId, async (sql) => {
    const domain = await installedDomain(sql, shopId);
    const state = domain === null ? null : await readPaymentsState(sql, shopId);
    if (domain === null || state === null) return null;
    return { domain, state, scopes: await grantedScopes(sql, shopId) };
  });
  if (begun === null) return DONE;
  const { domain, state, scopes } = begun;
  const slice = { shopId, source: openSource({ shopId, domain, now }), now };
  if (state.pass === null && !isDue(state, { scopes, now })) return DONE;
  if (!scopes.has(ACCOUNT_SCOPE)) return endWithout(slice, { kind: 'scope', scope: ACCOUNT_SCOPE });
  try {
    return state.pass === null ? await beginPass(slice, state) : await takeStep(slice, state.pass);
  } catch (error) {
    if (!(error instanceof AdminApiError) || error.kind !== 'forbidden') throw error;
    return endWithout(slice, { kind: 'scope', scope: ACCOUNT_SCOPE });
  }
}

/** What was missing and has been granted is read at once. */
function isDue(
  { nextPaymentsAt, missing }: PaymentsState,
  { scopes, now }: { scopes: ReadonlySet<string>; now: Date },
): boolean {
  return nextPaymentsAt <= now || (missing?.kind === 'scope' && scopes.has(missing.scope));
}

async function beginPass(slice: PaymentsSlice, { paymentsReadAt }: PaymentsState): Promise<Step> {
  const { shopId, source, now } = slice;
  const answer = await source.query(PaymentsAccountDocument, {});
  const node = answer.data.shopifyPaymentsAccount;
  if (node === null && wasDenied(answer))
    return endWithout(slice, { kind: 'scope', scope: ACCOUNT_SCOPE });
  if (node == null) return endWithout(slice, { kind: 'empty', field: 'shopifyPaymentsAccount' });
  const account = readAccount(node);
  const from = await payoutsFrom(slice);
  await commit(slice, async (sql) => {
    if (account.ok)
      await writePaymentsAccount(sql, shopId, { account: account.value, missing: null });
    else
      await noteGaps(
        sql,
        shopId,
        [{ path: 'shopifyPaymentsAccount', message: account.reason }],
        now,
      );
    await writePaymentsPass(sql, shopId, {
      step: 'payouts',
      cursor: null,
      startedAt: now,
      from,
      seen: 0,
      isDaily: paymentsReadAt === null || dayOf(paymentsReadAt) < dayOf(now),
      hasNewPayouts: false,
    });
  });
  return AGAIN;
}

async function takeStep(slice: PaymentsSlice, pass: PaymentsPass): Promise<Step> {
  const { shopId } = slice;
  const read = await readStep(slice, pass);
  switch (read.kind) {
    case 'denied':
      return endWithout(slice, { kind: 'scope', scope: PAYOUTS_SCOPE });
    case 'off':
      return endWithout(slice, { kind: 'empty', field: 'shopifyPaymentsAccount' });
    case 'read': {
      const from = await transactionsFrom(slice, pass);
      await commit(slice, async (sql) => {
        const hasNewPayouts = (await read.store(sql)) || pass.hasNewPayouts;
        const here = { ...pass, hasNewPayouts };
        if (read.next !== null) return writePaymentsPass(sql, shopId, { ...here, ...read.next });
        const step = stepAfter(here);
        if (step === null) return endPass(sql, slice, { readAt: pass.startedAt });
        return writePaymentsPass(sql, shopId, { ...here, step, cursor: null, from, seen: 0 });
      });
      return AGAIN;
    }
    default:
      return assertExhaustive(read);
  }
}

function readStep(slice: PaymentsSlice, pass: PaymentsPass): Promise<StepRead> {
  switch (pass.step) {
    case 'payouts':
      return readPayoutPage(slice, pass);
    case 'settle':
      return readUnsettled(slice, pass);
    case 'transactions':
      return readTransactionPage(slice, pass);
    default:
      return assertExhaustive(pass.step);
  }
}

function stepAfter({ step, isDaily, hasNewPayouts }: PaymentsPass): PaymentsPass['step'] | null {
  switch (step) {
    case 'payouts':
      return isDaily || hasNewPayouts ? 'settle' : 'transactions';
    case 'settle':
      return 'transactions';
    case 'transactions':
      return null;
    default:
      return assertExhaustive(step);
  }
}

async function endWithout(slice: PaymentsSlice, missing: PaymentsMissing): Promise<Step> {
  const { shopId } = slice;
  await commit(slice, async (sql) => {
    // With the account's scope alone, what the account says stands.
    if (missing.kind === 'scope' && missing.scope === PAYOUTS_SCOPE)
      await notePaymentsMissing(sql, shopId, missing);
    else await writePaymentsAccount(sql, shopId, { account: null, missing });
    await endPass(sql, slice, { readAt: null });
  });
  return DONE;
}

async function endPass(
  sql: PoolClient,
  { shopId, now }: PaymentsSlice,
  { readAt }: { readAt: Date | null },
): Promise<void> {
  const shop = await loadShopRecord(sql, shopId, now);
  const { oldestIssuedAt } = await payoutsUnderway(sql, shopId);
  const nextAt = nextPaymentsRead({
    now,
    schedule: readAt === null ? null : await payoutSchedule(sql, shopId),
    oldestIssuedAt: readAt === null ? null : oldestIssuedAt,
    timeZone: shop?.timeZone ?? 'UTC',
    country: shop?.country ?? null,
  });
  await endPaymentsPass(sql, shopId, { readAt, nextAt });
}

/** Writes a slice's outcome unless the shop has left meanwhile. */
async function commit(
  { shopId, source }: PaymentsSlice,
  write: (sql: PoolClient) => Promise<void>,
): Promise<void> {
  await withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return;
    await lockSync(sql, shopId);
    await source.report(sql);
    await write(sql);
  });
}

/** Days of the clock: once a day is about work, not about a shop's calendar. */
function dayOf(instant: Date): number {
  return Math.floor(instant.getTime() / DAY_MS);
}
