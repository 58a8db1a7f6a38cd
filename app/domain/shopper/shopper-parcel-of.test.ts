import { describe, expect, it } from 'vitest';
import { SILENCE_STAGES } from '#app/domain/lanes/silence-stage.ts';
import { MILESTONES, type Milestone } from '#app/domain/scans/scan.ts';
import { FIXTURE_NOW, shopperFacts } from '#app/domain/shopper/shopper-facts.fixture.ts';
import { shopperParcelOf, type ShopperFacts } from '#app/domain/shopper/shopper-parcel-of.ts';
import { shopperStateOf } from '#app/domain/shopper/shopper-state-of.ts';
import { SHOPPER_STATES, type ShopperState } from '#app/domain/shopper/shopper-parcel.ts';
import { DEFAULT_SHOPPER_SETTINGS } from '#app/domain/shopper/shopper-settings.ts';
import { CAUSES, VERDICTS, type Cause, type VerdictKind } from '#app/domain/verdicts/verdict.ts';

const settings = DEFAULT_SHOPPER_SETTINGS;
const seen = (told: Partial<ShopperFacts> = {}) =>
  shopperParcelOf(shopperFacts(told), { settings, language: 'en' });
const at = (milestone: Milestone, instant = '2026-11-16T08:00:00Z') => ({
  milestone,
  at: new Date(instant),
  country: null,
});

/** Every verdict with every cause it can have, and what its shopper is told. */
const TOLD: readonly [VerdictKind, Cause | null, ShopperState][] = [
  ['on_track', 'moving', 'in_destination'],
  ['on_track', 'awaiting_number', 'preparing'],
  ['on_track', 'awaiting_first_scan', 'announced'],
  ['on_track', 'fulfillment_cancelled', 'cancelled'],
  ['late', 'past_promised_date', 'late'],
  ['late', 'promise_unlikely', 'late'],
  ['late', 'past_usual_time', 'late'],
  ['stalled', 'silent_before_departure', 'silent'],
  ['stalled', 'silent_after_departure', 'silent'],
  ['stalled', 'silent_in_destination', 'silent'],
  ['stalled', 'silent_unknown_stage', 'silent'],
  ['never_scanned', 'announced_not_handed_over', 'not_scanned'],
  ['never_scanned', 'number_unknown_to_carrier', 'not_scanned'],
  ['never_scanned', 'carrier_not_reported_by_shopify', 'no_news'],
  ['missing_number', 'number_not_uploaded', 'no_number'],
  ['customs_hold', 'customs_needs_action', 'customs_needs_you'],
  ['customs_hold', 'customs_silent', 'customs_silent'],
  ['wrong_number', 'number_scanned_before_payment', 'number_in_doubt'],
  ['wrong_number', 'number_delivered_before_order', 'number_in_doubt'],
  ['wrong_number', 'number_delivered_elsewhere', 'number_in_doubt'],
  ['wrong_number', 'number_impossible_place', 'number_in_doubt'],
  ['wrong_number', 'number_same_number_other_order', 'number_in_doubt'],
  ['wrong_number', 'number_too_fast', 'number_in_doubt'],
  ['wrong_parcel', null, 'number_in_doubt'],
  ['source_blind', 'source_silent', 'no_news'],
  ['source_blind', 'source_incident', 'no_news'],
  ['source_blind', 'carrier_incident', 'no_news'],
  ['delivered', 'delivered_by_scan', 'delivered'],
  ['returning', 'returning_by_scan', 'returning'],
  ['returning', 'returned_by_scan', 'returned'],
  ['lost', 'lost_by_carrier', 'lost'],
];

