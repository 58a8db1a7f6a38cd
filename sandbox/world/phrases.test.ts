import { expect, test } from 'vitest';
import { phraseOf, PHRASES } from './phrases.ts';

test('every text belongs to exactly one phrase and leads back to it', () => {
  const texts = Object.entries(PHRASES).flatMap(([key, { en, zh }]) =>
    [...en, ...zh].map((text) => ({ key, text })),
  );
  expect(new Set(texts.map(({ text }) => text)).size).toBe(texts.length);
  expect(texts.filter(({ key, text }) => phraseOf(text) !== key)).toEqual([]);
});

test('a text the world does not use belongs to no phrase', () => {
  expect(phraseOf('Abducted by aliens')).toBeNull();
});
