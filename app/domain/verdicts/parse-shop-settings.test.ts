import { describe, expect, test } from 'vitest';
import { parseShopSettings } from '#app/domain/verdicts/parse-shop-settings.ts';
import { DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';

describe('parseShopSettings', () => {
  const form = () => {
    const { limits, calendar, ...rest } = structuredClone(DEFAULT_SETTINGS);
    const domestic: Record<string, unknown> = { ...limits.domestic };
    const countries: Record<string, unknown> = {};
    const days: Record<string, unknown> = { ...calendar };
    return { ...rest, limits: { ...limits, domestic, countries }, calendar: days };
  };
  const errorsOf = (value: unknown) => {
    const result = parseShopSettings(value);
    return result.ok ? [] : result.errors;
  };

  test('reads the defaults as they are', () => {
    expect(parseShopSettings(DEFAULT_SETTINGS)).toEqual({ ok: true, settings: DEFAULT_SETTINGS });
  });

  test('reads numbers written as text, country limits, and dates once each in order', () => {
    const value = form();
    value.limits.domestic.silentDays = '2.5';
    value.limits.domestic.lateDays = '';
    value.limits.countries = { BR: DEFAULT_SETTINGS.limits.domestic };
    value.calendar.originClosedOn = ['2026-10-08', '2026-02-14', '2026-10-08'];
    const result = parseShopSettings(value);
    expect(result).toMatchObject({
      ok: true,
      settings: {
        limits: {
          domestic: { silentDays: 2.5, lateDays: null },
          countries: { BR: DEFAULT_SETTINGS.limits.domestic },
        },
        calendar: { originClosedOn: ['2026-02-14', '2026-10-08'] },
      },
    });
  });

  test.each([
    [0.5, undefined],
    [0, 'out_of_range'],
    [60, undefined],
    [60.5, 'out_of_range'],
    [-3, 'out_of_range'],
    [2.5, undefined],
    [2.25, 'not_half_step'],
    ['3', undefined],
    ['three', 'not_a_number'],
    ['', 'required'],
    [null, 'required'],
    [Number.NaN, 'not_a_number'],
    [Number.POSITIVE_INFINITY, 'not_a_number'],
    [true, 'not_a_number'],
    [[3], 'not_a_number'],
    ['1e1', 'not_a_number'],
  ])('a limit of %j days gives %s', (days, code) => {
    const value = form();
    value.limits.domestic.silentDays = days;
    expect(errorsOf(value).map((error) => [error.path, error.code])).toEqual(
      code === undefined ? [] : [['limits.domestic.silentDays', code]],
    );
  });

  test.each([
    [1, undefined],
    [0, 'out_of_range'],
    [168, undefined],
    [169, 'out_of_range'],
    [6.5, 'not_whole'],
  ])('%d hours until the source is blind gives %s', (sourceBlindHours, code) => {
    expect(errorsOf({ ...form(), sourceBlindHours })[0]?.code).toBe(code);
  });

  test.each([
    ['2026-02-28', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['28.02.2026', false],
    ['2026-2-8', false],
    [20260228, false],
    [null, false],
  ])('%j is a real date: %s', (date, isReal) => {
    const value = form();
    value.calendar.destinationClosedOn = ['2026-01-02', date];
    const expected = isReal ? [] : [['calendar.destinationClosedOn.1', 'not_a_date']];
    expect(errorsOf(value).map((error) => [error.path, error.code])).toEqual(expected);
  });

  test.each([
    ['CN', true],
    [null, true],
    ['', true],
    ['cn', false],
    ['XX', false],
    ['China', false],
    [7, false],
  ])('%j can be the default origin: %s', (defaultOrigin, isGood) => {
    const value = form();
    value.calendar.defaultOrigin = defaultOrigin;
    expect(errorsOf(value)).toHaveLength(isGood ? 0 : 1);
  });

  test('limits for what is no country name the field', () => {
    const value = form();
    value.limits.countries = { Brazil: DEFAULT_SETTINGS.limits.domestic };
    expect(errorsOf(value)).toEqual([
      { path: 'limits.countries.Brazil', code: 'not_a_country', params: { value: 'Brazil' } },
    ]);
  });

  test('an unknown language is refused', () => {
    expect(errorsOf({ ...form(), language: 'de' })).toEqual([
      { path: 'language', code: 'not_a_choice', params: {} },
    ]);
  });

  test('every wrong field is named at once', () => {
    const value = form();
    value.limits.domestic.silentDays = 99;
    value.limits.domestic.customsDays = 'x';
    value.calendar.businessDays = 'yes';
    expect(errorsOf(value).map(({ path }) => path)).toEqual([
      'limits.domestic.silentDays',
      'limits.domestic.customsDays',
      'calendar.businessDays',
    ]);
  });

  test.each([undefined, null, 7, 'x', [], {}])(
    '%j is refused field by field, never a crash',
    (value) => {
      expect(errorsOf(value).length).toBeGreaterThan(10);
    },
  );

  test('a thousand closed days are refused as a whole', () => {
    const value = form();
    value.calendar.originClosedOn = Array.from({ length: 1000 }, () => '2026-01-01');
    expect(errorsOf(value)).toEqual([
      { path: 'calendar.originClosedOn', code: 'too_many', params: { max: 200 } },
    ]);
  });
});
