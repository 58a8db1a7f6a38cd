import { describe, expect, test } from 'vitest';
import { NO_CASH_SETTINGS, readCashSettings } from '#app/domain/cash/cash-settings.ts';
import { parseCashSettings } from '#app/domain/cash/parse-cash-settings.ts';

const FORM = {
  opening: { amount: '12,345.60', currency: 'USD', on: '2026-11-27' },
  threshold: { amount: '5000', currency: 'USD' },
  reserve: { held: '1.200,50', percent: 25, days: 120, kind: 'rolling' },
  adElasticity: 0.5,
  holdingPercent: 20,
  deadDays: 90,
  shipsDirect: true,
};
const parse = (over: object) =>
  parseCashSettings({ ...FORM, ...over }, { currency: 'USD', today: '2026-11-27' });
const faultsOf = (over: object) => {
  const parsed = parse(over);
  return parsed.ok ? [] : parsed.faults.map(({ path, code }) => `${path}: ${code}`);
};

test('amounts are read in both decimal signs, percentages to hundredths', () => {
  expect(parse({})).toEqual({
    ok: true,
    settings: {
      opening: { minor: 1_234_560, currency: 'USD', on: '2026-11-27' },
      threshold: { minor: 500_000, currency: 'USD' },
      reserve: { heldMinor: 120_050, percentBp: 2_500, days: 120, kind: 'rolling' },
      adElasticity: 0.5,
      holdingShare: 0.2,
      deadDays: 90,
      shipsDirect: true,
    },
  });
});

test('what is not said is null', () => {
  expect(parse({ opening: null, threshold: null, reserve: null })).toMatchObject({
    settings: { opening: null, threshold: null, reserve: null },
  });
});

const opening = (over: object) => ({ opening: { ...FORM.opening, ...over } });
const reserve = (over: object) => ({ reserve: { ...FORM.reserve, ...over } });

describe('every fault is named by its field', () => {
  test.each<[string, object, string[]]>([
    ['an overdrawn account is an opening', opening({ amount: '-120.00' }), []],
    ['words are no amount', opening({ amount: 'lots' }), ['opening.amount: not_an_amount']],
    ['1.234 reads both ways', opening({ amount: '1.234' }), ['opening.amount: amount_unclear']],
    ['1234 does not', opening({ amount: '1234' }), []],
    ['a fraction of a cent', opening({ amount: '1.2345' }), ['opening.amount: not_an_amount']],
    ['30 February', opening({ on: '2026-02-30' }), ['opening.on: not_a_date']],
    ['tomorrow', opening({ on: '2026-11-28' }), ['opening.on: in_the_future']],
    ['60 days ago', opening({ on: '2026-09-28' }), []],
    ['61 days ago', opening({ on: '2026-09-27' }), ['opening.on: too_long_ago']],
    [
      'a threshold in another currency',
      { threshold: { amount: '5000', currency: 'EUR' } },
      ['threshold.currency: other_currency'],
    ],
    ['a reserve of 100 %', reserve({ percent: 100 }), []],
    ['a reserve of 101 %', reserve({ percent: 101 }), ['reserve.percent: out_of_range']],
    ['a reserve below nothing', reserve({ held: '-1' }), ['reserve.held: below_zero']],
    ['half a day', reserve({ days: 1.5 }), ['reserve.days: out_of_range']],
    ['366 days', reserve({ days: 366 }), ['reserve.days: out_of_range']],
    ['a kind nobody knows', reserve({ kind: 'odd' }), ['reserve.kind: not_settings']],
    ['dead after 6 days', { deadDays: 6 }, ['deadDays: out_of_range']],
    ['dead after 7 days', { deadDays: 7 }, []],
    ['holding 101 %', { holdingPercent: 101 }, ['holdingPercent: out_of_range']],
    ['ads that work too well', { adElasticity: 3.1 }, ['adElasticity: out_of_range']],
    ['a text for a number', { adElasticity: 'much' }, ['adElasticity: not_settings']],
    [
      'two faults are both named',
      { ...opening({ amount: '' }), deadDays: 0 },
      ['opening.amount: not_an_amount', 'deadDays: out_of_range'],
    ],
  ])('%s', (_fact, over, faults) => {
    expect(faultsOf(over)).toEqual(faults);
  });

  test('what is no form at all is refused', () => {
    expect(parseCashSettings(null, { currency: 'USD', today: '2026-11-27' }).ok).toBe(false);
  });
});

describe('stored settings', () => {
  test('come back as they were saved', () => {
    const parsed = parse({});
    expect(parsed.ok && readCashSettings(JSON.parse(JSON.stringify(parsed.settings)))).toEqual(
      parsed.ok && parsed.settings,
    );
  });

  test.each([null, undefined, 7, 'x', {}])('that are %j say nothing', (stored) => {
    expect(readCashSettings(stored)).toEqual(NO_CASH_SETTINGS);
  });

  test('lose a field that cannot be read and keep the others', () => {
    expect(readCashSettings({ deadDays: 30, reserve: { percentBp: -4 } })).toEqual({
      ...NO_CASH_SETTINGS,
      deadDays: 30,
    });
  });
});
