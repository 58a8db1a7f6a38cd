import { beforeAll, describe, expect, test } from 'vitest';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { ensurePlanningState } from '#app/db/planning-state.server.ts';
import type { CashAction, CashView } from '#app/contracts/cash.ts';
import { bankDays } from '#app/domain/cash/bank-days.ts';
import { addDays, daysFrom } from '#app/domain/shared/iso-days.ts';
import { actOnCash } from '#app/services/act-on-cash.server.ts';
import { forecastCash } from '#app/services/forecast-cash.server.ts';
import { importBankLines, importCosts } from '#app/services/import-cash-file.server.ts';
import { loadCash } from '#app/services/load-cash.server.ts';
import {
  installShop,
  orderDetails,
  storeOrder,
} from '#tests/integration/findings/facts.factory.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();

/** Friday, 27 November 2026, 09:00 in New York. */
const NOW = new Date('2026-11-27T14:00:00Z');
const DAY_MS = 86_400_000;

/** Sixty days of three orders a day of 65.00 each, two by card and one through PayPal. */
async function sellingShop(domain: string): Promise<number> {
  const shopId = await installShop(domain, 'read_all_orders');
  await withShopSql(shopId, async (sql) => {
    await ensurePlanningState(sql, shopId, NOW);
    for (let day = 1; day <= 60; day += 1) {
      for (const gateway of ['shopify_payments', 'shopify_payments', 'paypal']) {
        const at = new Date(NOW.getTime() - day * DAY_MS);
        const id = String(nextOrder++);
        await storeOrder(sql, shopId, {
          order: { orderId: id, createdAt: at, processedAt: at, updatedAt: at },
          details: orderDetails({
            payments: [
              {
                kind: 'SALE',
                status: 'SUCCESS',
                gateway,
                isManual: false,
                isStoreCredit: false,
                minor: gateway === 'paypal' ? paypalMinor(day) : 6_500,
                at: at.toISOString(),
              },
            ],
          }),
        });
      }
    }
  });
  return shopId;
}
let nextOrder = 900_001;

/** ISO date so many days before the tests' day. */
function dayBefore(days: number): string {
  return addDays('2026-11-27', -days);
}

/** What PayPal took so many days ago: uneven, so that a lag can be told. */
function paypalMinor(day: number): number {
  return 3_000 + ((day * 37) % 50) * 200;
}

const SETTINGS = {
  opening: { amount: '9.000,00', currency: 'USD', on: '2026-11-27' },
  threshold: { amount: '5000', currency: 'USD' },
  reserve: null,
  adElasticity: 0.5,
  holdingPercent: 20,
  deadDays: 90,
  shipsDirect: false,
};

const RENT = {
  name: 'Rent',
  kind: 'recurring' as const,
  amount: '2,400.00',
  currency: 'USD',
  every: 'month' as const,
  startsOn: '2026-12-01',
  endsOn: null,
};

