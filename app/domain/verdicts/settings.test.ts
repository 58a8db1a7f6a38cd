import { describe, expect, test } from 'vitest';
import { calendarsFor, DEFAULT_SETTINGS, limitsFor } from '#app/domain/verdicts/settings.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';

const patient = { ...DEFAULT_SETTINGS.limits.international, silentDays: 12 };
const settings: ShopSettings = {
  ...DEFAULT_SETTINGS,
  limits: { ...DEFAULT_SETTINGS.limits, countries: { BR: patient } },
};

describe('limitsFor', () => {
  test.each([
    ['CN', 'DE', 'international', null, 5],
    ['DE', 'DE', 'domestic', null, 3],
    ['CN', 'BR', 'country', 'BR', 12],
    ['BR', 'BR', 'country', 'BR', 12],
    [null, 'DE', 'international', null, 5],
    ['CN', null, 'international', null, 5],
    [null, null, 'international', null, 5],
  ])('from %s to %s it is the %s set (%s)', (origin, destination, group, country, silentDays) => {
    const limits = limitsFor(settings, { origin, destination });
    expect(limits).toMatchObject({ group, country, set: { silentDays }, sourceBlindHours: 6 });
  });

  test('the default origin stands in for an unknown one', () => {
    const withDefault = {
      ...settings,
      calendar: { ...settings.calendar, defaultOrigin: 'DE' },
    };
    expect(limitsFor(withDefault, { origin: null, destination: 'DE' }).group).toBe('domestic');
    expect(calendarsFor(withDefault, { origin: null, destination: 'US' }).origin.country).toBe(
      'DE',
    );
  });

  test('a country named like a property of objects has no limits of its own', () => {
    const lane = { origin: 'CN', destination: 'constructor' };
    expect(limitsFor(settings, lane).group).toBe('international');
  });
});

test('calendarsFor gives the same objects for the same lane, so their tables stay warm', () => {
  const lane = { origin: 'CN', destination: 'US' };
  expect(calendarsFor(settings, lane).origin).toBe(calendarsFor(settings, lane).origin);
  expect(calendarsFor(settings, lane).destination.country).toBe('US');
});
