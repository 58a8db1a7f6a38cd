import { describe, expect, test } from 'vitest';
import { known, missing } from '#app/domain/findings/fact.ts';
import { openTrial, traced, tracedValue } from '#app/domain/findings/trial.ts';

const AT = new Date('2026-06-01T12:00:00Z');
const USD = (minor: number) => ({ minor, currency: 'USD' });
const RULE = {
  id: 'TEST-01',
  params: {
    days: {
      unit: 'calendar_days',
      mayOverwrite: false,
      least: 0,
      most: 100,
      rows: [
        { key: 'US', from: '2020-01-01', until: null, value: 30, cite: 'Act' },
        { key: 'EU', from: null, until: null, value: 14, cite: 'Directive' },
      ],
    },
  },
  conditions: ['paid', 'shipped'],
  messages: ['late'],
  exceptions: [{ id: 'company' }],
} as const;

const trialOn = (day = '2026-06-01') => openTrial({ rule: RULE, asOf: AT, day, overrides: [] });
const LATE = { message: 'late', deadline: AT, exposure: [USD(5)] } as const;

describe('a trial', () => {
  test('writes down every condition in the order asked, with what it rested on', () => {
    const trial = trialOn();
    const paidAt = tracedValue('paidAt', AT, { at: AT, origin: 'shopify' });
    expect(trial.check('paid', true, paidAt)).toBe(true);
    expect(trial.check('shipped', null)).toBeNull();
    expect(trial.fail(LATE).trace).toEqual([
      { condition: 'paid', holds: true, facts: [paidAt] },
      { condition: 'shipped', holds: null, facts: [] },
    ]);
  });

  test('writes an exception down only when it holds', () => {
    const trial = trialOn();
    expect(trial.excepts('company', false)).toBe(false);
    expect(trial.pass().exception).toBeNull();
    expect(trial.excepts('company', true)).toBe(true);
    expect(trial.notApplicable()).toMatchObject({
      exception: 'company',
      trace: [{ condition: 'exception.company', holds: true }],
    });
    expect(trial.upcoming(LATE).exception).toBe('company');
  });

  test('names each figure it used once', () => {
    const trial = trialOn();
    expect([trial.param('days', 'US'), trial.param('days', 'US')]).toEqual([30, 30]);
    expect(trial.paramOrNull('days', 'CN')).toBeNull();
    expect(trial.used.map(({ row }) => row.cite)).toEqual(['Act']);
  });

  test.each([
    ['a figure without a row that day', () => trialOn('2019-12-31').param('days', 'US')],
    ['a table', () => trialOn().param('weeks')],
    ['a condition', () => trialOn().check('weighed', true)],
    ['an exception', () => trialOn().excepts('gift', false)],
    ['a message', () => trialOn().fail({ ...LATE, message: 'gone' })],
    ['a message of the unknown', () => trialOn().unknown({ message: 'gone', missing: [] })],
  ])('refuses %s that the rule does not declare', (_name, act) => {
    expect(act).toThrow('TEST-01');
  });

  test.each([
    [
      'a date and a sum',
      AT,
      [USD(5)],
      { deadline: AT, noDeadline: null, exposure: [USD(5)], noExposure: null },
    ],
    [
      'reasons for neither',
      'standing',
      'no_sum',
      { deadline: null, noDeadline: 'standing', exposure: [], noExposure: 'no_sum' },
    ],
    [
      'sums of nothing, which are no sum',
      AT,
      [USD(0)],
      { deadline: AT, noDeadline: null, exposure: [], noExposure: 'nothing_open' },
    ],
    [
      'no sum at all',
      AT,
      [],
      { deadline: AT, noDeadline: null, exposure: [], noExposure: 'nothing_open' },
    ],
  ] as const)('concludes with %s', (_name, deadline, exposure, expected) => {
    expect(trialOn().fail({ message: 'late', deadline, exposure })).toMatchObject(expected);
  });

  test('keeps at most 300 characters of a quote', () => {
    const quotes = [{ text: 'a'.repeat(400), where: 'title', locale: null }];
    expect(trialOn().fail({ ...LATE, quotes }).quotes[0]?.text).toHaveLength(300);
  });

  test('names the missing facts when it cannot tell', () => {
    const why = { kind: 'scope', scope: 'read_markets' } as const;
    expect(trialOn().unknown({ message: 'late', missing: [why] })).toMatchObject({
      verdict: 'unknown',
      missing: [why],
      noDeadline: 'fact_missing',
      noExposure: 'fact_missing',
    });
  });
});

test('a known fact is traced with its value, time and origin', () => {
  const fact = known({ days: 5 }, { at: AT, origin: 'merchant' });
  expect(traced('promise', fact, ({ days }) => days)).toEqual({
    name: 'promise',
    value: 5,
    at: AT,
    origin: 'merchant',
    missing: null,
  });
});

test('a missing fact is traced with why it is missing, and its value is never asked', () => {
  const why = { kind: 'empty', field: 'promise' } as const;
  const line = traced('promise', missing<number>(why), () => {
    throw new Error('asked');
  });
  expect(line).toEqual({ name: 'promise', value: null, at: null, origin: null, missing: why });
});
