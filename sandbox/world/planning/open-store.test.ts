import { describe, expect, test } from 'vitest';
import { dayOf } from '#sandbox/payments/payout-days.ts';
import { DAY } from '../calendar.ts';
import type { WorldEffect } from '../effects.ts';
import { KINDS } from './catalogue.ts';
import { openPlanningStore } from './open-store.ts';
import { play } from './scene.ts';
import { STORE } from './store.ts';

const START = Date.parse('2026-11-20T14:00:00Z');
const store = openPlanningStore({ startAt: START, seed: 7 });
const { truth } = store;
const effects = store.effects;
const past = effects.filter(({ at }) => at <= START);
const variants = truth.variants(START);
/** Stores of other seeds, half as large. */
const others = [1, 2].map((seed) => openPlanningStore({ startAt: START, seed, scale: 0.5 }).truth);
const small = (seed: number) => openPlanningStore({ startAt: START, seed, scale: 0.1 });
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('a seed fixes the store', () => {
  test('the same seed gives the same effects, another gives others', () => {
    const told = (seed: number) => JSON.stringify(small(seed).effects);
    expect(told(3)).toBe(told(3));
    expect(told(3)).not.toBe(told(4));
  });

  test('its history has 8,000 to 12,000 orders over 65 weeks, and a small one has less', () => {
    const orders = (all: readonly WorldEffect[]) =>
      all.filter(({ kind, at }) => kind === 'order_created' && at <= START);
    expect(orders(past).length).toBeGreaterThan(8_000);
    expect(orders(past).length).toBeLessThan(12_000);
    expect(START - (orders(past)[0]?.at ?? START)).toBeGreaterThan(64 * 7 * DAY);
    expect(orders(small(3).effects).length).toBeLessThan(1_600);
  });

  test('effects come in order of time, in whole seconds, and speak of orders that exist', () => {
    expect(effects.filter(({ at }, index) => at < (effects[index - 1]?.at ?? 0))).toEqual([]);
    expect(effects.filter(({ at }) => at % 1_000 !== 0)).toEqual([]);
    const known = new Set<number>();
    const early = effects.filter((effect) => {
      if (effect.kind === 'order_created') known.add(effect.order.id);
      if (effect.kind === 'fulfillment_created' || effect.kind === 'order_cancelled')
        return !known.has(effect.orderId);
      if (effect.kind === 'order_more') return !known.has(effect.more.orderId);
      return effect.kind === 'refund_created' && !known.has(effect.refund.orderId);
    });
    expect(early).toEqual([]);
  });
});

