import { expect, test } from 'vitest';
import { phraseOf, PHRASES } from './phrases.ts';

test('every text belongs to exactly one phrase and leads back to it', () => {
  const seen = new Set<string>();
  for (const [key, { en, zh }] of Object.entries(PHRASES)) {
    for (const text of [...en, ...zh]) {
      expect(seen.has(text), text).toBe(false);
      seen.add(text);
      expect(phraseOf(text)).toBe(key);
    }
  }
});

test('a text the world does not use belongs to no phrase', () => {
  expect(phraseOf('Abducted by aliens')).toBeNull();
});
