import { beforeAll, describe, expect, test, vi } from 'vitest';
import { readPayments } from '#app/services/read-payments.server.ts';
import type { PaymentsSettings } from '#sandbox/payments/settings.ts';
import { syncStand } from '../sync/stand.ts';

// Days of the shop's time pass, with everything that is due on them.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const HOUR_MS = 3_600_000;

const stand = await syncStand({ orders: 40 });
const { platform, shop } = stand;
const account = () => platform.store(shop).payments;
const ledger = () => {
  const found = account().at(platform.clock.now());
  if (found === null) throw new Error('The shop has an account');
  return found;
};

const pay = (settings: Partial<PaymentsSettings> | null) =>
  platform.apply({
    kind: 'payments_set',
    at: platform.clock.now(),
    shop,
    settings: settings === null ? null : { ...account().settings, ...settings },
  });

const state = () =>
  stand.one(
    `select payments_account as account, payments_missing as missing, payments_pass as pass, next_payments_at as next,
       payments_read_at as read from planning_state`,
  );
const hoursUntilNext = async () => (Number((await state()).next) - platform.clock.now()) / HOUR_MS;
const errors = () =>
  stand.rows(`select last_error from graphile_worker._private_jobs where last_error is not null`);

const grant = (...scopes: string[]) =>
  platform.setScopes(shop, [...platform.app.requiredScopes, ...scopes]);

const payoutsHere = () =>
  stand.rows(
    `select payout_id::text as id, status, net_minor::int as net, currency from payouts order by payout_id`,
  );
const payoutsThere = () =>
  ledger().payouts.map((payout) => ({
    id: String(payout.id),
    status: account().statusOf(payout, platform.clock.now()),
    net: payout.netMinor,
    currency: 'USD',
  }));
const transactionsHere = () =>
  stand.rows(
    `select transaction_id::text as id, type, amount_minor::int as amount, fee_minor::int as fee, net_minor::int as net,
       order_id::text as order, payout_id::text as payout from balance_transactions order by transaction_id`,
  );
const transactionsThere = () =>
  ledger().transactions.map((each) => ({
    id: String(each.id),
    type: each.type,
    amount: each.amountMinor,
    fee: each.feeMinor,
    net: each.netMinor,
    order: each.orderId === null ? null : String(each.orderId),
    payout: each.payoutId === null ? null : String(each.payoutId),
  }));

/** Moves time on, an hour at a time, with everything that is due. */
async function pass(hours: number): Promise<void> {
  await platform.advanceBy(hours * HOUR_MS);
  await stand.settle();
}

beforeAll(async () => {
  await stand.install();
  await stand.settle();
  // More than a page of transactions.
  const [order] = platform.store(shop).orders.values();
  const at = platform.clock.now();
  for (let id = 1; id <= 110; id += 1)
    ledger().book({ kind: 'charge', id, orderId: order?.id ?? 0, amountMinor: 1_000 + id, at });
});

describe('without the scope', () => {
  test('payments are missing for want of it, nothing is asked and nothing fails', async () => {
    expect(await state()).toMatchObject({
      account: null,
      missing: { kind: 'scope', scope: 'read_shopify_payments_accounts' },
      pass: null,
      read: null,
    });
    expect(await errors()).toEqual([]);
    expect(await hoursUntilNext()).toBeGreaterThan(5.9);
  });
});

describe('with the account’s scope alone', () => {
  test('balance and schedule are read at once; payouts are missing for want of theirs', async () => {
    grant('read_shopify_payments_accounts');
    await stand.settle();
    const { account: read, missing, pass: running } = await state();
    expect(missing).toEqual({ kind: 'scope', scope: 'read_shopify_payments_payouts' });
    expect(running).toBeNull();
    expect(read).toEqual({
      activated: true,
      defaultCurrency: 'USD',
      balance: [{ minor: ledger().balanceAt(platform.clock.now()), currency: 'USD' }],
      schedule: { interval: 'DAILY', weeklyAnchor: null, monthlyAnchor: null },
    });
    expect(await payoutsHere()).toEqual([]);
    expect(await errors()).toEqual([]);
    expect(await hoursUntilNext()).toBeGreaterThan(5.9);
  });
});