describe('kinds', () => {
  test('there are 220 variants of all kinds, and one of each in the smallest store', () => {
    const counts = Map.groupBy(variants, ({ kind }) => kind);
    expect(Object.fromEntries([...counts].map(([kind, of]) => [kind, of.length]))).toEqual(KINDS);
    const least = openPlanningStore({ startAt: START, seed: 1, scale: 0.01 });
    const smallest = new Set(least.truth.variants(START).map(({ kind }) => kind));
    expect(smallest.size).toBe(Object.keys(KINDS).length);
  });

  test.each([
    ['never_sold', (sold: number[]) => sum(sold) === 0],
    ['sold_once', (sold: number[]) => sum(sold) === 1],
    ['new', (sold: number[]) => sum(sold.slice(0, -46)) === 0 && sum(sold) > 0],
    ['dead', (sold: number[]) => sum(sold.slice(-60)) <= 2 && sum(sold) > 5],
    ['dying', (sold: number[]) => sum(sold.slice(-56)) < sum(sold.slice(0, 56))],
    ['steady', (sold: number[]) => sum(sold.slice(-91)) > 0 && sum(sold.slice(0, 91)) > 0],
  ])('what is called %s sells so', (kind, holds) => {
    const own = variants.filter((variant) => variant.kind === kind);
    const wrong = own.filter(({ variantId }) => !holds(soldUntilStart(variantId)));
    expect(wrong).toEqual([]);
    expect(own.length).toBeGreaterThan(0);
  });

  test('outerwear sells more in winter than in summer, and camping goods the other way', () => {
    const soldIn = (category: string, months: readonly number[]) =>
      sum(
        variants
          .filter((variant) => variant.category === category && variant.kind === 'seasonal')
          .flatMap(({ variantId }) => {
            const { asked, firstOn } = truth.demand(variantId);
            const first = Date.parse(firstOn);
            return asked.filter((_, day) =>
              months.includes(new Date(first + day * DAY).getUTCMonth()),
            );
          }),
      );
    const winter = [11, 0];
    const summer = [5, 6];
    expect(soldIn('Outerwear', winter)).toBeGreaterThan(2 * soldIn('Outerwear', summer));
    expect(soldIn('Camp', summer)).toBeGreaterThan(soldIn('Camp', winter));
  });

  test('some costs are missing and one is in another currency', () => {
    const costs = store.products.flatMap(({ variants: own }) => own);
    expect(costs.filter(({ unitCostMinor }) => unitCostMinor === null).length).toBeGreaterThan(5);
    expect(costs.filter((each) => each.unitCostCurrency !== undefined)).toHaveLength(1);
  });

  test('across seeds preorders are owed, and a supplier without a past has variants', () => {
    const owed = others.flatMap((other) =>
      other.variants(START).filter(({ kind, available }) => kind === 'preorder' && available < 0),
    );
    expect(owed.length).toBeGreaterThan(1);
    expect(variants.some(({ supplier }) => supplier === 'Eastgate Studio')).toBe(true);
    const known = truth.purchases(START).map(({ supplier }) => supplier);
    expect(new Set(known)).toEqual(
      new Set(['Alder Mills', 'Borealis Textile', 'Cobalt Export', 'Dunmore Works']),
    );
  });
});

describe('demand and stock', () => {
  test('what is asked is sold, missed or taken back', () => {
    for (const { variantId } of variants) {
      const { asked, sold, missed } = truth.demand(variantId);
      expect(sum(sold) + sum(missed)).toBeLessThanOrEqual(sum(asked));
      // Cancelled orders are neither.
      expect(sum(asked) - sum(sold) - sum(missed)).toBeLessThanOrEqual(3 + sum(asked) * 0.08);
    }
    const endless = variants.filter(({ kind }) => kind === 'direct' || kind === 'preorder');
    expect(endless.filter(({ variantId }) => sum(truth.demand(variantId).missed) >= 5)).toEqual([]);
  });

  test('nothing is sold on days that begin and end without stock', () => {
    const wrong = variants
      .filter(({ kind }) => kind !== 'direct' && kind !== 'preorder')
      .flatMap(({ variantId, sku }) => {
        const { available, sold } = truth.demand(variantId);
        return sold.flatMap((units, day) =>
          units > 1 && available[day] === 0 && available[day - 1] === 0 ? [`${sku} ${day}`] : [],
        );
      });
    // A cancelled order gives a piece back within the day.
    expect(wrong.length).toBeLessThan(5);
  });

  test('the past has outages that the counts show, and what was asked in them was missed', () => {
    const missed = variants.map(({ variantId }) => sum(truth.demand(variantId).missed));
    expect(missed.filter((units) => units > 0).length).toBeGreaterThan(60);
    const zeros = past.filter(
      (effect) => effect.kind === 'inventory_changed' && effect.available === 0,
    );
    expect(zeros.length).toBeGreaterThan(200);
  });

  test('past and future demand are drawn from one model: asked ÷ expected is near 1 in both', () => {
    const ratios = [11, 12, 13, 14].map((seed) => {
      const scene = play({ startAt: START, seed, scale: 0.2, weeksBefore: 65, weeksAfter: 26 });
      const from = scene.span.startDay - scene.span.firstDay;
      const part = (lists: readonly Float64Array[], start: number, end?: number) =>
        sum(lists.flatMap((days) => [...days.subarray(start, end)]));
      return {
        before: part(scene.askedByDay, 0, from) / part(scene.means, 0, from),
        after: part(scene.askedByDay, from) / part(scene.means, from),
      };
    });
    for (const side of ['before', 'after'] as const) {
      const mean = sum(ratios.map((ratio) => ratio[side])) / ratios.length;
      expect(mean).toBeGreaterThan(0.92);
      expect(mean).toBeLessThan(1.08);
    }
    // Honest luck: no future equals its mean.
    expect(ratios.every(({ after }) => Math.abs(after - 1) > 0.0005)).toBe(true);
  });

  test('the day on which nothing is left follows from what is here, on its way and asked', () => {
    const day = START + 3 * DAY;
    for (const variant of truth.variants(day)) {
      const { runsOutOn } = variant;
      if (runsOutOn === null || variant.available <= 0) continue;
      const { asked, firstOn } = truth.demand(variant.variantId);
      const first = Date.parse(firstOn) / DAY;
      const out = Date.parse(runsOutOn) / DAY;
      const arrived = variant.onTheWay.filter(({ arrivesOn }) => arrivesOn <= runsOutOn);
      const all = variant.available + sum(arrived.map(({ quantity }) => quantity));
      const today = dayOf(day, STORE.country);
      const throughDay = sum(asked.slice(today - first, out - first + 1));
      const before = sum(asked.slice(today + 1 - first, out - first));
      expect(throughDay).toBeGreaterThanOrEqual(all);
      expect(before).toBeLessThan(all);
    }
  });
});

