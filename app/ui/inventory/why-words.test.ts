import { describe, expect, test } from 'vitest';
import { PLAN_REASONS } from '#app/domain/inventory/plan/plan-reasons.ts';
import { PLAN_GAPS } from '#app/domain/inventory/variant-plan.ts';
import { SUPPLY_FAULTS } from '#app/contracts/suppliers.ts';
import { createI18n } from '#app/i18n/i18n.ts';
import { LANGUAGES } from '#app/i18n/languages.ts';
import { createFormat } from '../format.ts';
import { whyWords } from './why-words.ts';

const words = (language: (typeof LANGUAGES)[number]) => ({
  t: createI18n(language).t,
  format: createFormat({
    language,
    timeZone: 'UTC',
    currency: 'USD',
    now: '2026-11-20T00:00:00Z',
  }),
});
const why = (code: string, values: Record<string, string | number | null>) =>
  whyWords({ code, values }, words('en'));

describe.each(LANGUAGES)('in %s', (language) => {
  const { t } = words(language);

  test.each(PLAN_REASONS)('the reason %s has words', (code) => {
    expect(whyWords({ code, values: { days: 1 } }, words(language))).toMatch(/\p{L}{2}/u);
    expect(whyWords({ code, values: { days: 1 } }, words(language))).not.toContain('inventory.');
  });

  test.each(PLAN_GAPS)('the gap %s has a name and says how to mend it', (gap) => {
    expect(t(`inventory.gapShort.${gap}`)).not.toContain('inventory.');
    expect(t(`inventory.gap.${gap}`)).not.toContain('inventory.');
  });

  test.each(SUPPLY_FAULTS)('the fault %s has words', (code) => {
    expect(t(`inventory.fault.${code}`)).not.toContain('inventory.');
  });
});

test('numbers, dates and codes are written as the screen writes them', () => {
  expect(why('demand_level', { weekly: 1_234.56 })).toContain('1,234.6');
  expect(
    why('order_covers', { on: '2026-11-20', lastDay: '2026-11-24', from: 9, until: 16 }),
  ).toContain('24 Nov 2026');
  expect(why('method_chosen', { method: 'tsb' })).toContain('Fading demand (TSB)');
  expect(why('no_order_known', { because: 'no_lead_time' })).toContain('Lead time missing');
});

test('what is assumed is not told as learned', () => {
  expect(why('service_level', { percent: 95, learned: 1, ratio: null })).not.toEqual(
    why('service_level', { percent: 95, learned: 0, ratio: null }),
  );
  expect(why('review', { days: 7, assumed: 1 })).not.toEqual(
    why('review', { days: 7, assumed: 0 }),
  );
});

test('a delay below nothing is told as faster', () => {
  expect(why('direct_delay', { days: -3 })).toMatch(/3 days less/);
});

test('a step that nobody has words for is left out', () => {
  expect(why('moon_phase', {})).toBeNull();
});
