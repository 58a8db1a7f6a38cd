import { expect, test } from 'vitest';
import { shipDateIn } from '#app/domain/findings/ship-date-in-text.ts';

test.each([
  ['English, month first', 'Oak. Ships by March 31, 2027. Care: dry.', 'Ships by March 31, 2027.'],
  ['English, day first', 'Available from 3rd May', 'Available from 3rd May'],
  [
    'English, a month alone',
    'Pre-order: delivered in Jan 2027',
    'Pre-order: delivered in Jan 2027',
  ],
  ['an ISO date', 'Dispatch on 2027-01-15', 'Dispatch on 2027-01-15'],
  ['German', 'Lieferbar ab 15. Januar.', 'Lieferbar ab 15. Januar.'],
  ['German, digits', 'Der Versand beginnt am 15.01.2027', 'Der Versand beginnt am 15.01.2027'],
  ['French', 'Expédition le 1er avril', 'Expédition le 1er avril'],
  ['Simplified Chinese', '预售，预计1月15日发货。', '预售，预计1月15日发货。'],
  ['Traditional Chinese', '預購商品，3 月底出貨', '預購商品，3 月底出貨'],
])('a day to ship is found: %s', (_name, text, sentence) => {
  expect(shipDateIn(text)).toBe(sentence);
});

test.each([
  ['no date', 'Ships when it is ready.'],
  ['a date of something else', 'Founded on March 31, 1987. Ships worldwide.'],
  ['a month that is another word', 'It may ship sooner.'],
  ['nothing', ''],
])('%s is no day to ship', (_name, text) => {
  expect(shipDateIn(text)).toBeNull();
});

test('a text without an end is read in a moment', () => {
  const before = performance.now();
  shipDateIn('ships mar '.repeat(100_000));
  expect(performance.now() - before).toBeLessThan(500);
});