describe('once payouts are granted too', () => {
  beforeAll(async () => {
    grant('read_shopify_payments_accounts', 'read_shopify_payments_payouts');
    await stand.settle();
  });

  test('the payouts of half a year are here, with what they are made of', async () => {
    expect((await state()).missing).toBeNull();
    expect(ledger().payouts.length).toBeGreaterThan(5);
    expect(await payoutsHere()).toEqual(payoutsThere());
    const [payout] = ledger().payouts;
    const { summary } = await stand.one('select summary from payouts where payout_id = $1', [
      payout?.id,
    ]);
    expect(summary).toMatchObject({
      chargesGrossMinor: payout?.summary.charges.grossMinor,
      chargesFeeMinor: payout?.summary.charges.feeMinor,
      refundsFeeGrossMinor: payout?.summary.refunds.grossMinor,
      reservedFundsGrossMinor: 0,
      retriedPayoutsGrossMinor: 0,
    });
  });

  test('so is everything that moved the balance, with its order and its payout, over more than a page', async () => {
    const there = transactionsThere();
    expect(there.length).toBeGreaterThan(100);
    expect(there.some(({ payout }) => payout === null)).toBe(true);
    expect(await transactionsHere()).toEqual(there);
  });

  test('a balance of a second currency stands beside the first, one below zero as well', async () => {
    account().otherBalances = [
      { minor: -1_234, currency: 'EUR' },
      { minor: 5_000, currency: 'JPY' },
    ];
    await pass(2);
    const { account: read } = await state();
    expect(read).toMatchObject({
      balance: [
        { currency: 'USD' },
        { minor: -1_234, currency: 'EUR' },
        { minor: 5_000, currency: 'JPY' },
      ],
    });
  });

  test('on a day of payouts and while one is underway the next look is in an hour', async () => {
    expect(await hoursUntilNext()).toBeLessThanOrEqual(1);
  });

  test('a payout goes from scheduled to paid, and its transactions with it', async () => {
    // The charges of Wednesday are settled on Thursday noon, issued on Friday and on the bank account after the weekend.
    await pass(33);
    const scheduled = payoutsThere().filter(({ status }) => status === 'SCHEDULED');
    expect(scheduled.length).toBe(1);
    expect(await payoutsHere()).toEqual(payoutsThere());
    const id = Number(scheduled[0]?.id);
    const { bankAt = 0 } = ledger().payouts.find((payout) => payout.id === id) ?? {};
    await pass((bankAt - platform.clock.now()) / HOUR_MS + 1);
    expect(await payoutsHere()).toContainEqual({ ...scheduled[0], status: 'PAID' });
    expect(await payoutsHere()).toEqual(payoutsThere());
    expect(await transactionsHere()).toEqual(transactionsThere());
    const astray = `select 1 from balance_transactions t join payouts p using (shop_id, payout_id)
      where t.payout_status is distinct from p.status`;
    expect(await stand.rows(astray)).toEqual([]);
  });

  test('a payout that the bank sends back after it counted as paid is found', async () => {
    const paid = payoutsThere().findLast(({ status }) => status === 'PAID');
    account().endPayout(Number(paid?.id), 'FAILED', platform.clock.now());
    await pass(2);
    expect(await payoutsHere()).toContainEqual({ ...paid, status: 'FAILED' });
    const statuses = await stand.rows(
      'select distinct payout_status as status from balance_transactions where payout_id = $1',
      [paid?.id],
    );
    expect(statuses).toEqual([{ status: 'FAILED' }]);
  });

  test('a payout that takes money from the bank account is below zero', async () => {
    const [order] = platform.store(shop).orders.values();
    const at = platform.clock.now();
    ledger().book({
      kind: 'dispute_opened',
      id: 991,
      orderId: order?.id ?? 0,
      amountMinor: 900_000_00,
      at,
    });
    await pass(48);
    const below = payoutsThere().filter(({ net }) => net < 0);
    expect(below.length).toBeGreaterThan(0);
    expect(await payoutsHere()).toEqual(payoutsThere());
    expect(await transactionsHere()).toEqual(transactionsThere());
    expect(await transactionsHere()).toContainEqual(
      expect.objectContaining({ type: 'DISPUTE_WITHDRAWAL', amount: -90_000_000, fee: 1_500 }),
    );
  });

  test('what is held back is in the payout’s summary', async () => {
    pay({ reserve: { percentBp: 2_500, days: 30, since: null } });
    const [order] = platform.store(shop).orders.values();
    const at = platform.clock.now();
    ledger().book({ kind: 'charge', id: 992, orderId: order?.id ?? 0, amountMinor: 50_000, at });
    await pass(120);
    const held = await stand.rows(
      `select payout_id from payouts where (summary->>'reservedFundsGrossMinor')::bigint < 0`,
    );
    expect(held.length).toBeGreaterThan(0);
    expect(await transactionsHere()).toEqual(transactionsThere());
    const types = await stand.rows(
      `select 1 from balance_transactions where type = 'RESERVED_FUNDS'`,
    );
    expect(types.length).toBeGreaterThan(0);
  });

  test('a slice that is done again after a kill changes nothing', async () => {
    const everything = async () => ({
      payouts: await stand.rows('select * from payouts order by payout_id'),
      transactions: await stand.rows('select * from balance_transactions order by transaction_id'),
    });
    const { shop_id: id } = await stand.one('select shop_id from shops');
    await platform.advanceBy(30 * HOUR_MS);
    const now = stand.clock();
    const slice = () => readPayments({ shopId: Number(id), now });
    const steps: unknown[] = [];
    for (let step = await slice(); step.kind === 'again'; step = await slice()) {
      const { pass: before } = await state();
      if (before === null) break;
      steps.push(before);
      await slice();
      const { pass: after } = await state();
      const once = await everything();
      // The queue has not heard that the slice was done.
      await stand.owner.query('update planning_state set payments_pass = $1', [
        JSON.stringify(before),
      ]);
      await slice();
      expect(await everything()).toEqual(once);
      // Done again, payouts are not new any more; that they were is known only to the first time.
      expect((await state()).pass === null).toBe(after === null);
    }
    expect(steps.length).toBeGreaterThan(0);
    await stand.settle();
    expect(await payoutsHere()).toEqual(payoutsThere());
    expect(await transactionsHere()).toEqual(transactionsThere());
  });

  test('a merchant who pays out by hand is looked at every six hours, hourly once a payout is underway', async () => {
    pay({ interval: 'MANUAL' });
    const [order] = platform.store(shop).orders.values();
    const at = platform.clock.now();
    ledger().book({ kind: 'charge', id: 993, orderId: order?.id ?? 0, amountMinor: 70_000, at });
    await pass(5 * 24);
    expect((await state()).account).toMatchObject({ schedule: { interval: 'MANUAL' } });
    expect(await hoursUntilNext()).toBeGreaterThan(5);
    expect(account().payNow(platform.clock.now())).not.toBeNull();
    await pass(7);
    expect(payoutsThere().at(-1)?.status).toBe('IN_TRANSIT');
    expect(await hoursUntilNext()).toBeLessThanOrEqual(1);
  });
});

describe('where Shopify Payments is off', () => {
  test('nothing stands for an account, what was paid out stays, and nothing fails', async () => {
    const payouts = await payoutsHere();
    pay(null);
    await pass(7);
    expect(await state()).toMatchObject({
      account: null,
      missing: { kind: 'empty', field: 'shopifyPaymentsAccount' },
      pass: null,
    });
    expect(await payoutsHere()).toEqual(payouts);
    expect(await errors()).toEqual([]);
    expect(await hoursUntilNext()).toBeGreaterThan(5);
  });
});
