import { describe, expect, test } from 'vitest';
import { bankDays } from '#app/domain/cash/bank-days.ts';
import { calibrateGateway } from '#app/domain/cash/calibrate-gateway.ts';
import { addDays, weekdayOf } from '#app/domain/shared/iso-days.ts';
import { Random, gamma } from '#app/domain/inventory/demand/random.ts';

const FROM = '2026-03-02';
const DAYS = 140;

/** Uneven sales, and the statement of a gateway that pays them by this rule. */
function paidBy({ lag, fee, weekday }: { lag: number; fee: number; weekday: number | null }) {
  const random = new Random(9);
  const days = bankDays({ country: 'US', from: FROM });
  const came = new Map<number, number>();
  const sales = Array.from({ length: DAYS }, (_, day) => {
    const minor = Math.round(gamma(random, 2, 25_000));
    const wait = weekday === null ? 0 : (weekday - weekdayOf(addDays(FROM, day + lag)) + 7) % 7;
    const at = days.openFrom(day + lag + wait);
    came.set(at, (came.get(at) ?? 0) + Math.round(minor * (1 - fee)));
    return { on: addDays(FROM, day), minor };
  });
  const lines = [...came].map(([day, minor]) => ({ on: addDays(FROM, day), minor }));
  // A statement of eleven weeks in the middle.
  const seen = lines.filter(({ on }) => on >= addDays(FROM, 50) && on < addDays(FROM, 127));
  return { sales, lines: seen, country: 'US' };
}

describe('a gateway whose rule is known is read back from the statement', () => {
  test.each([
    ['three days, 2.9 %', { lag: 3, fee: 0.029, weekday: null }],
    ['the next day, 1.5 %', { lag: 1, fee: 0.015, weekday: null }],
    ['two weeks, 6 %', { lag: 14, fee: 0.06, weekday: null }],
    ['on Fridays', { lag: 5, fee: 0.04, weekday: 5 }],
  ])('%s', (_rule, rule) => {
    const found = calibrateGateway(paidBy(rule));
    if (!found.ok) throw new Error(found.why);
    expect(found.lagDays.p50).toBe(rule.lag);
    expect(found.weekday).toBe(rule.weekday);
    expect(Math.abs(found.feeBp - rule.fee * 10_000)).toBeLessThan(30);
    expect(found.fit).toBeGreaterThan(0.95);
    expect(found.reserveBp).toBe(0);
  });

  test('a quarter that is missing is a reserve and not a fee', () => {
    const found = calibrateGateway(paidBy({ lag: 3, fee: 0.28, weekday: null }));
    expect(found).toMatchObject({ ok: true, feeBp: 300 });
    expect(found.ok && Math.abs(found.reserveBp - 2_500) < 60).toBe(true);
  });
});

describe('what cannot be calibrated says why', () => {
  const good = paidBy({ lag: 3, fee: 0.03, weekday: null });
  test.each([
    ['three payments', { lines: good.lines.slice(0, 3) }, 'too_few_lines'],
    ['no sales beside them', { sales: good.sales.slice(0, 20) }, 'too_few_sales'],
    [
      'twice as much as was sold',
      { lines: good.lines.map((line) => ({ ...line, minor: line.minor * 2 })) },
      'more_than_sold',
    ],
    [
      'the same sum every day, whatever was sold',
      { lines: good.lines.map((line, at) => ({ ...line, minor: at % 2 === 0 ? 900 : 90_000 })) },
      'does_not_fit',
    ],
  ])('%s', (_fact, over, why) => {
    expect(calibrateGateway({ ...good, ...over })).toMatchObject({ ok: false, why });
  });

  test('four payments are enough to try', () => {
    const found = calibrateGateway({ ...good, lines: good.lines.slice(0, 4) });
    expect(found.ok ? 'ok' : found.why).not.toBe('too_few_lines');
  });
});