describe('suppliers', () => {
  test('lead times are as each maker’s truth says', () => {
    const purchases = [truth, ...others].flatMap((each) => each.purchases(START + 80 * DAY));
    for (const { name, lead, promisedDays } of truth.makers) {
      const days = purchases
        .filter(({ supplier }) => supplier === name)
        .map(({ orderedAt, arrivesAt }) => (arrivesAt - orderedAt) / DAY);
      if (name === 'Eastgate Studio') continue;
      const mean = sum(days) / days.length;
      // Goods that would come at a weekend come on Monday.
      expect(mean).toBeGreaterThan(lead.mean - 1.5);
      expect(mean).toBeLessThan(lead.mean + 2.5);
      expect(promisedDays).toBeGreaterThan(0);
    }
  });

  test('orders at makers come in whole packs and raise the count when they arrive', () => {
    const purchases = truth.purchases(START);
    const packs = new Map(variants.map(({ variantId, packSize }) => [variantId, packSize]));
    const lines = purchases.flatMap(({ lines: own }) => own);
    expect(
      lines.filter(({ variantId, quantity }) => quantity % (packs.get(variantId) ?? 1) !== 0),
    ).toEqual([]);
    expect(lines.length).toBeGreaterThan(500);
  });

  test('their file has a row for each line, and no day for what has not come', () => {
    const [head, ...rows] = truth.purchasesCsv(START).trimEnd().split('\n');
    expect(head).toBe(
      'number,supplier,ordered,expected,arrived,sku,quantity,received,unit cost,currency',
    );
    const purchases = truth.purchases(START);
    expect(rows).toHaveLength(sum(purchases.map(({ lines }) => lines.length)));
    const open = rows.filter((row) => row.split(',')[4] === '');
    const late = purchases.filter(({ arrivesAt }) => arrivesAt > START);
    expect(open).toHaveLength(sum(late.map(({ lines }) => lines.length)));
    expect(open.every((row) => row.split(',')[7] === '0')).toBe(true);
  });
});