describe('a parcel as its shopper sees it', () => {
  it.each(TOLD)('%s for %s is %s', (verdict, cause, state) => {
    expect(seen({ verdict, cause })).toMatchObject({ verdict, state });
  });

  it('is told for every verdict and every cause there is', () => {
    expect(new Set(TOLD.map(([verdict]) => verdict))).toEqual(new Set(VERDICTS));
    expect(new Set(TOLD.flatMap(([, cause]) => cause ?? []))).toEqual(new Set(CAUSES));
  });

  it('is something for every verdict, cause, milestone and stage, and the milestone is never taken for the verdict', () => {
    const ends: ReadonlySet<ShopperState> = new Set(['delivered', 'returning', 'returned', 'lost']);
    const given = { cancelled: false, isDomestic: false, hasNumber: true, isFresh: true };
    const invented = new Set<string>();
    for (const verdict of [...VERDICTS, 'unassessed'] as const)
      for (const cause of [...CAUSES, null])
        for (const milestone of [...MILESTONES, null])
          for (const stage of [...SILENCE_STAGES, null]) {
            const { state } = shopperStateOf({ ...given, verdict, cause, milestone, stage });
            const isKnown = SHOPPER_STATES.includes(state);
            const isVerdicts =
              state === verdict || (state === 'returned' && verdict === 'returning');
            if (!isKnown || (ends.has(state) && !isVerdicts)) invented.add(`${verdict} ${state}`);
          }
    expect([...invented]).toEqual([]);
  });

  it.each([
    ['origin', 'in_origin', 'next_scan_by'],
    ['export', 'in_origin', 'next_scan_by'],
    ['linehaul', 'between_countries', 'next_scan_by'],
    ['arrival', 'in_destination', 'next_scan_by'],
    ['customs', 'in_customs', 'customs_by'],
    ['released', 'in_destination', 'next_scan_by'],
    ['transit', 'on_the_way', 'next_scan_by'],
    ['destination', 'in_destination', 'next_scan_by'],
    ['delivery', 'in_destination', 'next_scan_by'],
    ['exception', 'on_the_way', 'next_scan_by'],
    ['first_scan', 'on_the_way', 'next_scan_by'],
  ] as const)('moving at the stage %s is %s, then %s', (stage, state, code) => {
    const parcel = seen({ stage, lastScan: at('exception') });
    expect(parcel).toMatchObject({ state, next: { code, until: '2026-11-20T08:00:00.000Z' } });
  });

  it.each([
    ['accepted', 'in_origin'],
    ['departed_origin', 'between_countries'],
    ['import_customs', 'in_customs'],
    ['arrived_destination', 'in_destination'],
    ['customs_released', 'on_the_way'],
    ['domestic_transit', 'on_the_way'],
    ['unknown', 'on_the_way'],
  ] as const)('moving after %s, with no stage known, is %s', (milestone, state) => {
    expect(seen({ stage: null, lastScan: at(milestone) }).state).toBe(state);
  });

  it('is in the country it goes to all along where it crosses no border', () => {
    expect(seen({ origin: 'DE', stage: 'origin' }).state).toBe('in_destination');
    expect(seen({ origin: null, destination: null, stage: 'origin' }).state).toBe('in_origin');
  });

  it('is not looked at before its first assessment, and waits for a number only without one', () => {
    const fresh = { verdict: 'unassessed', cause: null, limitAt: null, lastScan: null } as const;
    expect(seen(fresh)).toMatchObject({
      state: 'not_looked_at',
      since: null,
      next: { code: 'first_scan_by', until: null },
    });
    expect(seen({ ...fresh, chain: [] }).next?.code).toBe('number_by');
    expect(seen({ ...fresh, cancelled: true }).state).toBe('cancelled');
  });
});

describe('at the door', () => {
  it.each([
    ['of this morning', '2026-11-16T06:00:00Z', 'out_for_delivery'],
    [
      'of yesterday, twelve hours less a moment ago',
      '2026-11-16T00:00:00.001Z',
      'out_for_delivery',
    ],
    ['of the last minute of yesterday in Germany', '2026-11-15T22:59:00Z', 'in_destination'],
    ['of the first minute of today in Germany', '2026-11-15T23:00:00Z', 'out_for_delivery'],
  ] as const)('a scan %s is %s', (_, instant, state) => {
    const parcel = seen({ stage: 'delivery', lastScan: at('out_for_delivery', instant) });
    expect(parcel.state).toBe(state);
    expect(parcel.next?.code).toBe(state === 'out_for_delivery' ? 'today' : 'next_scan_by');
  });

  it('a van of late last night still counts in the small hours', () => {
    const now = new Date('2026-11-16T03:00:00Z');
    const lastScan = at('out_for_delivery', '2026-11-15T15:00:00.001Z');
    expect(seen({ now, lastScan }).state).toBe('out_for_delivery');
    const before = at('out_for_delivery', '2026-11-15T15:00:00.000Z');
    expect(seen({ now, lastScan: before }).state).toBe('in_destination');
  });

  it('today ends with the day at the destination, and began with the scan', () => {
    expect(seen({ lastScan: at('out_for_delivery') })).toMatchObject({
      since: '2026-11-16T08:00:00.000Z',
      next: { code: 'today', until: '2026-11-16T23:00:00.000Z' },
    });
  });

  it('a later notice takes it back', () => {
    expect(seen({ stage: 'delivery', lastScan: at('exception') }).state).toBe('in_destination');
  });

  it.each(['on_track', 'late'] as const)(
    'a failed attempt asks to be there, while %s',
    (verdict) => {
      expect(seen({ verdict, cause: null, lastScan: at('attempt_failed') })).toMatchObject({
        state: 'attempt_failed',
        need: 'be_there',
        next: { code: 'another_attempt', until: null },
      });
    },
  );

  it.each(['on_track', 'late', 'stalled'] as const)(
    'what waits to be collected is to be collected, while %s',
    (verdict) => {
      const parcel = seen({ verdict, cause: null, lastScan: at('available_pickup') });
      expect(parcel).toMatchObject({ state: 'ready_for_pickup', need: 'collect', silence: null });
    },
  );

  it('a van that was never heard of again is silence', () => {
    const parcel = seen({ verdict: 'stalled', lastScan: at('out_for_delivery') });
    expect(parcel).toMatchObject({ state: 'silent', need: null, next: { code: 'shop_clears_up' } });
  });

  it('nothing else needs the shopper but customs', () => {
    for (const [verdict, cause, state] of TOLD) {
      const need = state === 'customs_needs_you' ? 'answer_customs' : null;
      expect(seen({ verdict, cause }).need).toBe(need);
    }
  });
});

