import { describe, expect, test } from 'vitest';
import { dutyDue } from '#app/domain/findings/duty-due.ts';
import { DUTY_TABLES } from '#app/domain/findings/duty-tables.ts';
import { orderLine } from '#app/domain/findings/order-subject.fixture.ts';
import { refuseOverride, type ParamTables } from '#app/domain/findings/params.ts';
import { openTrial } from '#app/domain/findings/trial.ts';

const tables: ParamTables = DUTY_TABLES;

function trialOn(day: string) {
  const rule = { id: 'X-01', params: tables, conditions: [], messages: [], exceptions: [] };
  return openTrial({ rule, asOf: new Date(`${day}T12:00:00Z`), day, overrides: [] });
}

function dueTo(territory: string, minors: readonly number[], codes: readonly (string | null)[]) {
  const lines = minors.map((minor, at) =>
    orderLine({ total: { minor, currency: 'EUR' }, hsCode: codes[at] ?? null }),
  );
  return dutyDue({ lines, territory, from: ['CN'] }, trialOn('2026-11-20'));
}

describe('kinds of goods within €150', () => {
  test.each([
    [['620220', '611710'], 2, true],
    [['620220', '6202.20.10'], 1, true],
    [['620220', '620230'], 2, true],
    [['620220', null], 1, false],
    [[null, null], 1, false],
    [[null], 1, true],
  ])('of the codes %j are %i, exactly: %j', (codes, lines, isExact) => {
    const due = dueTo(
      'EU',
      codes.map(() => 1_000),
      codes,
    );
    expect(due).toMatchObject({ kind: 'per_line', lines, isExact, amount: { minor: lines * 300 } });
  });

  test('the announced fee is told beside the duty and not within', () => {
    expect(dueTo('EU', [1_000, 1_000], ['620220', '611710'])).toMatchObject({
      amount: { minor: 600, currency: 'EUR' },
      scheduledFee: { minor: 400, currency: 'EUR' },
    });
  });
});

test.each([
  ['CA', ['US'], 15_000, 'free'],
  ['CA', ['US'], 15_001, 'ordinary'],
  ['CA', ['CN'], 2_000, 'free'],
  ['CA', ['CN'], 2_001, 'ordinary'],
  ['CA', ['CN', 'US'], 2_001, 'ordinary'],
  ['CH', ['CN'], 1_000, 'ordinary'],
] as const)('to %s from %j, %i cents of its dollar: %s', (territory, from, minor, kind) => {
  const lines = [orderLine({ total: { minor, currency: 'CAD' } })];
  expect(dutyDue({ lines, territory, from }, trialOn('2026-11-20')).kind).toBe(kind);
});

test.each([
  ['2026-02-23', { kind: 'ordinary' }],
  ['2026-02-24', { kind: 'percent', amount: { minor: 600, currency: 'USD' } }],
  ['2026-07-23', { kind: 'percent', amount: { minor: 600, currency: 'USD' } }],
  ['2026-07-24', { kind: 'percent', amount: { minor: 750, currency: 'USD' } }],
])('60 dollars of goods made in China, to the United States on %s', (day, due) => {
  const lines = [orderLine()];
  expect(dutyDue({ lines, territory: 'US', from: ['CN'] }, trialOn(day))).toEqual(due);
});

describe("a merchant's own duty in percent", () => {
  const refused = (value: number) => {
    const row = { key: 'US<CN', from: null, until: null, value, note: 'Our broker' };
    return refuseOverride(DUTY_TABLES.dutyPercent, row)?.code ?? null;
  };
  test.each([
    [0, null],
    [-0.01, 'out_of_range'],
    [200, null],
    [200.01, 'out_of_range'],
    [1_000, 'out_of_range'],
    [Number.NaN, 'not_a_number'],
  ])('of %d is refused for: %j', (value, code) => {
    expect(refused(value)).toBe(code);
  });

  test('never replaces the fee that is merely announced', () => {
    const row = { key: 'EU', from: null, until: null, value: 200, note: 'Read in the news' };
    expect(refuseOverride(DUTY_TABLES.scheduledFeePerLine, row)?.code).toBe('not_overwritable');
  });
});
