import { describe, expect, test } from 'vitest';
import { sourceClock, type SourceAnswer } from '#app/domain/verdicts/source-clock.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 5, 1, hour));
const answer = (over: Partial<SourceAnswer> = {}): SourceAnswer => ({
  source: 'seventeen_track',
  numberKey: 'A1',
  answeredAt: at(8),
  syncedAt: null,
  isSyncFailing: false,
  ...over,
});
const shopify = (hour: number | null, canSpeak = true) => ({
  answeredAt: hour === null ? null : at(hour),
  canSpeak,
});
const clock = (over: Partial<Parameters<typeof sourceClock>[0]>) => {
  const { answeredBy, sourceAnsweredAt } = sourceClock({
    chain: ['A1'],
    answers: [],
    shopify: shopify(6),
    toldLast: [],
    ...over,
  });
  return [answeredBy, sourceAnsweredAt?.getUTCHours() ?? null];
};

describe('the second clock', () => {
  test.each([
    ['is Shopify’s where nobody else follows', {}, ['shopify', 6]],
    [
      'is Shopify’s where nobody else follows, even of a carrier it does not know',
      { shopify: shopify(6, false) },
      ['shopify', 6],
    ],
    ['is the freshest of those who follow', { answers: [answer()] }, ['seventeen_track', 8]],
    [
      'is Shopify’s when it answered last',
      { answers: [answer()], shopify: shopify(9) },
      ['shopify', 9],
    ],
    [
      'is not Shopify’s where it does not follow the number',
      { answers: [answer()], shopify: shopify(9, false) },
      ['seventeen_track', 8],
    ],
    [
      'runs only up to what the source had synced itself',
      { answers: [answer({ syncedAt: at(2) })], shopify: shopify(1) },
      ['seventeen_track', 2],
    ],
    [
      'never runs ahead of the answer',
      { answers: [answer({ syncedAt: at(20) })], shopify: shopify(1) },
      ['seventeen_track', 8],
    ],
    [
      'does not run on an answer whose sync fails',
      { answers: [answer({ isSyncFailing: true })], shopify: shopify(null, false) },
      ['seventeen_track', null],
    ],
    [
      'is that of who told the last scan, though another answered later',
      {
        answers: [answer()],
        shopify: shopify(9),
        toldLast: ['seventeen_track' as const],
      },
      ['seventeen_track', 8],
    ],
    [
      'is that of any when who told the last scan is never asked',
      { answers: [answer()], toldLast: ['csv' as const] },
      ['seventeen_track', 8],
    ],
    [
      'is that of the last number of the chain',
      {
        chain: ['A1', 'B2'],
        answers: [answer({ numberKey: 'B2', answeredAt: at(3) }), answer()],
        shopify: shopify(1),
      },
      ['seventeen_track', 3],
    ],
  ])('%s', (_fact, over, expected) => {
    expect(clock(over)).toEqual(expected);
  });
});
