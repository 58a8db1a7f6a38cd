import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleGame, exampleWeeks } from './example-game.ts';

const SERIES = 60;
const WEEKS = 157;
const ACTUAL_WEEKS = 8;
const SEED = 20;

/** Writes the example of bench/data: a small made-up shop in the four files that a game is read from. */
export function writeExample(folder: string): void {
  const { series, truth } = exampleGame({
    seed: SEED,
    regime: 'retail',
    series: SERIES,
    weeks: WEEKS,
    actualWeeks: ACTUAL_WEEKS,
  });
  const weeks = exampleWeeks(WEEKS + ACTUAL_WEEKS);
  const past = weeks.slice(0, WEEKS);
  const write = (name: string, rows: readonly (readonly (string | number)[])[]) =>
    writeFileSync(join(folder, name), rows.map((row) => `${row.join(',')}\n`).join(''));
  write('sales.csv', [['id', ...past], ...series.map(({ id, history }) => [id, ...history.units])]);
  write('in-stock.csv', [
    ['id', ...past],
    ...truth.map(({ id, inStock }) => [
      id,
      ...inStock.slice(0, WEEKS).map((isIn) => (isIn ? 'True' : 'False')),
    ]),
  ]);
  write('state.csv', [
    ['id', 'on_hand', 'arriving_1', 'arriving_2'],
    ...series.map(({ id, onHand, arriving }) => [id, onHand, ...arriving]),
  ]);
  write('actuals.csv', [
    ['id', ...weeks.slice(WEEKS)],
    ...series.map(({ id, demand }) => [id, ...demand]),
  ]);
}
