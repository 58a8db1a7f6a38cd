import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { benchFiles } from './files.ts';
import { readHistories } from './read-histories.ts';

const folder = mkdtempSync(join(tmpdir(), 'bench-verdicts-'));
afterAll(() => rmSync(folder, { recursive: true }));
const NOW = new Date('2026-06-01T00:00:00Z');

const PARCELS = 'parcel_id,carrier,origin,destination,started_at,outcome,ended_at';
const SCANS = 'parcel_id,occurred_at,milestone,country,place';

function paths(parcels: string, scans: string) {
  const [parcelsPath, scansPath] = [join(folder, 'p.csv'), join(folder, 's.csv')];
  writeFileSync(parcelsPath, parcels);
  writeFileSync(scansPath, scans);
  return { parcelsPath, scansPath, now: NOW };
}

const read = (parcels: readonly string[], scans: readonly string[]) =>
  readHistories(paths([PARCELS, ...parcels].join('\n'), [SCANS, ...scans].join('\n')));

describe('rows', () => {
  test('that cannot be used are counted by reason, with the line of the first', async () => {
    const { files, parcels } = await read(
      [
        'a,DHL,DE,DE,2026-01-01,delivered,2026-01-03',
        'a,DHL,DE,DE,2026-01-01,delivered,2026-01-03',
        'b,DHL,DE,DE,2026-01-01,arrived,2026-01-03',
        'c,DHL,DE,DE,01.01.2026,open,',
        'd,DHL,DE,DE,2026-01-05,lost,2026-01-03',
        'e,DHL,DE,DE,2026-01-05,delivered,',
        'f,DHL,DE,DE,2027-01-05,open,',
      ],
      [
        'a,2026-01-02T10:00,accepted,DE,',
        'a,2026-01-32T10:00,accepted,DE,',
        'a,2026-01-02T10:00,picked up,DE,',
        'x,2026-01-02T10:00,accepted,DE,',
        'b,2026-01-02T10:00,accepted,DE,',
        'b,2026-01-02T11:00,accepted,DE,',
      ],
    );
    expect(parcels).toHaveLength(1);
    expect(files.map(({ setAside }) => setAside.counts())).toEqual([
      [
        { reason: 'parcel_id twice', rows: 1, firstLine: 3 },
        { reason: 'outcome unknown', rows: 1, firstLine: 4 },
        { reason: 'started_at is no date', rows: 1, firstLine: 5 },
        { reason: 'ended_at before started_at', rows: 1, firstLine: 6 },
        { reason: 'started_at in the future', rows: 1, firstLine: 8 },
        { reason: 'delivered without ended_at or a scan that says when', rows: 1, firstLine: 7 },
      ],
      [
        { reason: 'occurred_at is no date', rows: 1, firstLine: 3 },
        { reason: 'milestone unknown', rows: 1, firstLine: 4 },
        { reason: 'parcel unknown', rows: 1, firstLine: 5 },
        { reason: 'parcel set aside', rows: 2, firstLine: 6 },
      ],
    ]);
  });

  test('that are read otherwise than written are counted too', async () => {
    const { files, parcels } = await read(
      [
        'a,,Germany,XX,2026-01-01,delivered,',
        'b,,,,2026-01-01,lost,',
        'c,,,,2026-01-01,open,2026-02-01',
      ],
      ['a,2026-01-03T10:00+08:00,delivered,Narnia,', 'a,2026-01-04T10:00Z,unknown,,'],
    );
    expect(files.map(({ readOtherwise }) => readOtherwise.counts())).toEqual([
      [
        { reason: 'destination is no country: unknown', rows: 1, firstLine: 2 },
        { reason: 'open with an ended_at: last looked at then', rows: 1, firstLine: 4 },
        {
          reason: 'delivered without ended_at: its last scan "delivered"',
          rows: 1,
          firstLine: 2,
        },
        { reason: 'lost without ended_at: lost at the end of the data', rows: 1, firstLine: 3 },
      ],
      [{ reason: 'country is no country: unknown', rows: 1, firstLine: 2 }],
    ]);
    expect(parcels.map(({ endedAt }) => endedAt?.toISOString())).toEqual([
      '2026-01-03T02:00:00.000Z',
      '2026-02-01T23:59:59.000Z',
      '2026-02-01T23:59:59.000Z',
    ]);
    expect(parcels[0]?.lane).toEqual({ carrier: null, origin: 'DE', destination: null });
  });

  test('a day alone is its midnight, as an end its last second; a date far behind the rest is no end', async () => {
    const many = Array.from({ length: 2_000 }, (_, id) => `${id},,,,2024-01-01,open,`);
    const { dataEnd } = await read(
      [...many, 'late,,,,2026-05-01,open,'],
      ['0,2024-01-02,accepted,,'],
    );
    expect(dataEnd).toEqual(new Date('2024-01-02T00:00:00Z'));
  });

  test('a milestone that needs a place to be physical has one in a place or a country', async () => {
    const { parcels } = await read(
      ['a,,,,2026-01-01,open,'],
      [
        'a,2026-01-02,exception,,',
        'a,2026-01-03,exception,,Lyon',
        'a,2026-01-04,exception,FR,',
        'a,2026-01-05,announced,FR,Lyon',
        'a,2026-01-06,accepted,,',
      ],
    );
    const physical = parcels[0]?.scans.map((scan) => scan.physical);
    expect(physical).toEqual([false, true, true, false, true]);
  });
});

