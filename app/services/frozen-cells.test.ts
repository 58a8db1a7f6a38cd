import { describe, expect, test } from 'vitest';
import { emptyCell } from '#app/domain/lanes/silence-cell.ts';
import { frozenCells, type CountedCells } from '#app/services/frozen-cells.ts';

const nothing: CountedCells = { silences: new Map(), remaining: new Map(), expected: new Map() };
const lane = (destination: string) => `origin|supplier|yanwen|CN|${destination}`;

function silences(counts: Record<string, number>): CountedCells['silences'] {
  return new Map(
    Object.entries(counts).map(([destination, count]) => {
      const cell = emptyCell();
      cell.moved[2] = count;
      return [lane(destination), cell];
    }),
  );
}

describe('the counts of a model', () => {
  test('end where their zeros begin, and keys without any are left out', () => {
    expect(frozenCells({ ...nothing, silences: silences({ DE: 4, FR: 0 }) })).toEqual([
      { kind: 'silence', key: lane('DE'), bins: [0, 0, 4], stuck: 0, open: [] },
    ]);
  });

  test('weigh a thousandth of a parcel or nothing', () => {
    const cells = frozenCells({ ...nothing, silences: silences({ DE: 0.0004, FR: 1 / 3 }) });
    expect(cells.map(({ key, bins }) => [key, bins])).toEqual([[lane('FR'), [0, 0, 0.333]]]);
  });

  test('of more lanes than a model holds are kept for the heaviest, and for the carrier of the rest', () => {
    const told = { ...nothing, silences: silences({ DE: 4, FR: 1, PL: 2, IT: 9 }) };
    expect(frozenCells(told, 2).map(({ key, bins }) => [key, bins[2]])).toEqual([
      [lane('IT'), 9],
      [lane('DE'), 4],
      ['origin|supplier|yanwen||', 3],
    ]);
  });
});