describe('cash of a shop that sells by card and through PayPal', () => {
  let shopId = 0;
  const act = (action: CashAction) => actOnCash({ shopId, body: action, now: NOW });
  async function made(): Promise<CashView> {
    await forecastCash({ shopId, now: NOW });
    return loadCash({ shopId, now: NOW });
  }
  beforeAll(async () => {
    shopId = await sellingShop('cash-one.myshopify.com');
  });

  test('is forecast over 13 weeks, and says what it does not know', async () => {
    const { forecasts, gateways } = await made();
    const [forecast] = forecasts;
    expect(forecast).toMatchObject({ currency: 'USD', from: '2026-11-27', threshold: null });
    expect(forecast?.weeks).toHaveLength(13);
    expect(forecast?.outlooks.map(({ days }) => days.length)).toEqual(Array(6).fill(91));
    expect(forecast?.gaps).toEqual(
      expect.arrayContaining(['no_opening', 'gateway_without_rule', 'no_costs']),
    );
    expect(gateways.map(({ gateway, rule }) => [gateway, rule])).toEqual([
      ['shopify_payments', null],
      ['paypal', null],
    ]);
  });

  test('begins at the typed balance and is watched against the typed threshold', async () => {
    expect(await act({ intent: 'save_settings', version: 0, settings: SETTINGS })).toMatchObject({
      ok: true,
    });
    const { forecasts, version } = await made();
    expect(version).toBe(1);
    expect(forecasts[0]).toMatchObject({
      opening: { minor: 900_000, on: '2026-11-27' },
      threshold: { minor: 500_000, currency: 'USD' },
    });
    expect(forecasts[0]?.gaps).not.toContain('no_opening');
  });

  test('settings saved by somebody else meanwhile are not overwritten', async () => {
    expect(await act({ intent: 'save_settings', version: 0, settings: SETTINGS })).toEqual({
      ok: false,
      faults: [{ path: '', code: 'changed_meanwhile', params: {} }],
    });
  });

  test.each([
    ['in another currency', { amount: '5000', currency: 'EUR' }, 'threshold.currency'],
    ['that is no amount', { amount: 'plenty', currency: 'USD' }, 'threshold.amount'],
    ['that reads both ways', { amount: '5.000', currency: 'USD' }, 'threshold.amount'],
  ])(
    'a threshold %s is refused at its field and nothing is saved',
    async (_what, threshold, path) => {
      const settings = { ...SETTINGS, threshold };
      const refused = await act({ intent: 'save_settings', version: 1, settings });
      expect(refused).toMatchObject({ ok: false, faults: [{ path }] });
      expect((await loadCash({ shopId, now: NOW })).version).toBe(1);
    },
  );

  test('a typed cost goes out on its days, and comes back when its removal is undone', async () => {
    const added = await act({ intent: 'add_item', item: RENT });
    const itemIds = added.ok ? [...added.itemIds] : [];
    const out = (view: CashView) =>
      view.forecasts[0]?.weeks.flatMap(({ drivers }) =>
        drivers.filter(({ driver }) => driver === 'recurring').map(({ minor }) => minor),
      );
    const withRent = out(await made());
    expect(withRent?.reduce((sum, minor) => sum + minor, 0)).toBe(-720_000);
    await act({ intent: 'remove_items', itemIds });
    expect((await made()).items).toEqual([]);
    await act({ intent: 'restore_items', itemIds });
    expect(out(await made())).toEqual(withRent);
  });

  test('an amount that is none is refused at its field', async () => {
    expect(await act({ intent: 'add_item', item: { ...RENT, amount: '1.200' } })).toEqual({
      ok: false,
      faults: [{ path: 'item.amount', code: 'amount_unclear', params: {} }],
    });
  });

  test('a gateway’s typed rule brings its money, labelled as estimated', async () => {
    const rule = {
      gateway: 'paypal',
      lagDays: 3,
      feeBp: 349,
      fixedFeeMinor: 49,
      currency: 'USD',
      reserveBp: 0,
      reserveDays: 0,
      weekday: null,
    };
    expect(await act({ intent: 'save_gateway', rule })).toMatchObject({ ok: true });
    const { forecasts, gateways } = await made();
    expect(gateways[1]?.rule).toMatchObject({ lagDays: 3, feeBp: 349 });
    const receipts = forecasts[0]?.weeks.flatMap(({ drivers }) =>
      drivers.filter(({ driver }) => driver === 'gateway_receipts'),
    );
    expect(receipts?.length).toBeGreaterThan(0);
    expect(receipts?.every(({ certainty }) => certainty === 'estimated')).toBe(true);
  });

  test('the same facts give the same forecast', async () => {
    expect((await made()).forecasts).toEqual((await made()).forecasts);
  });

  test('a bank statement teaches PayPal’s lag, once however often it is uploaded', async () => {
    // Three days after the sale or, when banks rest, as soon as they work again; less 3.49 %.
    const banks = bankDays({ country: 'US', from: '2026-08-01' });
    const rows = Array.from({ length: 52 }, (_, index) => {
      const sold = 58 - index;
      const on = addDays('2026-08-01', banks.openFrom(daysFrom('2026-08-01', dayBefore(sold - 3))));
      const [year, month, day] = on.split('-');
      const net = Math.round(paypalMinor(sold) * 0.9651);
      const amount = `${Math.floor(net / 100)},${String(net % 100).padStart(2, '0')}`;
      return `${day}.${month}.${year};PAYPAL *PAYOUT Jane Doe;${amount}`;
    });
    const bytes = new TextEncoder().encode(['Datum;Verwendungszweck;Betrag', ...rows].join('\n'));
    const first = await importBankLines({ shopId, bytes, choices: {}, now: NOW });
    expect(first).toMatchObject({
      ok: true,
      added: 52,
      known: 0,
      matched: [{ gateway: 'paypal', lines: 52 }],
    });
    const again = await importBankLines({ shopId, bytes, choices: {}, now: NOW });
    expect(again).toMatchObject({ ok: true, added: 0, known: 52 });
    const kept = await withShopSql(shopId, (sql) =>
      sql.query('select row_to_json(b)::text as text from bank_lines b'),
    );
    expect(JSON.stringify(kept.rows)).not.toMatch(/Jane|PAYOUT/);
    const taught = await act({ intent: 'calibrate_gateway', gateway: 'paypal' });
    expect(taught).toMatchObject({ ok: true, calibration: { ok: true } });
    const { gateways, bank } = await loadCash({ shopId, now: NOW });
    expect(bank.lines).toBe(52);
    const rule = gateways.find(({ gateway }) => gateway === 'paypal')?.rule;
    expect(rule).toMatchObject({ lagDays: 3, calibration: { lines: 52 } });
    expect(Math.abs((rule?.feeBp ?? 0) - 349)).toBeLessThan(30);
    await act({ intent: 'undo_bank', batch: first.ok ? first.batch : '' });
    expect((await loadCash({ shopId, now: NOW })).bank).toEqual({ lines: 0, lastOn: null });
  });

  test('a file of costs names the rows it cannot take and takes the others', async () => {
    const text = 'name;amount;from;every\nWages;3000;2026-12-15;month\nTea;1.234;2026-12-01;week';
    const bytes = new TextEncoder().encode(text);
    expect(await importCosts({ shopId, bytes, now: NOW })).toMatchObject({
      ok: true,
      added: 1,
      faults: [{ line: 3, field: 'amount', code: 'amount_unclear' }],
    });
    expect(await importCosts({ shopId, bytes, now: NOW })).toMatchObject({ added: 0, known: 1 });
  });
});

test('a shop without a currency is left for later', async () => {
  const shopId = await installShop('cash-two.myshopify.com');
  await withShopSql(shopId, (sql) =>
    sql.query('update shops set currency = null where shop_id = $1', [shopId]),
  );
  await forecastCash({ shopId, now: NOW });
  expect((await loadCash({ shopId, now: NOW })).forecasts).toEqual([]);
  const bytes = new TextEncoder().encode('name;amount;from\nWages;3000;2026-12-15');
  const refused = { ok: false, code: 'no_currency' };
  expect(await importCosts({ shopId, bytes, now: NOW })).toMatchObject(refused);
  expect(await importBankLines({ shopId, bytes, choices: {}, now: NOW })).toMatchObject(refused);
});
