import { describe, expect, it } from 'vitest';
import { createLaneModel } from '#app/domain/lanes/lane-model.ts';
import { countSilence, emptyCell } from '#app/domain/lanes/silence-cell.ts';
import type { SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { businessCalendar } from '#app/domain/shared/business-calendar.ts';
import { diagnosisFacts, type SilentParcelFacts } from '#app/services/diagnosis-facts.ts';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-18T12:00:00Z');
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

const KEY: SilenceKey = {
  stage: 'linehaul',
  leg: 'linehaul',
  carrier: 'yunexpress',
  origin: 'CN',
  destination: 'US',
};
// A hundred waits, one for each tenth of a day up to ten: survival falls evenly.
const cell = emptyCell();
for (let wait = 1; wait <= 100; wait += 1) countSilence(cell, { days: wait / 10, end: 'moved' });
const known = createLaneModel({ cells: [[KEY, cell]], version: 1 });
const unknown = createLaneModel({ cells: [], version: 0 });

const calendar = businessCalendar({ country: null, businessDays: false, closedOn: [] });
const scan = { milestone: 'departed_origin', physical: true, occurredAt: ago(8) } as const;

const facts = (told: Partial<SilentParcelFacts> = {}) =>
  diagnosisFacts({
    now: NOW,
    curve: known.curveFor(KEY),
    from: ago(8),
    calendars: { origin: calendar, destination: calendar },
    timeline: [scan],
    numberSeenAt: ago(12),
    source: null,
    isFollowed: true,
    hasSharedStream: false,
    incident: null,
    pastStops: [],
    others: null,
    proofs: [],
    nextNumbersAt: [],
    noticeShare: null,
    supplierEarlyShare: null,
    promise: null,
    hasLastCarrier: false,
    first: { number: null, carrier: null },
    ...told,
  });

describe('a carrier is followed', () => {
  const unscanned = { timeline: [], isFollowed: false } as const;
  it.each([
    ['by the list', { ...unscanned, isFollowed: true, curve: unknown.curveFor(KEY) }, true],
    [
      'not by the list, nor by anything heard',
      { ...unscanned, curve: unknown.curveFor(KEY) },
      false,
    ],
    ['by the scans of its other parcels', unscanned, true],
    ['by this parcel’s', { isFollowed: false, curve: unknown.curveFor(KEY) }, true],
    ['nobody knows', { timeline: [], isFollowed: null, curve: unknown.curveFor(KEY) }, null],
  ] as const)('%s', (_, told, expected) => {
    expect(facts(told).isFollowed).toBe(expected);
  });
});

describe('a next number', () => {
  it.each([
    ['that nobody would name', null, null],
    ['that nobody has named', [], 'none'],
    ['named after the last scan', [ago(7)], 'silent'],
    ['named with the last scan', [ago(8)], 'silent'],
    ['named before the last scan', [ago(9)], 'beside'],
    ['named before the last scan, and another since', [ago(7), ago(9)], 'beside'],
  ] as const)('%s', (_, nextNumbersAt, expected) => {
    expect(facts({ nextNumbersAt }).nextNumber).toBe(expected);
  });
});

describe('a stop that is over', () => {
  const stop = (began: number, ended: number) => ({ beganAt: ago(began), endedAt: ago(ended) });
  const shareOf = (...pastStops: { beganAt: Date; endedAt: Date }[]) =>
    facts({ pastStops }).pastStop?.share ?? null;

  it('has the share of the parcels whose next scan falls between a day before it and its end', () => {
    const curve = known.curveFor(KEY);
    // The silence began eight days ago.
    expect(shareOf(stop(5, 2))).toBeCloseTo(curve.survivalAt(2) - curve.survivalAt(6), 9);
    expect(shareOf(stop(20, 4))).toBeCloseTo(1 - curve.survivalAt(4), 9);
  });

  it('that ended before the silence began explains nothing of it', () => {
    expect(shareOf(stop(20, 8))).toBeNull();
  });

  it('of several the one that most parcels met is told', () => {
    const few = stop(2.5, 2);
    expect(facts({ pastStops: [few, stop(6, 3)] }).pastStop?.beganAt).toEqual(ago(6));
  });
});

describe('a stop that was called off for its age', () => {
  const late = { due: 40, late: 30, expectedLate: 4, lasting: 24 };
  const old = { beganAt: ago(12), endedAt: ago(2) };
  const goesOn = (told: Partial<SilentParcelFacts>) => {
    const { incident, pastStop } = facts({ pastStops: [old], others: late, ...told });
    expect(incident === 'none').toBe(pastStop !== null);
    return incident !== 'none';
  };

  it.each([
    ['goes on while those that are late stay late', {}, true],
    [
      'is over once more than a fifth of them were heard of',
      { others: { ...late, lasting: 23 } },
      false,
    ],
    ['is over when nobody is late', { others: { ...late, late: 4, lasting: 4 } }, false],
    ['is over when nothing is known of others', { others: null }, false],
    [
      'and one that ended by itself is over',
      { pastStops: [{ ...old, beganAt: ago(11.9) }] },
      false,
    ],
  ])('%s', (_, told, expected) => {
    expect(goesOn(told)).toBe(expected);
  });
});