describe('money', () => {
  test('the bank file’s last balance is the balance of the day before', () => {
    const rows = truth.bankCsv(START).trimEnd().split('\n');
    const [yesterday] = truth.balances(START - DAY, 1);
    expect(Math.round(Number(rows.at(-1)?.split(',')[3]) * 100)).toBe(yesterday?.minor);
    expect(truth.bankLines(START)).toHaveLength(rows.length - 1);
  });

  test('a day’s balance is the day before’s and what went over the account', () => {
    const days = truth.balances(START, 91);
    const later = truth.bankLines(START + 91 * DAY);
    const first = dayOf(START, STORE.country);
    for (const [offset, { minor }] of days.entries()) {
      if (offset === 0) continue;
      const moved = sum(
        later.filter(({ day }) => day === first + offset).map((line) => line.minor),
      );
      expect(minor - (days[offset - 1]?.minor ?? 0)).toBe(moved);
    }
  });

  test('the account at Shopify Payments holds what was earned and not paid out, and a tenth in reserve', () => {
    const { transactions, payouts, balanceMinor, reservedMinor } = truth.payments(START);
    const issued = payouts.filter(({ issuedAt }) => issuedAt <= START);
    const earned = sum(transactions.map(({ netMinor }) => netMinor));
    expect(earned - sum(issued.map(({ netMinor }) => netMinor))).toBe(balanceMinor);
    expect(balanceMinor).toBeGreaterThan(0);
    // What is held is not on the account: it was taken out of the payouts.
    const recent = transactions.filter(
      ({ type, at }) => type === 'CHARGE' && at > START - 60 * DAY,
    );
    const tenth = sum(recent.map(({ amountMinor }) => amountMinor)) / 10;
    expect(reservedMinor).toBeGreaterThan(0.85 * tenth);
    expect(reservedMinor).toBeLessThan(1.05 * tenth);
    expect(transactions.some(({ payoutId }) => payoutId === null)).toBe(true);
  });

  test('without the bills of orders to come there is never less', () => {
    const all = truth.balances(START, 91);
    const decided = truth.balances(START, 91, { onlyDecided: true });
    expect(decided.every(({ minor }, day) => minor >= (all[day]?.minor ?? 0))).toBe(true);
    expect(decided.at(-1)?.minor).toBeGreaterThan(all.at(-1)?.minor ?? 0);
  });

  test('refunds and disputes are as frequent as each state’s truth says, disputes on cards alone', () => {
    const orders = [truth, ...others].flatMap((each) => each.orders(START));
    const rate = (state: string, holds: (order: (typeof orders)[number]) => boolean) => {
      const own = orders.filter((order) => order.state === state);
      return own.filter(holds).length / own.length;
    };
    expect(rate('on_time', (order) => order.refundedAt !== null)).toBeCloseTo(0.025, 1);
    expect(rate('late', (order) => order.refundedAt !== null)).toBeCloseTo(0.12, 1);
    expect(rate('lost', (order) => order.refundedAt !== null)).toBeGreaterThan(0.55);
    const disputed = orders.filter(({ dispute }) => dispute !== null);
    expect(disputed.every(({ gateway }) => gateway === 'shopify_payments')).toBe(true);
    expect(disputed.length).toBeGreaterThan(30);
  });

  test('the shop lives: its balance stays within a few months of sales on both sides', () => {
    for (const seed of [1, 2, 3]) {
      const balances = small(seed).truth.balances(START, 91);
      const most = Math.max(...balances.map(({ minor }) => Math.abs(minor)));
      expect(most).toBeLessThan(15_000_00);
    }
  });

  test('everything is known for 13 weeks after any instant of the first quarter', () => {
    expect(Date.parse(truth.knownUntil) - START).toBeGreaterThan(26 * 7 * DAY - 8 * DAY);
    const last = effects.findLast(({ kind }) => kind === 'order_created');
    expect((last?.at ?? 0) - START).toBeGreaterThan(25 * 7 * DAY);
  });
});

/** Sold on each day before the start, not cancelled. */
function soldUntilStart(variantId: number): number[] {
  const { sold, firstOn } = truth.demand(variantId);
  return sold.slice(0, (dayOf(START, STORE.country) * DAY - Date.parse(firstOn)) / DAY);
}
