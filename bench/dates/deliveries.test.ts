import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDeliveries } from './deliveries.ts';
import { readTimestamp } from './timestamp.ts';

describe('a timestamp', () => {
  it.each([
    ['2026-03-01', '2026-03-01T00:00:00.000Z', true],
    ['2026-03-01 10:30', '2026-03-01T10:30:00.000Z', false],
    ['2026-03-01T10:30:05.25Z', '2026-03-01T10:30:05.250Z', false],
    ['2026-03-01T10:30:00+02:00', '2026-03-01T08:30:00.000Z', false],
    ['2026-03-01 10:30:00 -0330', '2026-03-01T14:00:00.000Z', false],
    ['2026-03-01 10:30:00+02', '2026-03-01T08:30:00.000Z', false],
    ['2026-03-01 10:30:00 UTC', '2026-03-01T10:30:00.000Z', false],
  ])('%s is %s', (text, at, isDate) => {
    expect(readTimestamp(text)).toEqual({ at: Date.parse(at), isDate });
  });

  it.each(['', '01/03/2026', '2026-02-31', '2026-13-01', '2026-03-01T25:00', '20260301', 'soon'])(
    '%j is none',
    (text) => {
      expect(readTimestamp(text)).toBeNull();
    },
  );
});

const folder = mkdtempSync(join(tmpdir(), 'deliveries-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(...lines: string[]) {
  const path = join(folder, 'deliveries.csv');
  writeFileSync(path, ['id,started_at,ended_at,promised_at', ...lines].join('\n'));
  return readDeliveries(path);
}

describe('a file of deliveries', () => {
  it('is read by start, with columns it lacks empty', async () => {
    const { deliveries, absent } = await read(
      'b,2026-03-02,2026-03-04,',
      'a,2026-03-01,2026-03-09,',
    );
    expect(deliveries.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(deliveries[0]).toMatchObject({ mode: '', promisedAt: null });
    expect(absent).toEqual(['mode', 'carrier', 'origin', 'destination']);
  });

  it.each([
    ['ended before it started', 'a,2026-03-02 10:00,2026-03-02 09:59,'],
    ['unreadable started_at', 'a,yesterday,2026-03-02,'],
    ['unreadable ended_at', 'a,2026-03-02,tomorrow,'],
    ['unreadable promised_at', 'a,2026-03-02,2026-03-03,soon'],
    ['empty id', ',2026-03-02,2026-03-03,'],
  ])('sets a row aside: %s', async (reason, line) => {
    const { deliveries, setAside } = await read(line);
    expect(deliveries).toEqual([]);
    expect(setAside.counts()).toEqual([{ reason, rows: 1, firstLine: 2 }]);
  });

  it('keeps the first of two rows with one id', async () => {
    const { deliveries, setAside } = await read(
      'a,2026-03-02,2026-03-03,',
      'a,2026-03-02,2026-03-05,',
    );
    expect(deliveries.length).toBe(1);
    expect(setAside.counts()).toEqual([{ reason: 'id seen before', rows: 1, firstLine: 3 }]);
  });

  it('takes an end named by its day alone for no earlier than the start on that day', async () => {
    const { deliveries } = await read('a,2026-03-02 10:00,2026-03-02,');
    expect(deliveries[0]).toMatchObject({ startedAt: deliveries[0]?.endedAt });
  });

  it.each([
    ['2026-03-05', '2026-03-05 23:59', true],
    ['2026-03-05', '2026-03-06 00:00', false],
    ['2026-03-05', '2026-03-05', true],
    ['2026-03-05', '2026-03-06', false],
    ['2026-03-05 12:00', '2026-03-05 12:00', true],
    ['2026-03-05 12:00', '2026-03-05 12:01', false],
  ])('a promise for %s is kept by a delivery at %s: %s', async (promised, ended, isKept) => {
    const { deliveries } = await read(`a,2026-03-01,${ended},${promised}`);
    const [delivery] = deliveries;
    expect((delivery?.endedAt ?? 0) <= (delivery?.promisedAt ?? 0)).toBe(isKept);
  });
});
