import { describe, expect, test } from 'vitest';
import { createRemainingModel } from '#app/domain/lanes/delivery/remaining-model.ts';
import { countRemaining, emptyRemaining } from '#app/domain/lanes/delivery/remaining-cell.ts';
import { silenceKeyText, type SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { createLaneModel } from '#app/domain/lanes/lane-model.ts';
import { countSilence, emptyCell } from '#app/domain/lanes/silence-cell.ts';
import { DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';
import { parcelDeliveryView } from '#app/services/parcel-delivery-view.ts';
import { parcelLaneView } from '#app/services/parcel-lane-view.ts';

/** A Friday noon in Germany; the next Monday is a working day. */
const FRIDAY = new Date('2026-06-12T10:00:00Z');
const MONDAY = new Date('2026-06-15T10:00:00Z');
const KEY: SilenceKey = {
  stage: 'destination',
  leg: 'last_mile',
  carrier: 'yanwen',
  origin: 'CN',
  destination: 'DE',
};

const cell = emptyCell();
for (let parcel = 0; parcel < 90; parcel += 1) {
  countSilence(cell, { days: 0.5 + parcel / 30, end: 'moved' });
}
cell.stuck = 10;
const model = createLaneModel({ cells: [[KEY, cell]], version: 7 });

const parcel = {
  origin: 'CN',
  destination: 'DE',
  silenceFrom: FRIDAY,
  silenceLimitAt: new Date('2026-06-17T10:00:00Z'),
  silenceKey: silenceKeyText(KEY),
  population: {
    basis: 'learned',
    level: 'lane',
    parcels: 100,
    silenceKey: silenceKeyText(KEY),
    version: 6,
  },
} as const;
const view = (change: Partial<Parameters<typeof parcelLaneView>[0]> = {}, now = MONDAY) =>
  parcelLaneView({ ...parcel, ...change }, { model, settings: DEFAULT_SETTINGS, now });

describe('the silence on its curve', () => {
  test('is measured in the days of its stage: a weekend at the destination does not pass', () => {
    expect(view()).toMatchObject({ clock: 'business', days: 1, limitDays: 3, version: 7 });
  });

  test('between the countries every day passes', () => {
    const silenceKey = silenceKeyText({ ...KEY, stage: 'linehaul', leg: 'linehaul' });
    expect(view({ silenceKey })).toMatchObject({ clock: 'plain', days: 3, limitDays: 5 });
  });

  test('names the carrier as people do, and says whose past speaks', () => {
    expect(view()).toMatchObject({ carrier: 'Yanwen', level: 'lane', parcels: 100 });
  });

  test('tells the chance to move as of now: it falls while the parcel waits', () => {
    const chances = ['15', '17', '19', '30'].map(
      (day) => view({}, new Date(`2026-06-${day}T10:00:00Z`))?.chanceItMoves ?? 0,
    );
    expect(chances).toEqual(chances.toSorted((a, b) => b - a));
    expect(chances[0]).toBeGreaterThan(0.8);
    expect(chances.at(-1)).toBeLessThan(0.5);
  });

  test.each([
    ['today’s silence', '2026-08-28', 'days'],
    ['the limit', '2026-06-15', 'limitDays'],
  ] as const)('is drawn to %s at least', (_, day, field) => {
    const drawn = view({}, new Date(`${day}T10:00:00Z`));
    expect(drawn?.points[0]).toEqual({ days: 0, still: 1 });
    expect(drawn?.points.at(-1)?.days).toBeGreaterThanOrEqual(drawn?.[field] ?? Infinity);
  });

  test('says whether a person set the limit', () => {
    expect(view()?.limitFrom).toBe('learned');
    const population = { basis: 'fixed_limit', group: 'international', country: null } as const;
    expect(view({ population })?.limitFrom).toBe('fixed');
  });

  test.each([
    ['its way is over', { silenceKey: null }],
    ['nothing is waited for', { silenceFrom: null, silenceLimitAt: null }],
  ])('is null when %s', (_, change) => {
    expect(view(change)).toBeNull();
  });
});

describe('the expected delivery', () => {
  const remaining = emptyRemaining();
  for (let days = 1; days <= 60; days += 1) {
    countRemaining(remaining, { days: days / 10, end: 'delivered' });
  }
  const delivery = (estimatedDeliveryAt: Date | null, now = MONDAY) =>
    parcelDeliveryView(
      { ...parcel, estimatedDeliveryAt },
      {
        model: createRemainingModel({
          remaining: [[KEY, remaining]],
          pit: [],
          businessDays: true,
          version: 7,
        }),
        settings: DEFAULT_SETTINGS,
        now,
      },
    );

  test('is a range of days that begins today at the earliest', () => {
    const range = delivery(null)?.range;
    expect(range).toMatchObject({ version: 1, confidence: 0.8, basis: 'lane' });
    expect(range?.earliestOn).toBe('2026-06-15');
    expect(range?.likelyOn).toBe('2026-06-18');
  });

  test('compares the promised day with it', () => {
    expect(delivery(null)?.promise).toBeNull();
    const early = delivery(new Date('2026-06-15T00:00:00Z'))?.promise;
    const late = delivery(new Date('2026-06-26T00:00:00Z'))?.promise;
    expect(early?.on).toBe('2026-06-15');
    expect(early?.chance).toBeLessThan(0.3);
    expect(late?.chance).toBeGreaterThan(0.9);
  });

  test('gives a promised day that is over no chance', () => {
    expect(delivery(new Date('2026-06-12T00:00:00Z'))?.promise?.chance).toBe(0);
  });
});
