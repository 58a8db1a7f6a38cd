import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare } from './comparison.ts';
import { habitsOf } from './habits.ts';
import { SCORE_COUNTERS } from './parcel-score.ts';
import { cellsOf } from './score-cell.ts';
import { addCounts, countOf, emptyTally, moneyOf, outcomeCount } from './score-tally.ts';
import type { ScoreTally } from './score-tally.ts';
import { stepBinOf } from './step-bins.ts';
import { whoKeepsTheirWord } from './word-kept.ts';

const compareDelivery = (a: ScoreTally, b: ScoreTally) => compare(a, b, 'scan_delivered');

/** Counters as `scoreOf` names them. */
function tallyOf(...all: Record<string, number>[]) {
  const nobody = { key: '', name: '' };
  const tally = emptyTally();
  const lane = { origin: '', destination: '' };
  const cells = cellsOf(
    all.map((counts) => ({
      score: { carrier: nobody, supplier: nobody, ...lane, days: { '2026-10-05': counts } },
      times: 1 as const,
    })),
  );
  for (const cell of cells) {
    if (cell.who === 'carrier' && cell.grain === 'week' && cell.origin === '*')
      addCounts(tally, cell);
  }
  return tally;
}

describe('adding up', () => {
  test('gives the same whatever the order', () => {
    const counter = fc.constantFrom(...SCORE_COUNTERS, 'trouble:EUR', 'scan_delivered:80');
    const counts = fc.dictionary(counter, fc.integer({ min: 0, max: 50 }), { maxKeys: 6 });
    fc.assert(
      fc.property(fc.array(counts, { maxLength: 8 }), (all) => {
        const forth = tallyOf(...all);
        const back = tallyOf(...all.toReversed());
        expect(Object.fromEntries(back.counts)).toEqual(Object.fromEntries(forth.counts));
        expect(back.steps).toEqual(forth.steps);
      }),
    );
  });

  test('never adds one currency to another', () => {
    const tally = tallyOf(
      { 'lost:USD': 100, 'lost:EUR': 500 },
      { 'lost:USD': 50, 'trouble:JPY': 9 },
    );
    expect(moneyOf(tally, 'lost')).toEqual([
      { minor: 500, currency: 'EUR' },
      { minor: 150, currency: 'USD' },
    ]);
    expect(moneyOf(tally, 'trouble')).toEqual([{ minor: 9, currency: 'JPY' }]);
  });

  test('keeps counters of a later release apart from those it knows', () => {
    const tally = tallyOf({ parcels: 2, 'outcome:lost': 1, 'teleported:12': 7, wonders: 3 });
    expect(countOf(tally, 'parcels')).toBe(2);
    expect(outcomeCount(tally, 'lost')).toBe(1);
  });
});

describe('a supplier’s habit', () => {
  const scanned = { [`number_scan:${stepBinOf(6)}`]: 20, [`paid_number:${stepBinOf(0.2)}`]: 30 };
  test.each([
    [
      'is one when most likely more than 15 of 100 parcels show it',
      { parcels: 40, number_early: 9 },
      ['number_early'],
    ],
    ['is none when that is not sure', { parcels: 40, number_early: 8 }, []],
    ['is none of nine parcels', { parcels: 9, number_late: 9 }, []],
    ['may be one of ten', { parcels: 10, number_late: 9 }, ['number_late']],
    [
      'may be two, the more frequent first',
      { parcels: 100, number_early: 30, number_late: 40 },
      ['number_late', 'number_early'],
    ],
    ['is none without parcels', {}, []],
  ])('%s', (_, counts, kinds) => {
    expect(habitsOf(tallyOf(counts)).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('has the figure that shows it: the wait for the first scan, or for the number', () => {
    const habits = habitsOf(tallyOf({ parcels: 100, number_early: 60, number_late: 50 }, scanned));
    expect(habits[0]?.slowDays).toBeCloseTo(6, 0);
    expect(habits[1]?.slowDays).toBeCloseTo(0.2, 1);
  });
});

describe('two carriers on one lane', () => {
  const delivered = (days: number, count: number) =>
    Object.fromEntries(
      Array.from({ length: 9 }, (_, step) => [
        `scan_delivered:${stepBinOf(days * (0.76 + step * 0.06))}`,
        count,
      ]),
    );

  test('differ really when there are many parcels and days between them', () => {
    const { days, ended } = compareDelivery(tallyOf(delivered(16, 30)), tallyOf(delivered(12, 30)));
    expect(days?.difference).toMatchObject({ isReal: true });
    expect(days?.difference.low).toBeLessThan(4);
    expect(days?.difference.high).toBeGreaterThan(4);
    expect(ended).toEqual({ a: 270, b: 270 });
  });

  test('do not when they are few, and swapping them turns the sign and nothing else', () => {
    const [a, b] = [tallyOf(delivered(13, 1)), tallyOf(delivered(12, 1))];
    const forth = compareDelivery(a, b).days?.difference;
    const back = compareDelivery(b, a).days?.difference;
    expect(forth?.isReal).toBe(false);
    expect(back?.value).toBeCloseTo(-(forth?.value ?? 0), 9);
    expect(back?.low).toBeCloseTo(-(forth?.high ?? 0), 9);
  });

  test('have no figure where one of them has delivered or promised too little', () => {
    const { days, onTime } = compareDelivery(
      tallyOf(delivered(12, 30)),
      tallyOf({ promise_kept: 4 }),
    );
    expect(days).toBeNull();
    expect(onTime).toBeNull();
  });

  test('are compared by promises kept', () => {
    const { onTime } = compareDelivery(
      tallyOf({ promise_kept: 90, promise_broken: 10 }),
      tallyOf({ promise_kept: 60, promise_broken: 40 }),
    );
    expect(onTime).toMatchObject({ a: 0.9, b: 0.6, difference: { isReal: true } });
  });
});

describe('who keeps their word', () => {
  const entry = (key: string, kept: number, broken: number) => ({ key, kept, broken });
  test.each([
    [
      'the one with the most and the one with the fewest kept',
      [entry('good', 95, 5), entry('fair', 85, 15), entry('bad', 60, 40)],
      { kind: 'differs', best: { key: 'good' }, worst: { key: 'bad' } },
    ],
    [
      'nobody stands out when the difference is not real',
      [entry('a', 18, 2), entry('b', 16, 4)],
      { kind: 'alike', kept: 34, of: 40 },
    ],
    [
      'one alone has nobody to differ from',
      [entry('a', 18, 2)],
      { kind: 'alike', kept: 18, of: 20 },
    ],
    [
      'unknown names keep nobody’s word',
      [entry('', 0, 90), entry('a', 18, 2)],
      { kind: 'alike', kept: 18, of: 20 },
    ],
  ])('%s', (_, entries, expected) => {
    expect(whoKeepsTheirWord(entries)).toMatchObject(expected);
  });

  test('nothing is said of fewer than ten promises', () => {
    expect(whoKeepsTheirWord([entry('a', 9, 0), entry('b', 0, 9)])).toBeNull();
  });
});
