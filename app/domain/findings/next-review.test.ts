import { describe, expect, test } from 'vitest';
import type { Judgement } from '#app/domain/findings/evaluate-rule.ts';
import { nextReview } from '#app/domain/findings/next-review.ts';
import { orderSubject } from '#app/domain/findings/order-subject.fixture.ts';
import { shopContext } from '#app/domain/findings/shop-context.fixture.ts';

const at = (iso: string) => new Date(iso);
const asOf = at('2026-10-20T12:00:00Z');
const facts = orderSubject({ shop: shopContext({ timeZone: 'Europe/Berlin' }) });
const byLooking = () => null;
const byOrder = () => facts.createdAt;

function review({
  reviewAt = null,
  notAsked = null,
  untils = [],
  governedOn = byLooking,
  effective = { from: '2020-01-01', until: null },
  attestations = [],
  subject = facts,
}: {
  reviewAt?: Date | null;
  notAsked?: Judgement['notAsked'];
  untils?: string[];
  governedOn?: () => Date | null;
  effective?: { from: string; until: string | null };
  attestations?: string[];
  subject?: typeof facts;
} = {}): Date | null {
  const row = { from: null, value: 1, cite: '', key: '' };
  return nextReview<'order'>({ attestations, effective, governedOn }, subject, {
    asOf,
    judgement: {
      notAsked,
      used: untils.map((until) => ({
        name: 'rate',
        unit: 'count' as const,
        by: 'law' as const,
        row: { ...row, until },
      })),
      outcome: {
        verdict: 'pass',
        message: null,
        clockStart: null,
        deadline: null,
        noDeadline: null,
        exposure: [],
        noExposure: null,
        exception: null,
        missing: [],
        trace: [],
        quotes: [],
        fixes: [],
        template: {},
        reviewAt,
      },
    },
  });
}

test('nothing that time could change needs no review', () => {
  expect(review()).toBeNull();
});

describe('the next review', () => {
  test.each([
    ['is when the rule says', { reviewAt: at('2026-10-25T00:00:00Z') }, '2026-10-25T00:00:00Z'],
    [
      'comes an hour later where the rule names what has passed',
      { reviewAt: asOf },
      '2026-10-20T13:00:00Z',
    ],
    [
      'is the day on which a figure ends, in the shop’s zone',
      { untils: ['2026-11-01'], reviewAt: at('2026-12-01T00:00:00Z') },
      '2026-10-31T23:00:00Z',
    ],
    [
      'is the day on which the rule begins',
      {
        notAsked: 'before_effective' as const,
        effective: { from: '2026-11-01', until: null },
        reviewAt: null,
      },
      '2026-10-31T23:00:00Z',
    ],
    [
      'is the day on which the rule ends',
      { effective: { from: '2020-01-01', until: '2026-12-24' } },
      '2026-12-23T23:00:00Z',
    ],
  ])('%s', (_fact, about, expected) => {
    expect(review(about)).toEqual(at(expected));
  });

  test('passes by a figure that has ended', () => {
    expect(review({ untils: ['2026-10-20'] })).toBeNull();
  });

  test('is never where the law of a day gone by governs', () => {
    expect(review({ governedOn: byOrder, untils: ['2026-11-01'] })).toBeNull();
    expect(
      review({
        governedOn: byOrder,
        effective: { from: '2026-11-01', until: null },
        notAsked: 'before_effective',
      }),
    ).toBeNull();
  });

  test.each(['not_in_use', 'after_end'] as const)('is never for a rule that is %s', (notAsked) => {
    expect(review({ notAsked, reviewAt: at('2026-10-25T00:00:00Z') })).toBeNull();
  });

  test('is when an answer ends that the rule asks for', () => {
    const until = at('2026-10-22T00:00:00Z');
    const answer = { answer: 'yes' as const, at: asOf, until, note: '' };
    const shop = shopContext({ attestations: { 'X-01.a': answer, 'Y-01.b': answer } });
    const subject = orderSubject({ shop });
    expect(review({ subject, attestations: ['X-01.a'] })).toEqual(until);
    expect(review({ subject, attestations: ['X-01.c'] })).toBeNull();
  });
});