describe('no more than the verdict says', () => {
  it('of a doubtful number no scan, silence or range is told', () => {
    const parcel = seen({ verdict: 'wrong_number', cause: 'number_too_fast' });
    expect(parcel).toMatchObject({ lastScan: null, silence: null, delivery: null });
    expect(parcel.legs).toHaveLength(2);
  });

  it('while nobody can say, what was last known is told and nothing beyond it', () => {
    expect(seen({ verdict: 'source_blind', cause: 'source_silent' })).toMatchObject({
      lastScan: { milestone: 'domestic_transit', at: '2026-11-15T08:00:00.000Z', country: 'DE' },
      silence: null,
      delivery: null,
      next: { code: 'news_again', until: null },
    });
  });

  it('a parcel that may have stopped has no range of days, but a usual silence', () => {
    const parcel = seen({ verdict: 'stalled', cause: 'silent_in_destination' });
    expect(parcel.delivery).toBeNull();
    expect(parcel.silence?.usualUntil).toBe('2026-11-18T08:00:00.000Z');
  });

  it('a range of days that are over is not shown', () => {
    const range = { earliestOn: '2026-11-10', confidence: 0.8, basis: 'lane' } as const;
    const late = { verdict: 'late', cause: 'past_usual_time' } as const;
    expect(seen({ ...late, delivery: { ...range, latestOn: '2026-11-15' } }).delivery).toBeNull();
    expect(seen({ ...late, delivery: { ...range, latestOn: '2026-11-16' } }).delivery).toEqual({
      ...range,
      latestOn: '2026-11-16',
    });
  });

  it.each([
    ['at', FIXTURE_NOW, null],
    ['a moment before', new Date(FIXTURE_NOW.getTime() + 1), '2026-11-16T12:00:00.001Z'],
  ])('%s its limit a wait has this end', (_, limitAt, until) => {
    expect(seen({ limitAt }).next?.until).toBe(until);
  });

  it('the merchant’s sentence is said in its language alone', () => {
    const wording = { late: { de: 'Dauert länger.' } };
    const late = shopperFacts({ verdict: 'late', cause: 'past_usual_time' });
    const own = (language: string) =>
      shopperParcelOf(late, { settings: { ...settings, wording }, language }).own;
    expect(own('de-CH')).toEqual({ language: 'de', text: 'Dauert länger.' });
    expect(own('en')).toBeNull();
  });
});

describe('what the shop hides is left out and changes nothing else', () => {
  it.each([
    ['numbers', { legs: [] }],
    ['silence', { silence: null }],
    ['delivery', { delivery: null }],
    ['next', { next: null }],
  ] as const)('%s', (name, hidden) => {
    const show = { ...settings.show, [name]: false };
    for (const [verdict, cause] of TOLD) {
      const facts = shopperFacts({ verdict, cause });
      const whole = shopperParcelOf(facts, { settings, language: 'en' });
      const shown = shopperParcelOf(facts, { settings: { ...settings, show }, language: 'en' });
      expect(shown).toEqual({ ...whole, ...hidden });
    }
  });
});

describe('the chain', () => {
  const leg = (told: object) =>
    seen({
      chain: [{ kind: 'unknown', number: 'LX1CN', carrier: null, trackingUrl: null, ...told }],
    }).legs;

  it('names both carriers as they were told, with their pages', () => {
    expect(seen().legs.map(({ carrier, url }) => [carrier, url?.slice(0, 8)])).toEqual([
      ['YunExpress', 'https://'],
      ['DHL', 'https://'],
    ]);
  });

  it('names the carrier of a slug of ours', () => {
    expect(leg({ carrier: 'yunexpress' })[0]?.carrier).toBe('YunExpress');
  });

  it.each([
    ['https://track.example/LX1CN', 'https://track.example/LX1CN'],
    ['http://track.example/LX1CN', null],
    ['javascript:alert(1)', null],
    ['https://user:secret@track.example/', null],
    ['not an address', null],
  ])('the page %j is shown as %j', (trackingUrl, url) => {
    expect(leg({ trackingUrl })).toEqual([
      { kind: 'unknown', number: 'LX1CN', carrier: null, url },
    ]);
  });

  it('is cleaned of what is not seen, and of mail addresses', () => {
    const [shown] = leg({ number: 'LX\u202E1\u0000CN ', carrier: 'Ask bob@carrier.example ' });
    expect(shown).toMatchObject({ number: 'LX1 CN', carrier: 'Ask […]' });
  });

  it('shows a page whose address has 500 characters and none that is longer', () => {
    const page = `https://track.example/${'x'.repeat(478)}`;
    expect(leg({ trackingUrl: page })[0]?.url).toBe(page);
    expect(leg({ trackingUrl: `${page}x` })[0]?.url).toBeNull();
  });

  it('leaves out a number of which nothing is left', () => {
    expect(leg({ number: '\u200B' })).toEqual([]);
  });
});
