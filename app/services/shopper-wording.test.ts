import { expect, test } from 'vitest';
import { withWordingIn } from '#app/services/shopper-wording.ts';

const settings = { wording: { late: { de: 'Es dauert länger.', ja: '遅れています。' } } };
const stored = {
  id: '70-0',
  verdict: 'late',
  state: 'late',
  own: { language: 'de', text: 'Es dauert länger.' },
  newer: 1,
};
const inLanguage = (language: string | null) => withWordingIn([stored], { settings, language });

test.each([
  ['ja', { language: 'ja', text: '遅れています。' }],
  ['de-CH', { language: 'de', text: 'Es dauert länger.' }],
  ['fr', null],
  ['x'.repeat(10_000), null],
])('asked in %.10s the own sentence is %j', (language, own) => {
  expect(inLanguage(language)).toEqual([{ ...stored, own }]);
});

test('a parcel stays as it is without a language, and where it cannot be read', () => {
  expect(inLanguage(null)).toEqual([stored]);
  const strange = [null, 7, { state: 'teleported', verdict: 'late' }];
  expect(withWordingIn(strange, { settings, language: 'ja' })).toEqual(strange);
});
