import { describe, expect, test } from 'vitest';
import { NO_SETTINGS } from '#app/domain/findings/compliance-settings.ts';
import type { ParamOverride, ParamTable } from '#app/domain/findings/params.ts';
import { parseComplianceSettings } from '#app/domain/findings/parse-compliance-settings.ts';

const rate: ParamTable = {
  unit: 'percent',
  mayOverwrite: true,
  least: 0,
  most: 100,
  rows: [{ key: 'CN', from: '2026-07-24', until: null, value: 12.5, cite: 'USTR' }],
};
const rules = new Map([
  ['CUS-COST-01', { params: { rate, fixed: { ...rate, mayOverwrite: false } } }],
]);
const own: ParamOverride = {
  ruleId: 'CUS-COST-01',
  name: 'rate',
  key: 'CN',
  from: '2026-11-01',
  until: null,
  value: 20,
  note: 'Broker’s figure',
};
const faultsOf = (form: unknown) => {
  const parsed = parseComplianceSettings(form, rules);
  return parsed.ok ? [] : parsed.faults.map(({ path, code }) => `${path}: ${code}`);
};

test('settings nobody has touched are taken as they are', () => {
  expect(parseComplianceSettings(NO_SETTINGS, rules)).toEqual({ ok: true, settings: NO_SETTINGS });
});

describe('a figure of the merchant’s own', () => {
  test.each<[string, Partial<ParamOverride>, string[]]>([
    ['at the upper bound is taken', { value: 100 }, []],
    ['above it is refused', { value: 101 }, ['overrides.0.value: out_of_range']],
    ['of 1,000 % is refused', { value: 1_000 }, ['overrides.0.value: out_of_range']],
    ['of zero is taken', { value: 0 }, []],
    ['below zero is refused', { value: -1 }, ['overrides.0.value: out_of_range']],
    ['without a note is refused', { note: ' ' }, ['overrides.0.note: note_missing']],
    [
      'of a table nobody may change is refused',
      { name: 'fixed' },
      ['overrides.0.value: not_overwritable'],
    ],
    [
      'of a table that is not there is refused',
      { name: 'other' },
      ['overrides.0.key: no_such_table'],
    ],
    ['of a key that is not there is refused', { key: 'XX' }, ['overrides.0.key: no_such_table']],
    [
      'ending on its first day is refused',
      { until: '2026-11-01' },
      ['overrides.0.until: ends_before_it_begins'],
    ],
    ['ending the day after is taken', { until: '2026-11-02' }, []],
    [
      'from a day that does not exist is refused',
      { from: '2026-13-01' },
      ['overrides.0.from: bad_date'],
    ],
  ])('%s', (_, change, faults) => {
    expect(faultsOf({ ...NO_SETTINGS, overrides: [{ ...own, ...change }] })).toEqual(faults);
  });

  test.each<[string, string | null, string[]]>([
    ['on the day the first ends is taken', '2026-12-01', []],
    ['a day before the first ends is refused', '2026-11-30', ['overrides.1.from: overlaps']],
    ['without a beginning is refused', null, ['overrides.1.from: overlaps']],
  ])('that begins %s', (_, from, faults) => {
    const overrides = [
      { ...own, until: '2026-12-01' },
      { ...own, from },
    ];
    expect(faultsOf({ ...NO_SETTINGS, overrides })).toEqual(faults);
  });
});

test.each<[string, object, string[]]>([
  ['a country nobody knows', { targets: ['DE', 'XX'] }, ['targets: not_a_country']],
  ['half a day', { promiseToShip: { days: 1.5, unit: 'calendar' } }, ['promiseToShip: not_days']],
  [
    '366 days',
    { promiseToDeliver: { days: 366, unit: 'calendar' } },
    ['promiseToDeliver: not_days'],
  ],
  [
    'a metafield without a namespace',
    { mapped: { manufacturer: 'maker' } },
    ['mapped.manufacturer: not_a_metafield'],
  ],
  ['a whole metafield', { mapped: { manufacturer: 'custom.maker' } }, []],
  ['text where a list belongs', { rulesOff: 'all' }, ['rulesOff: not_settings']],
])('%s comes back as %o', (_, change, faults) => {
  expect(faultsOf({ ...NO_SETTINGS, ...change })).toEqual(faults);
});

test('a rule that is gone is dropped from those that are off', () => {
  const parsed = parseComplianceSettings(
    { ...NO_SETTINGS, rulesOff: ['GONE-01', 'CUS-COST-01'] },
    rules,
  );
  expect(parsed.ok && parsed.settings.rulesOff).toEqual(['CUS-COST-01']);
});