test.each([
  ['an empty file', '', SCANS, 'is empty'],
  ['a header alone', PARCELS, SCANS, 'has a header and no rows'],
  [
    'a missing column',
    'parcel_id,carrier,origin,destination,outcome,ended_at\na,,,,open,',
    SCANS,
    'has no column "started_at"',
  ],
  [
    'a missing column whose cells may be empty',
    `${PARCELS}\na,,,,2026-01-01,open,`,
    'parcel_id,occurred_at,milestone,country\na,2026-01-02,accepted,',
    'has no column "place": add it to the header',
  ],
  [
    'bad rows alone',
    `${PARCELS}\na,,,,2026-01-01,gone,`,
    `${SCANS}\na,2026-01-02,accepted,,`,
    'none of its rows can be used (outcome unknown: 1)',
  ],
])('%s is refused with the fix', async (_, parcels, scans, message) => {
  await expect(readHistories(paths(parcels, scans))).rejects.toThrow(message);
});

describe('the whole bench', () => {
  let printed = '';
  beforeEach(() => {
    printed = '';
    vi.spyOn(console, 'log').mockImplementation((text: string) => {
      printed += `${text}\n`;
    });
  });
  afterEach(() => vi.restoreAllMocks());

  const run = (count: number) =>
    benchFiles(
      paths(tinyParcels(count), tinyScans(count)),
      { kind: 'split', share: 0.5 },
      { resamples: 50, seed: 1 },
    );

  test('names bad rows, labels and every method', async () => {
    await run(400);
    for (const text of [
      'parcel_id twice: 1, first in line 402',
      'learned from 200 parcels',
      'fixed N days',
      'domestic/international pair',
      '30-day expiry',
      'fixed N business days',
      'Kaplan–Meier, one curve',
      'quantile per leg',
      'stall posterior',
      'Lastscan',
      'Brier score',
    ]) {
      expect(printed).toContain(text);
    }
    expect(printed).toMatch(/test parcels: \d+ delivered, \d+ lost, [1-9]\d* stuck by age/);
    expect(printed).not.toContain('NaN');
  });

  test('refuses data in which nothing is stuck', async () => {
    await expect(run(20)).rejects.toThrow('no parcel of the test');
  });
});

/** One parcel every six hours from January; each twentieth falls silent after its first scan, every second of them told. */
function tinyParcels(count: number): string {
  const rows = Array.from({ length: count }, (_, id) => {
    const end = isSilent(id) ? (id % 40 === 39 ? at(id, 40) : '') : at(id, 4 + (id % 7));
    const outcome = isSilent(id) ? (end === '' ? 'open' : 'lost') : 'delivered';
    return `${id},DHL,DE,${id % 3 === 0 ? 'DE' : 'FR'},${at(id, 0)},${outcome},${end}`;
  });
  return [PARCELS, ...rows, '0,DHL,DE,DE,2026-01-01,open,'].join('\n');
}

function tinyScans(count: number): string {
  const rows = Array.from({ length: count }, (_, id) => [
    `${id},${at(id, 1)},accepted,DE,Bonn`,
    ...(isSilent(id) ? [] : [`${id},${at(id, 3 + (id % 7))},out_for_delivery,,`]),
  ]);
  return [SCANS, ...rows.flat()].join('\n');
}

function isSilent(id: number): boolean {
  return id % 20 === 19;
}

function at(id: number, days: number): string {
  return new Date(Date.UTC(2026, 0, 1) + (id / 4 + days) * 86_400_000).toISOString();
}
