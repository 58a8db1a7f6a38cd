import { expect, test } from 'vitest';
import { parseShopSettings } from '#app/domain/verdicts/parse-shop-settings.ts';
import { DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { draftOf, formOf, isSameDraft } from './settings-draft.ts';

const settings: ShopSettings = {
  ...DEFAULT_SETTINGS,
  alerts: { mode: 'fixed', flaggedOf100: 5 },
  limits: {
    ...DEFAULT_SETTINGS.limits,
    countries: {
      BR: { ...DEFAULT_SETTINGS.limits.international, silentDays: 12.5, lateDays: null },
    },
  },
  calendar: {
    businessDays: false,
    defaultOrigin: 'CN',
    originClosedOn: ['2026-02-17', '2026-02-18'],
    destinationClosedOn: [],
  },
};

test.each([
  ['the defaults', DEFAULT_SETTINGS],
  ['settings with every field set', settings],
])('%s go through the form unchanged', (_, given) => {
  expect(parseShopSettings(formOf(draftOf(given)))).toEqual({ ok: true, settings: given });
});

test('a wrong text reaches the server as it was typed', () => {
  const draft = { ...draftOf(settings), sourceBlindHours: 'six' };
  expect(parseShopSettings(formOf(draft))).toMatchObject({
    ok: false,
    errors: [{ path: 'sourceBlindHours', code: 'not_a_number' }],
  });
});

test('closed days may stand on lines or between commas', () => {
  const draft = { ...draftOf(settings), originClosedOn: ' 2026-02-17,2026-02-18\n\n2026-02-19 ' };
  expect(formOf(draft).calendar.originClosedOn).toEqual(['2026-02-17', '2026-02-18', '2026-02-19']);
});

test('a draft is unchanged when a change was taken back', () => {
  const draft = draftOf(settings);
  expect(isSameDraft(draft, { ...draft, language: 'zh-CN' })).toBe(false);
  expect(isSameDraft(draft, { ...draft, originClosedOn: `${draft.originClosedOn}\n` })).toBe(true);
});
