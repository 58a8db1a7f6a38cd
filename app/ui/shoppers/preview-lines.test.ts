import { describe, expect, test } from 'vitest';
import {
  DEFAULT_SHOPPER_SETTINGS,
  SHOPPER_LANGUAGES,
  type ShopperSettings,
} from '#app/domain/shopper/shopper-settings.ts';
import { VERDICTS, type VerdictKind } from '#app/domain/verdicts/verdict.ts';
import { localeWords, translateFrom } from './locale-words.ts';
import { previewLines } from './preview-lines.ts';

const now = new Date('2026-11-20T12:00:00Z');
const english = await localeWords('en');

const linesOf = (verdict: VerdictKind, change: Partial<ShopperSettings> = {}) =>
  previewLines(verdict, {
    settings: { ...DEFAULT_SHOPPER_SETTINGS, ...change },
    language: 'en',
    translate: english,
    now,
    timeZone: 'Europe/Berlin',
  });

describe.each(SHOPPER_LANGUAGES)('in %s', (language) => {
  test.each(VERDICTS)(
    'the example parcel of %s is told in words, none of them missing',
    async (verdict) => {
      const translate = await localeWords(language);
      const { legs, ...lines } = previewLines(verdict, {
        settings: DEFAULT_SHOPPER_SETTINGS,
        language,
        translate,
        now,
        timeZone: 'Europe/Berlin',
      });
      const said = [...Object.values(lines), ...legs.flatMap(({ who, label }) => [who, label])];
      const words = said.filter((line) => line !== null);
      expect(words.length).toBeGreaterThan(1);
      // A key that has no text is said as itself; a value that is not filled in stands in braces.
      expect(words.filter((line) => /^[a-z]\w*(?:\.\w+)+$|\{\{/.test(line))).toEqual([]);
    },
  );
});

test('what a shop hides is left out, and the state and its last scan stay', () => {
  const show = { numbers: false, silence: false, delivery: false, next: false };
  const shown = linesOf('on_track');
  const hidden = linesOf('on_track', { show });
  expect(shown.legs).toHaveLength(2);
  expect([shown.silence, shown.delivery, shown.next]).not.toContain(null);
  expect(hidden).toEqual({ ...shown, silence: null, delivery: null, next: null, legs: [] });
});

test('a shop’s own sentence replaces the first one, in its language alone', () => {
  const wording = { stalled: { en: 'We are asking the carrier.', de: 'Wir fragen nach.' } };
  expect(linesOf('stalled', { wording }).headline).toBe('We are asking the carrier.');
  expect(linesOf('late', { wording }).headline).toBe(linesOf('late').headline);
});

test.each([
  ['a', {}, 'a'],
  ['b.c', {}, 'See {{x}}'],
  ['b.c', { x: '3' }, 'See 3'],
  ['b.gone', {}, 'b.gone'],
  ['b', {}, 'b'],
])('the key %s with %o is said as “%s”', (key, values, said) => {
  expect(translateFrom({ a: 'a', b: { c: 'See {{x}}' } })(key, values)).toBe(said);
});
