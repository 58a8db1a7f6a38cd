import { describe, expect, test } from 'vitest';
import { aScan } from '#app/domain/scans/scan.fixture.ts';
import type { Milestone, Scan } from '#app/domain/scans/scan.ts';
import { assessParcel } from '#app/domain/verdicts/assess-parcel.ts';
import { aVerdictInput, dayAfter, SHIPPED_AT } from '#app/domain/verdicts/verdict-input.fixture.ts';
import { DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';
import type { Verdict, VerdictInput } from '#app/domain/verdicts/verdict.ts';

type Overrides = Parameters<typeof aVerdictInput>[0];

const assess = (over: Overrides) => assessParcel(aVerdictInput(over));
const scan = (milestone: Milestone, occurredAt: Date, over: Partial<Scan> = {}) =>
  aScan({ milestone, occurredAt, ...over });
const codes = ({ evidence }: Verdict) => evidence.map(({ code }) => code);
const said = ({ kind, cause, since, nextStep }: Verdict) => ({ kind, cause, since, nextStep });

/** Monday noon + 3 / 4 / 5 business days in China (weekend between). */
const PLUS_1 = dayAfter(1);
const PLUS_4 = dayAfter(4);
const PLUS_5 = dayAfter(7);

describe('each deadline turns the verdict at its instant and not a millisecond before', () => {
  const table: {
    fact: string;
    over: Overrides;
    limitAt: Date;
    before: [Verdict['kind'], Verdict['cause']];
    after: [Verdict['kind'], Verdict['cause'], Verdict['nextStep']];
  }[] = [
    {
      fact: 'no number one business day after the shipment',
      over: { parcel: { number: null, numberSeenAt: null } },
      limitAt: PLUS_1,
      before: ['on_track', 'awaiting_number'],
      after: ['missing_number', 'number_not_uploaded', 'ask_supplier_for_number'],
    },
    {
      fact: 'no scan at all four business days after the number',
      over: {},
      limitAt: PLUS_4,
      before: ['on_track', 'awaiting_first_scan'],
      after: ['never_scanned', 'number_unknown_to_carrier', 'ask_supplier_for_handover'],
    },
    {
      fact: 'announced but not handed over',
      over: { scans: [scan('announced', dayAfter(3))] },
      limitAt: PLUS_4,
      before: ['on_track', 'awaiting_first_scan'],
      after: ['never_scanned', 'announced_not_handed_over', 'ask_supplier_for_handover'],
    },
    {
      fact: 'never scanned with a carrier Shopify does not follow',
      over: {
        parcel: { carrierFollowedByShopify: false },
        scans: [scan('announced', dayAfter(1))],
      },
      limitAt: PLUS_4,
      before: ['on_track', 'awaiting_first_scan'],
      after: ['never_scanned', 'carrier_not_reported_by_shopify', 'ask_carrier_to_trace'],
    },
    {
      fact: 'the clock of a replaced number starts when the new one is seen',
      over: { parcel: { numberSeenAt: dayAfter(3) } },
      limitAt: dayAfter(9),
      before: ['on_track', 'awaiting_first_scan'],
      after: ['never_scanned', 'number_unknown_to_carrier', 'ask_supplier_for_handover'],
    },
    {
      fact: 'silent in the country of origin',
      over: { scans: [scan('accepted', SHIPPED_AT)] },
      limitAt: PLUS_5,
      before: ['on_track', 'moving'],
      after: ['stalled', 'silent_before_departure', 'ask_carrier_to_trace'],
    },
    {
      fact: 'silent after leaving the country of origin',
      over: { scans: [scan('departed_origin', SHIPPED_AT, { country: 'CN' })] },
      limitAt: PLUS_5,
      before: ['on_track', 'moving'],
      after: ['stalled', 'silent_after_departure', 'ask_carrier_to_trace'],
    },
    {
      fact: 'silent at an unknown stage',
      over: { scans: [scan('domestic_transit', SHIPPED_AT)] },
      limitAt: PLUS_5,
      before: ['on_track', 'moving'],
      after: ['stalled', 'silent_unknown_stage', 'ask_carrier_to_trace'],
    },
    {
      fact: 'silent in the destination',
      over: { scans: [scan('out_for_delivery', SHIPPED_AT)] },
      limitAt: PLUS_5,
      before: ['on_track', 'moving'],
      after: ['stalled', 'silent_in_destination', 'ask_carrier_to_trace'],
    },
    {
      fact: 'silent within one country, three business days',
      over: {
        parcel: { origin: 'DE', destination: 'DE' },
        scans: [scan('domestic_transit', SHIPPED_AT)],
      },
      limitAt: dayAfter(3),
      before: ['on_track', 'moving'],
      after: ['stalled', 'silent_in_destination', 'ask_carrier_to_trace'],
    },
    {
      fact: 'silent in import customs',
      over: { scans: [scan('import_customs', SHIPPED_AT)] },
      limitAt: PLUS_5,
      before: ['on_track', 'moving'],
      after: ['customs_hold', 'customs_silent', 'help_with_customs'],
    },
    {
      fact: 'silent in export customs',
      over: { scans: [scan('export_customs', SHIPPED_AT)] },
      limitAt: PLUS_5,
      before: ['on_track', 'moving'],
      after: ['customs_hold', 'customs_silent', 'help_with_customs'],
    },
    {
      fact: 'silent after customs let it go is stalled, not held',
      over: { scans: [scan('customs_released', SHIPPED_AT)] },
      limitAt: PLUS_5,
      before: ['on_track', 'moving'],
      after: ['stalled', 'silent_unknown_stage', 'ask_carrier_to_trace'],
    },
    {
      fact: 'the end of the promised day at the destination has passed',
      over: {
        parcel: { estimatedDeliveryAt: new Date('2026-06-04T09:00:00Z') },
        scans: [scan('domestic_transit', dayAfter(2))],
      },
      limitAt: new Date('2026-06-04T22:00:00Z'),
      before: ['on_track', 'moving'],
      after: ['late', 'past_promised_date', 'tell_buyer_new_date'],
    },
    {
      fact: 'sixteen days have passed and nobody promised a date',
      over: { scans: [scan('domestic_transit', dayAfter(15))] },
      limitAt: dayAfter(16),
      before: ['on_track', 'moving'],
      after: ['late', 'past_usual_time', 'tell_buyer_new_date'],
    },
  ];

  test.each(table)('$fact', ({ over, limitAt, before, after }) => {
    const justBefore = assess({ ...over, now: new Date(limitAt.getTime() - 1) });
    expect([justBefore.kind, justBefore.cause]).toEqual(before);
    expect(justBefore.reviewAt).toEqual(limitAt);
    expect(justBefore.nextStep).toBe('wait');

    const at = assess({ ...over, now: limitAt });
    expect([at.kind, at.cause, at.nextStep]).toEqual(after);
    expect(at.since).toEqual(limitAt);
    expect(at.probability).toBeNull();

    const anHourLater = assess({ ...over, now: new Date(limitAt.getTime() + 3_600_000) });
    expect(anHourLater).toEqual(at);
  });
});

describe('what a scan says outright beats every silence', () => {
  const endings: [Milestone, Verdict['kind'], Verdict['cause'], Verdict['nextStep']][] = [
    ['delivered', 'delivered', 'delivered_by_scan', 'none'],
    ['returning', 'returning', 'returning_by_scan', 'decide_on_return'],
    ['returned', 'returning', 'returned_by_scan', 'refund_or_reship'],
    ['lost', 'lost', 'lost_by_carrier', 'refund_or_reship'],
  ];
  test.each(endings)('%s is %s for ever, since the scan', (milestone, kind, cause, nextStep) => {
    const scans = [scan('accepted', dayAfter(1)), scan(milestone, dayAfter(2))];
    for (const now of [dayAfter(2), dayAfter(3), dayAfter(500)]) {
      const verdict = assess({ scans, now });
      expect(said(verdict)).toEqual({ kind, cause, nextStep, since: dayAfter(2) });
      expect(verdict.reviewAt).toBeNull();
      expect(verdict.silence).toBeNull();
    }
  });

  test.each(endings)(
    '%s holds though the source is blind and the number is gone',
    (milestone, kind) => {
      const verdict = assess({
        parcel: { number: null, numberSeenAt: null, estimatedDeliveryAt: dayAfter(3) },
        scans: [scan(milestone, dayAfter(2))],
        now: dayAfter(90),
        sourceAnsweredAt: null,
      });
      expect(verdict.kind).toBe(kind);
    },
  );

  const journeys: [string, Partial<Scan>[], Verdict['kind'], Verdict['cause']][] = [
    [
      'a scan after delivery changes nothing',
      [{ milestone: 'delivered' }, { milestone: 'domestic_transit' }],
      'delivered',
      'delivered_by_scan',
    ],
    [
      'a failed attempt reported after delivery changes nothing',
      [{ milestone: 'delivered' }, { milestone: 'attempt_failed' }],
      'delivered',
      'delivered_by_scan',
    ],
    [
      'a loss reported after delivery changes nothing',
      [{ milestone: 'delivered' }, { milestone: 'lost' }],
      'delivered',
      'delivered_by_scan',
    ],
    [
      'a return after delivery is a return',
      [{ milestone: 'delivered' }, { milestone: 'returning' }],
      'returning',
      'returning_by_scan',
    ],
    [
      'transit on the way back is still the way back',
      [{ milestone: 'returning' }, { milestone: 'domestic_transit' }],
      'returning',
      'returning_by_scan',
    ],
    [
      'a parcel that turned back and reached the buyer after all is delivered',
      [{ milestone: 'returning' }, { milestone: 'delivered', country: 'DE' }],
      'delivered',
      'delivered_by_scan',
    ],
    [
      'a parcel that turned back and was delivered where it came from is returned',
      [{ milestone: 'returning' }, { milestone: 'delivered', country: 'CN' }],
      'returning',
      'returned_by_scan',
    ],
    [
      'a returned parcel stays returned',
      [{ milestone: 'returned' }, { milestone: 'returning' }, { milestone: 'delivered' }],
      'returning',
      'returned_by_scan',
    ],
    [
      'a lost parcel that is scanned again is on its way',
      [{ milestone: 'lost' }, { milestone: 'domestic_transit' }],
      'on_track',
      'moving',
    ],
    [
      'a lost parcel that is only announced again stays lost',
      [{ milestone: 'lost' }, { milestone: 'announced' }],
      'lost',
      'lost_by_carrier',
    ],
    [
      'giving up by the source is not a loss',
      [{ milestone: 'accepted' }, { milestone: 'source_gave_up' }],
      'on_track',
      'moving',
    ],
  ];
  test.each(journeys)('%s', (_fact, steps, kind, cause) => {
    const scans = steps.map((step, index) =>
      scan(step.milestone ?? 'unknown', dayAfter(1, index * 1000), step),
    );
    const verdict = assess({ scans, now: dayAfter(2) });
    expect([verdict.kind, verdict.cause]).toEqual([kind, cause]);
  });

  test('the first of several delivery scans is the one that counts', () => {
    const scans = [scan('delivered', dayAfter(1)), scan('delivered', dayAfter(2))];
    expect(assess({ scans, now: dayAfter(3) }).since).toEqual(dayAfter(1));
  });
});

describe('a cancelled fulfillment', () => {
  test('needs nothing, however silent', () => {
    const verdict = assess({ parcel: { cancelled: true }, now: dayAfter(99) });
    expect(said(verdict)).toEqual({
      kind: 'on_track',
      cause: 'fulfillment_cancelled',
      since: SHIPPED_AT,
      nextStep: 'none',
    });
    expect(verdict.reviewAt).toBeNull();
    expect(verdict.silence).toBeNull();
  });

  test('that comes back all the same is a return', () => {
    const scans = [scan('returning', dayAfter(2))];
    expect(assess({ parcel: { cancelled: true }, scans, now: dayAfter(3) }).kind).toBe('returning');
  });
});

describe('a customs request', () => {
  const request = scan('customs_action_needed', dayAfter(2));

  test('holds at once', () => {
    const verdict = assess({
      scans: [scan('import_customs', dayAfter(1)), request],
      now: dayAfter(2),
    });
    expect(said(verdict)).toEqual({
      kind: 'customs_hold',
      cause: 'customs_needs_action',
      since: dayAfter(2),
      nextStep: 'help_with_customs',
    });
    expect(codes(verdict)).toContain('customs_request');
  });

  test('holds on a notice without place, and though the source is blind', () => {
    const notice = { ...request, physical: false };
    const verdict = assess({ scans: [notice], now: dayAfter(60), sourceAnsweredAt: null });
    expect(verdict.cause).toBe('customs_needs_action');
  });

  test('asked twice counts from the first time', () => {
    const scans = [request, scan('customs_action_needed', dayAfter(3))];
    expect(assess({ scans, now: dayAfter(4) }).since).toEqual(dayAfter(2));
  });

  test.each([
    'customs_released',
    'import_customs',
    'domestic_transit',
    'out_for_delivery',
  ] as const)('ends with the scan %s', (milestone) => {
    const verdict = assess({ scans: [request, scan(milestone, dayAfter(3))], now: dayAfter(3) });
    expect([verdict.kind, verdict.cause]).toEqual(['on_track', 'moving']);
  });

  test.each(['announced', 'unknown', 'exception', 'source_gave_up'] as const)(
    'is not ended by %s',
    (milestone) => {
      const verdict = assess({ scans: [request, scan(milestone, dayAfter(3))], now: dayAfter(3) });
      expect(verdict.cause).toBe('customs_needs_action');
    },
  );
});

describe('the source clock', () => {
  const limitAt = PLUS_4;
  const hours = (count: number, ms = 0) => new Date(limitAt.getTime() + count * 3_600_000 + ms);

  test('silence is proven when the source answered at the deadline', () => {
    const verdict = assess({ now: dayAfter(15), sourceAnsweredAt: limitAt });
    expect(verdict.kind).toBe('never_scanned');
    expect(verdict.reviewAt).toEqual(dayAfter(16));
  });

  test('silence is still judged when the last answer is no older than six hours', () => {
    const input = { sourceAnsweredAt: hours(0, -1) };
    const judged = assess({ ...input, now: hours(6, -1) });
    expect(judged.kind).toBe('never_scanned');
    expect(judged.reviewAt).toEqual(hours(6));
    expect(assess({ ...input, now: hours(6) }).kind).toBe('source_blind');
  });

  test('a blind source is reported since it went blind, and only its answer changes that', () => {
    const verdict = assess({ now: hours(30), sourceAnsweredAt: hours(-1) });
    expect(said(verdict)).toEqual({
      kind: 'source_blind',
      cause: 'source_silent',
      since: hours(5),
      nextStep: 'check_connection',
    });
    expect(verdict.reviewAt).toBeNull();
    expect(codes(verdict)).toContain('source_silent_since');
    expect(assess({ now: hours(30), sourceAnsweredAt: hours(30) }).kind).toBe('never_scanned');
  });

  test('a source blind before the deadline is reported from the deadline on', () => {
    const input = { sourceAnsweredAt: hours(-48) };
    expect(assess({ ...input, now: hours(0, -1) }).kind).toBe('on_track');
    expect(assess({ ...input, now: limitAt })).toMatchObject({
      kind: 'source_blind',
      since: limitAt,
    });
  });

  test('a source that never answered proves nothing', () => {
    const verdict = assess({ now: dayAfter(40), sourceAnsweredAt: null });
    expect(verdict).toMatchObject({ kind: 'source_blind', since: limitAt, reviewAt: null });
    expect(codes(verdict)).toContain('source_never_answered');
  });

  test('a missing number, customs silence and lateness are absences too', () => {
    const blind = { now: dayAfter(40), sourceAnsweredAt: SHIPPED_AT };
    expect(assess({ ...blind, parcel: { number: null, numberSeenAt: null } }).kind).toBe(
      'source_blind',
    );
    expect(assess({ ...blind, scans: [scan('import_customs', SHIPPED_AT)] }).kind).toBe(
      'source_blind',
    );
    expect(assess({ ...blind, scans: [scan('accepted', dayAfter(39))] }).kind).toBe('source_blind');
  });

  test('what was proven before the source went blind stays', () => {
    const verdict = assess({
      scans: [scan('accepted', dayAfter(15))],
      now: dayAfter(60),
      sourceAnsweredAt: dayAfter(17),
    });
    expect(verdict).toMatchObject({ kind: 'late', reviewAt: null });
  });
});

describe('lateness', () => {
  test('ranks below silence and then stands in its evidence', () => {
    const verdict = assess({ scans: [scan('accepted', SHIPPED_AT)], now: dayAfter(30) });
    expect(verdict.kind).toBe('stalled');
    expect(codes(verdict)).toEqual([
      'last_physical_scan',
      'silent_past_limit',
      'usual_time_passed',
      'business_days_of',
    ]);
  });

  test('a stalled parcel is looked at again when it also becomes late', () => {
    const verdict = assess({ scans: [scan('accepted', SHIPPED_AT)], now: dayAfter(8) });
    expect(verdict).toMatchObject({ kind: 'stalled', reviewAt: dayAfter(16) });
  });

  test('a date at midnight UTC is a bare date and ends at the destination’s midnight', () => {
    const parcel = { destination: 'US', estimatedDeliveryAt: new Date('2026-06-04T00:00:00Z') };
    const endedAt = new Date('2026-06-05T04:00:00Z');
    const input = { parcel, scans: [scan('domestic_transit', dayAfter(2))] };
    expect(assess({ ...input, now: new Date(endedAt.getTime() - 1) }).kind).toBe('on_track');
    const verdict = assess({ ...input, now: endedAt });
    expect(verdict.kind).toBe('late');
    expect(verdict.evidence).toContainEqual({
      code: 'promised_date_passed',
      params: { promisedOn: '2026-06-04', endedAt: endedAt.toISOString() },
    });
  });

  test('the latest scan’s date counts when Shopify has none, and a promise replaces the usual time', () => {
    const scans = [
      scan('accepted', dayAfter(1), { estimatedDeliveryAt: dayAfter(3) }),
      scan('domestic_transit', dayAfter(18), { estimatedDeliveryAt: dayAfter(30) }),
    ];
    expect(assess({ scans, now: dayAfter(19) }).kind).toBe('on_track');
    expect(assess({ scans: scans.slice(0, 1), now: dayAfter(5) }).kind).toBe('late');
  });

  test('a date before the shipment promised something else and is passed over', () => {
    const input = {
      parcel: { estimatedDeliveryAt: dayAfter(-3) },
      scans: [scan('accepted', dayAfter(1))],
    };
    expect(assess({ ...input, now: dayAfter(2) })).toMatchObject({ kind: 'on_track' });
  });

  test('without a limit and without a date nothing is ever late', () => {
    const { domestic, international } = DEFAULT_SETTINGS.limits;
    const settings = {
      ...DEFAULT_SETTINGS,
      limits: { domestic, international: { ...international, lateDays: null }, countries: {} },
    };
    const verdict = assess({
      settings,
      scans: [scan('accepted', dayAfter(99))],
      now: dayAfter(100),
    });
    expect(verdict.kind).toBe('on_track');
  });
});

describe('whose days are counted', () => {
  // Friday 25 December rests in Germany, not in China.
  const beforeChristmas = new Date('2026-12-21T04:00:00Z');
  const parcel = { shippedAt: beforeChristmas, numberSeenAt: beforeChristmas };

  test('the origin’s until the parcel has arrived', () => {
    const scans = [scan('departed_origin', beforeChristmas)];
    const verdict = assess({ parcel, scans, now: beforeChristmas });
    expect(verdict.silence?.limitAt).toEqual(new Date('2026-12-28T04:00:00Z'));
    expect(verdict.evidence).toContainEqual({
      code: 'business_days_of',
      params: { country: 'CN' },
    });
  });

  test.each<Partial<Scan>>([
    { milestone: 'arrived_destination' },
    { milestone: 'import_customs' },
    { milestone: 'out_for_delivery' },
    { milestone: 'attempt_failed' },
    { milestone: 'available_pickup' },
    { milestone: 'domestic_transit', country: 'DE' },
    { milestone: 'customs_released', country: 'DE' },
  ])('the destination’s after %j', (step) => {
    const scans = [scan(step.milestone ?? 'unknown', beforeChristmas, step)];
    const verdict = assess({ parcel, scans, now: beforeChristmas });
    expect(verdict.silence?.limitAt).toEqual(new Date('2026-12-29T04:00:00Z'));
    expect(verdict.evidence).toContainEqual({
      code: 'business_days_of',
      params: { country: 'DE' },
    });
  });

  test('customs cleared in the country of origin is the export side', () => {
    const scans = [scan('customs_released', beforeChristmas, { country: 'CN' })];
    const verdict = assess({ parcel, scans, now: dayAfter(400) });
    expect(verdict.cause).toBe('silent_before_departure');
  });

  test('a scan in a third country is after departure', () => {
    const scans = [scan('domestic_transit', SHIPPED_AT, { country: 'KZ' })];
    expect(assess({ scans, now: dayAfter(8) }).cause).toBe('silent_after_departure');
  });

  test('an unknown country says so', () => {
    const verdict = assess({ parcel: { origin: null }, now: dayAfter(1) });
    expect(codes(verdict)).toContain('business_days_country_unknown');
  });

  test('with business days off nothing rests and nothing is said of it', () => {
    const settings = {
      ...DEFAULT_SETTINGS,
      calendar: { ...DEFAULT_SETTINGS.calendar, businessDays: false },
    };
    const verdict = assess({ settings, scans: [scan('accepted', SHIPPED_AT)], now: dayAfter(5) });
    expect(verdict).toMatchObject({ kind: 'stalled', since: dayAfter(5) });
    expect(codes(verdict)).not.toContain('business_days_of');
  });
});

describe('scans at odd times', () => {
  test('a parcel looked at before it was shipped is waiting', () => {
    expect(assess({ now: dayAfter(-10) })).toMatchObject({
      kind: 'on_track',
      cause: 'awaiting_first_scan',
      reviewAt: PLUS_4,
    });
  });

  test('a scan more than a day ahead is set aside, said so, and reviewed when it counts', () => {
    const ahead = scan('delivered', dayAfter(3), { recordedAt: dayAfter(1) });
    const before = assess({ scans: [ahead], now: dayAfter(2, -1) });
    expect(before).toMatchObject({ kind: 'on_track', reviewAt: dayAfter(2) });
    expect(codes(before)).toContain('future_scan_set_aside');
    const counted = assess({ scans: [ahead], now: dayAfter(2) });
    expect(counted).toMatchObject({ kind: 'delivered', since: dayAfter(1), reviewAt: null });
  });

  test('a scan a little ahead does not lengthen the silence beyond its recording', () => {
    const ahead = scan('accepted', dayAfter(0.5), { recordedAt: SHIPPED_AT });
    expect(assess({ scans: [ahead], now: dayAfter(1) }).silence?.from).toEqual(SHIPPED_AT);
  });

  test('a scan dated ahead does not hide a later proof by a scan dated before it', () => {
    const ahead = scan('accepted', dayAfter(1.5), { recordedAt: dayAfter(0.5) });
    const real = scan('domestic_transit', dayAfter(1));
    const verdict = assess({ scans: [ahead, real], now: dayAfter(1) });
    expect(verdict.silence?.from).toEqual(dayAfter(1));
  });

  test('a scan before the shipment proves custody, but nobody waited before the shipment', () => {
    const early = scan('accepted', dayAfter(-3));
    const verdict = assess({ scans: [early], now: dayAfter(1) });
    expect(verdict).toMatchObject({ kind: 'on_track', cause: 'moving', since: dayAfter(-3) });
    expect(verdict.silence).toEqual({ from: SHIPPED_AT, limitDays: 5, limitAt: PLUS_5 });
  });

  test.each(['announced', 'unknown', 'source_gave_up', 'exception'] as const)(
    'the notice %s does not break a silence',
    (milestone) => {
      const scans = [scan('accepted', SHIPPED_AT), scan(milestone, dayAfter(6))];
      expect(assess({ scans, now: PLUS_5 })).toMatchObject({ kind: 'stalled', since: PLUS_5 });
    },
  );

  test('a late physical scan clears the flag in the same look', () => {
    const scans = [scan('accepted', SHIPPED_AT), scan('departed_origin', dayAfter(9))];
    expect(assess({ scans, now: dayAfter(9) })).toMatchObject({
      kind: 'on_track',
      since: dayAfter(9),
    });
  });
});

describe('a parcel without number', () => {
  const parcel = { number: null, numberSeenAt: null };

  test('is missing its number even while it moves: nobody can trace it', () => {
    const verdict = assess({ parcel, scans: [scan('accepted', dayAfter(1))], now: dayAfter(2) });
    expect(verdict.kind).toBe('missing_number');
    expect(codes(verdict)).toContain('last_physical_scan');
  });

  test('held by customs is held first, and its missing number stands in the evidence', () => {
    const verdict = assess({
      parcel,
      scans: [scan('import_customs', SHIPPED_AT)],
      now: dayAfter(9),
    });
    expect(verdict.kind).toBe('customs_hold');
    expect(codes(verdict)).toContain('no_number_past_limit');
  });
});

test('a shared stream is said', () => {
  expect(codes(assess({ parcel: { sharedStream: true } }))).toContain('shared_stream');
});

test('the population is the limits’ group', () => {
  const population = (over: Overrides) => assess(over).population;
  expect(population({})).toEqual({ basis: 'fixed_limit', group: 'international', country: null });
  expect(population({ parcel: { origin: 'DE' } })).toMatchObject({ group: 'domestic' });
});

test('assessing is pure: the input is not touched', () => {
  const input: VerdictInput = aVerdictInput({ scans: [scan('delivered', dayAfter(1))] });
  const copy = structuredClone({ ...input, calendars: null });
  assessParcel(input);
  expect({ ...input, calendars: null }).toEqual(copy);
});
