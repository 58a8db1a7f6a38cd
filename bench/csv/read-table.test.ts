import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readTable } from './read-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-table-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(text: string): string {
  files += 1;
  const path = join(folder, `${files}.csv`);
  writeFileSync(path, text);
  return path;
}
const read = (text: string) =>
  readTable(file(text), { required: ['id', 'at'], optional: ['place'] });

describe('a table', () => {
  it('is read by column name in any order, with quotes, blanks and a byte order mark', async () => {
    const table = await read('\uFEFFPlace, AT ,other,id\r\n"Lyon, FR",2026-01-02,x, 7 \r\n');
    expect(table.rows).toEqual([
      { line: 2, cells: { id: '7', at: '2026-01-02', place: 'Lyon, FR' } },
    ]);
    expect(table.absent).toEqual([]);
  });

  it('reads an optional column it does not have as empty', async () => {
    const table = await read('id,at\n7,2026-01-02\n');
    expect(table.rows[0]?.cells.place).toBe('');
    expect(table.absent).toEqual(['place']);
  });

  it('sets aside rows with missing cells and says where the first one is', async () => {
    const table = await read(
      'id,at,place\n1,2026-01-02\n,2026-01-02,x\n2,,x\n3,2026-01-02,x,y\n\n4,a,b\n',
    );
    expect(table.rows.map(({ cells }) => cells.id)).toEqual(['4']);
    expect(table.setAside.counts()).toEqual([
      { reason: 'fewer cells than the header', rows: 1, firstLine: 2 },
      { reason: 'empty id', rows: 1, firstLine: 3 },
      { reason: 'empty at', rows: 1, firstLine: 4 },
      { reason: 'more cells than the header', rows: 1, firstLine: 5 },
    ]);
    expect(table.setAside.rows()).toBe(4);
  });

  it('with a header alone has no rows', async () => {
    expect((await read('id,at\n')).rows).toEqual([]);
  });

  it.each([
    ['empty', '', 'is empty: it needs a header line'],
    ['lacking a column', 'id,place\n1,x\n', 'has no column "at"; its header has "id", "place"'],
    ['separated by semicolons', 'id;at\n1;2\n', 'has no column "id", "at"; its header has "id;at"'],
    ['with a doubled column', 'id,at,ID\n1,2,3\n', 'has the column "id" twice'],
    ['with an open quote', 'id,at\n1,2\n"3,4\n', 'after line 2: a quote opens and never closes'],
  ])('%s is refused with the reason', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it('that does not exist is refused by name', async () => {
    const path = join(folder, 'none.csv');
    await expect(readTable(path, { required: ['id'], optional: [] })).rejects.toThrow(
      `${path} cannot be read`,
    );
  });
});
