import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readGame } from './read-game.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-game-'));
afterAll(() => rmSync(folder, { recursive: true }));

const GOOD = {
  sales: 'id,2024-04-01,2024-04-08\na-1,3,0\nb-2,,1.5\n',
  inStock: 'id,2024-04-01,2024-04-08\na-1,True,False\nb-2,True,1\n',
  state: 'id,on_hand,arriving_1,arriving_2\na-1,4,0,2\nb-2,0,1,0\n',
  actuals: 'id,2024-04-15,2024-04-22\na-1,2,3\nb-2,0,1\n',
};
type Files = typeof GOOD;

let games = 0;
function read(changed: Partial<Files> = {}, leadWeeks = 3) {
  games += 1;
  const texts = { ...GOOD, ...changed };
  const path = (name: keyof Files) => {
    const file = join(folder, `${games}-${name}.csv`);
    writeFileSync(file, texts[name]);
    return file;
  };
  const files = {
    sales: path('sales'),
    inStock: path('inStock'),
    state: path('state'),
    actuals: path('actuals'),
  };
  return readGame(files, leadWeeks);
}

describe('a game in four files', () => {
  it('is read series by series; empty weeks and weeks out of stock are missing', () => {
    const { series, history, actualWeeks, warnings } = read();
    expect(series).toEqual([
      {
        id: 'a-1',
        history: { from: '2024-04-01', units: [3, 0], inStock: [1, 0] },
        onHand: 4,
        arriving: [0, 2],
        demand: [2, 3],
      },
      {
        id: 'b-2',
        history: { from: '2024-04-01', units: [0, 1.5], inStock: [0, 1] },
        onHand: 0,
        arriving: [1, 0],
        demand: [0, 1],
      },
    ]);
    expect(history).toEqual({ first: '2024-04-01', last: '2024-04-08', weeks: 2 });
    expect(actualWeeks).toEqual(['2024-04-15', '2024-04-22']);
    expect(warnings).toEqual([]);
  });

  it('may quote its ids, begin with a byte order mark and name series in any order', () => {
    const usual = read();
    const other = read({
      sales: `\uFEFF${GOOD.sales.replace('a-1', '"a-1"').replaceAll('\n', '\r\n')}`,
      state: 'series,arriving_2,on_hand,arriving_1\nb-2,0,0,1\n"a-1",2,4,0\n',
    });
    expect(other.series).toEqual(usual.series);
  });

  it('takes a series without flags as in stock where it has figures, and says so', () => {
    const { series, warnings } = read({ inStock: 'id,2024-04-01,2024-04-08\na-1,1,0\n' });
    expect(series[1]?.history.inStock).toEqual([0, 1]);
    expect(warnings).toEqual([expect.stringContaining('"b-2" not in it, taken as in stock')]);
  });

  it('leaves out, and names, series that sales do not have', () => {
    const { series, warnings } = read({ actuals: `${GOOD.actuals}c-3,1,1\n` });
    expect(series).toHaveLength(2);
    expect(warnings).toEqual([expect.stringContaining('actuals.csv: series "c-3" not in')]);
  });

  it('reads as many arriving columns as the lead time needs and the state has', () => {
    const state = GOOD.state.replace(',arriving_2', '').replace(/,\d\n/g, '\n');
    expect(read({ state }, 2).series[0]?.arriving).toEqual([0]);
    expect(read({}, 2).series[0]?.arriving).toEqual([0, 2]);
  });

  it.each<[string, Partial<Files>, string]>([
    ['an empty file', { sales: '' }, 'sales.csv is empty: it needs a header line'],
    ['no series', { sales: 'id,2024-04-01\n' }, 'has a header line and no series'],
    ['semicolons', { sales: 'id;2024-04-01\na;1\n' }, 'has only the column "id;2024-04-01"'],
    [
      'a word for units',
      { sales: GOOD.sales.replace('1.5', 'many') },
      'sales.csv, line 3 ("b-2"), column "2024-04-08": "many" is not a number of units',
    ],
    [
      'negative units',
      { state: GOOD.state.replace('4', '-4') },
      'state.csv, line 2 ("a-1"), column "on_hand": "-4" is not a number of units, 0 or more',
    ],
    [
      'a word for a flag',
      { inStock: GOOD.inStock.replace('False', 'maybe') },
      'inStock.csv, line 2 ("a-1"), column "2024-04-08": "maybe" is neither true',
    ],
    [
      'an empty actual week',
      { actuals: GOOD.actuals.replace('2,3', '2,') },
      'actuals.csv, line 2 ("a-1"), column "2024-04-22" is empty',
    ],
    [
      'a row too short',
      { actuals: GOOD.actuals.replace('2,3', '2') },
      'actuals.csv, line 2 ("a-1"): 2 cells, but the header has 3',
    ],
    ['a series twice', { sales: `${GOOD.sales}a-1,1,1\n` }, '"a-1" is on line 2 already'],
    ['no id', { sales: `${GOOD.sales},1,1\n` }, 'line 4: the first column, the id, is empty'],
    [
      'a column that is no date',
      { sales: GOOD.sales.replace('2024-04-08', '08.04.2024') },
      'column "08.04.2024" is not a date like 2024-04-08',
    ],
    [
      'a day that does not exist',
      { sales: GOOD.sales.replace('2024-04-08', '2024-02-30') },
      'column "2024-02-30" is not a date',
    ],
    [
      'a gap between weeks',
      { sales: GOOD.sales.replace('2024-04-08', '2024-04-09') },
      'column "2024-04-09" does not come a week after "2024-04-01" ("2024-04-08" would)',
    ],
    [
      'actuals that do not follow',
      { actuals: GOOD.actuals.replace('15,2024-04-22', '22,2024-04-29') },
      'begins with "2024-04-22", but the week after the last one of',
    ],
    [
      'flags of other weeks',
      { inStock: GOOD.inStock.replace('2024-04-08', '2024-04-15') },
      'inStock.csv has no column "2024-04-08"',
    ],
    [
      'a state without what is on its way',
      { state: GOOD.state.replace('arriving_2', 'later') },
      'state.csv has no column "arriving_2"',
    ],
    [
      'a series without stock',
      { state: GOOD.state.replace('b-2', 'x') },
      'state.csv has no series "b-2", which is in',
    ],
  ])('with %s is refused with file and place', (_, changed, message) => {
    expect(() => read(changed)).toThrow(message);
  });
});
