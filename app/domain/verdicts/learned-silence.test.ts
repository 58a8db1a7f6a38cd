import { describe, expect, test } from 'vitest';
import { createRemainingModel } from '#app/domain/lanes/delivery/remaining-model.ts';
import { createLaneModel } from '#app/domain/lanes/lane-model.ts';
import type { SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { countSilence, emptyCell } from '#app/domain/lanes/silence-cell.ts';
import { aScan } from '#app/domain/scans/scan.fixture.ts';
import { assessParcel } from '#app/domain/verdicts/assess-parcel.ts';
import { DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';
import { aVerdictInput, dayAfter } from '#app/domain/verdicts/verdict-input.fixture.ts';

const NO_DELIVERIES = createRemainingModel({
  remaining: [],
  pit: [],
  businessDays: true,
  version: 0,
});
const KEY: SilenceKey = {
  stage: 'linehaul',
  leg: 'linehaul',
  carrier: 'yanwen',
  origin: 'CN',
  destination: 'DE',
};
const cell = emptyCell();
for (let index = 0; index < 300; index += 1)
  countSilence(cell, { days: 2 + index / 50, end: 'moved' });
cell.stuck = 12;
const model = createLaneModel({ cells: [[KEY, cell]], version: 7 });
const curve = model.curveFor(KEY);

const departed = aScan({ milestone: 'departed_origin', country: 'CN', occurredAt: dayAfter(2) });
const seen = (days: number, over: Parameters<typeof aVerdictInput>[0] = {}) =>
  assessParcel(
    aVerdictInput({
      scans: [departed],
      now: dayAfter(days),
      learned: { model, delivery: NO_DELIVERIES, patience: 5, carrier: 'yanwen' },
      ...over,
    }),
  );
const limit = curve.limitDays(5);

describe('a silence under a learned limit', () => {
  test('is stalled from the limit on and not before, in plain days while in line-haul', () => {
    expect(seen(2 + limit - 0.01).kind).toBe('on_track');
    const verdict = seen(2 + limit);
    expect([verdict.kind, verdict.cause]).toEqual(['stalled', 'silent_after_departure']);
    expect(verdict.silence).toMatchObject({ limitDays: limit, limitAt: dayAfter(2 + limit) });
  });

  test('says whose past it is judged by, and by which version', () => {
    expect(seen(3).population).toEqual({
      basis: 'learned',
      level: 'lane',
      parcels: 312,
      silenceKey: 'linehaul|linehaul|yanwen|CN|DE',
      version: 7,
    });
    expect(seen(3).evidence.map(({ code }) => code)).toContain('usual_between');
  });

  test('is compared with its carrier where the lane is new, and with general figures where everything is', () => {
    const other = seen(3, { parcel: { destination: 'FR' } });
    expect(other.population).toMatchObject({ level: 'carrier', parcels: 312 });
    expect(other.evidence.map(({ code }) => code)).toContain('usual_of_carrier');
    const fresh = seen(3, {
      learned: {
        model: createLaneModel({ cells: [], version: 0 }),
        delivery: NO_DELIVERIES,
        patience: 5,
        carrier: 'yanwen',
      },
    });
    expect(fresh.population).toMatchObject({ level: 'prior', parcels: 0, version: 0 });
    expect(fresh.evidence.map(({ code }) => code)).toContain('usual_in_general');
  });
});

describe('the probability that it never moves', () => {
  test('starts at the share that never does, and rises in steps that are reviews', () => {
    const first = seen(2.1);
    expect(first.probability).toBe(curve.neverMoves);
    const at = new Date(dayAfter(2).getTime() + Math.round(curve.stallReaches(0.1) * 86_400_000));
    expect(first.reviewAt).toEqual(at);
    expect(seen(2.1, { now: new Date(at.getTime() - 1), sourceAnsweredAt: at }).probability).toBe(
      curve.neverMoves,
    );
    expect(seen(2.1, { now: at }).probability).toBe(0.1);
  });

  test('is told beside fixed limits too, but then the limit is the population', () => {
    const fixed = { ...DEFAULT_SETTINGS, alerts: { mode: 'fixed' as const, flaggedOf100: 10 } };
    const verdict = seen(4, { settings: fixed });
    expect(verdict.silence?.limitDays).toBe(5);
    expect(verdict.population.basis).toBe('fixed_limit');
    expect(verdict.probability).not.toBeNull();
  });

  test('a destination with limits of its own is judged by them', () => {
    const { international } = DEFAULT_SETTINGS.limits;
    const settings = {
      ...DEFAULT_SETTINGS,
      limits: {
        ...DEFAULT_SETTINGS.limits,
        countries: { DE: { ...international, silentDays: 9 } },
      },
    };
    expect(seen(4, { settings })).toMatchObject({
      silence: { limitDays: 9 },
      population: { basis: 'fixed_limit', group: 'country', country: 'DE' },
    });
  });

  test.each([
    ['before anything is learned', { learned: null }],
    ['while the source has never answered', { sourceAnsweredAt: null }],
    [
      'after the delivery',
      { scans: [departed, aScan({ milestone: 'delivered', occurredAt: dayAfter(3) })] },
    ],
    [
      'while its carrier has stopped for all',
      { incident: { kind: 'carrier' as const, name: 'yanwen', beganAt: dayAfter(3) } },
    ],
  ])('is not invented %s', (_, over) => {
    expect(seen(30, over).probability).toBeNull();
  });

  test('silence counts only as far as the source has answered', () => {
    const blind = seen(30, { sourceAnsweredAt: dayAfter(2.5) });
    expect(blind.kind).toBe('source_blind');
    expect(blind.probability).toBeNull();
  });
});
