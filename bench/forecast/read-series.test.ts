import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UnusableTable } from '../csv/read-table.ts';
import { readSeries } from './read-series.ts';

const PERIODS = 20;

describe('readSeries', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'series-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function read(rows: readonly (readonly (string | number)[])[], periods = PERIODS) {
    const path = join(folder, 'series.csv');
    const header = ['series', ...Array.from({ length: periods }, (_, at) => at + 1)];
    await writeFile(path, [header, ...rows].map((row) => row.join(',')).join('\n'));
    return readSeries(path);
  }

  it('takes series with no missing period and sixteen that sold, and holds the last three back', async () => {
    const {
      series,
      read: rows,
      periods,
    } = await read([
      ['enough', ...sold(16)],
      ['too few', ...sold(15)],
      ['missing', '', ...sold(19).slice(1)],
    ]);
    expect({ rows, periods }).toEqual({ rows: 3, periods: PERIODS });
    expect(series.map(({ id }) => id)).toEqual(['enough']);
    expect(series[0]?.train).toHaveLength(17);
    expect(series[0]?.actual).toEqual([0, 0, 0]);
  });

  it('sets rows aside whose cells are no counts', async () => {
    const { series, setAside } = await read([
      ['words', 'many', ...sold(19).slice(1)],
      ['less than nothing', -1, ...sold(19).slice(1)],
    ]);
    expect(series).toEqual([]);
    expect([...setAside.counts()]).toEqual([
      { reason: 'a cell that is no count', rows: 2, firstLine: 2 },
    ]);
  });

  it('says what a header without enough periods lacks', async () => {
    await expect(read([['short', 1, 2, 3]], 3)).rejects.toThrow(UnusableTable);
  });
});

/** Periods that sold first. */
function sold(count: number): number[] {
  return Array.from({ length: PERIODS }, (_, at) => (at < count ? 2 : 0));
}
