import { expect, test } from 'vitest';
import { evaluateRule, evaluateSubject } from '#app/domain/findings/evaluate-rule.ts';
import { orderSubject, payment } from '#app/domain/findings/order-subject.fixture.ts';
import { known } from '#app/domain/findings/fact.ts';
import { parcelSubject } from '#app/domain/findings/parcel-subject.fixture.ts';
import type { Rule, RuleStatus } from '#app/domain/findings/rule.ts';
import { usShip01 } from '#app/domain/findings/rules/compliance/us-ship-01.ts';

const MIDNIGHT = new Date('2026-01-01T05:00:00Z');
const AS_OF = new Date('2026-06-01T12:00:00Z');

/** Asks for a figure that was 10 until 2025 and is 20 since, and fails whoever is asked. */
const FIGURES: Rule<'order'> = {
  ...usShip01,
  id: 'TEST-01',
  params: {
    days: {
      unit: 'calendar_days',
      mayOverwrite: true,
      least: 0,
      most: 100,
      rows: [
        { key: '', from: '2020-01-01', until: '2026-01-01', value: 10, cite: 'Old act' },
        { key: '', from: '2026-01-01', until: null, value: 20, cite: 'New act' },
      ],
    },
  },
  effective: { from: '2020-01-01', until: '2027-01-01' },
  conditions: ['paid'],
  messages: ['missed'],
  exceptions: [],
  governedOn: ({ createdAt }) => createdAt,
  evaluate: (_order, trial) =>
    trial.fail({
      message: 'missed',
      params: { days: trial.param('days') },
      deadline: 'standing',
      exposure: 'no_sum',
    }),
};

const placedAt = (createdAt: Date) => orderSubject({ createdAt });
const withStatus = (status: RuleStatus): Rule<'order'> => ({ ...FIGURES, status });

test.each([
  [
    'the last moment of the old year in the shop’s zone',
    new Date(MIDNIGHT.getTime() - 1),
    10,
    'Old act',
  ],
  ['the first moment of the new year there', MIDNIGHT, 20, 'New act'],
])('an order is judged by the figures of its own day: %s', (_name, createdAt, value, cite) => {
  const { outcome, used } = evaluateRule(FIGURES, placedAt(createdAt), { asOf: AS_OF });
  expect(outcome.message?.params).toEqual({ days: value });
  expect(used.map(({ row }) => row.cite)).toEqual([cite]);
});

test('where no day of the subject governs, the day of looking does', () => {
  const rule: Rule<'order'> = { ...FIGURES, governedOn: () => null };
  const order = placedAt(new Date('2021-05-01T12:00:00Z'));
  expect(evaluateRule(rule, order, { asOf: AS_OF }).used[0]?.row.cite).toBe('New act');
});

test.each([
  ['the day before it begins', '2020-01-01T04:59:59Z', 'before_effective'],
  ['the day it begins', '2020-01-01T05:00:00Z', null],
  ['the last day', '2027-01-01T04:59:59Z', null],
  ['the day it ends', '2027-01-01T05:00:00Z', 'after_end'],
])('a rule is asked while it is in force: %s', (_name, createdAt, notAsked) => {
  const judged = evaluateRule(FIGURES, placedAt(new Date(createdAt)), { asOf: AS_OF });
  expect(judged.notAsked).toBe(notAsked);
  expect(judged.outcome.verdict).toBe(notAsked === null ? 'fail' : 'not_applicable');
});

test.each(['draft', 'deprecated'] as const)('a %s rule asks nothing', (status) => {
  const judged = evaluateRule(withStatus(status), placedAt(AS_OF), { asOf: AS_OF });
  expect(judged).toMatchObject({ notAsked: 'not_in_use', used: [] });
});

test.each([
  ['before its day', '2020-06-01T12:00:00Z'],
  ['on an ordinary day', '2026-06-01T12:00:00Z'],
])('a scheduled rule never fails anyone: %s', (_name, createdAt) => {
  const scheduled: Rule<'order'> = {
    ...withStatus('scheduled'),
    effective: { from: '2026-07-01', until: null },
  };
  const order = placedAt(new Date(createdAt));
  const { outcome, notAsked } = evaluateRule(scheduled, order, { asOf: AS_OF });
  expect([outcome.verdict, notAsked]).toEqual(['upcoming', null]);
});

test('a figure of the merchant counts for its own rule only', () => {
  const own = { name: 'days', key: '', from: null, until: null, value: 33, note: 'Ours' };
  const judge = (ruleId: string) =>
    evaluateRule(FIGURES, placedAt(AS_OF), { asOf: AS_OF, overrides: [{ ...own, ruleId }] }).used;
  expect(judge('TEST-01')).toMatchObject([{ by: 'merchant', row: { value: 33, cite: 'Ours' } }]);
  expect(judge('OTHER-01')).toMatchObject([{ by: 'law', row: { value: 20 } }]);
});

test('an old order is judged by its own payment’s day, however late one looks', () => {
  const paidAt = new Date('2014-12-07T12:00:00Z');
  const order = orderSubject({
    payments: known([payment({ processedAt: paidAt })], { at: paidAt, origin: 'shopify' }),
  });
  expect(evaluateRule(usShip01, order, { asOf: AS_OF }).notAsked).toBe('before_effective');
});

test('a rule refuses a subject of another kind', () => {
  expect(() => evaluateSubject(usShip01, parcelSubject(), { asOf: AS_OF })).toThrow(
    'US-SHIP-01 judges no parcel',
  );
});
