import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParcelPage, ParcelQuery } from '#app/contracts/pages.ts';
import { PARCEL_SORTS } from '#app/contracts/pages.ts';
import { DEFAULT_PARCEL_QUERY } from '#app/contracts/parcel-query.ts';
import { VERDICTS } from '#app/domain/verdicts/verdict.ts';
import { ForeignCursorError, loadParcels } from '#app/services/load-parcels.server.ts';
import type { ParcelOnHand } from '#tests/integration/pages/parcels-on-hand.ts';
import { aParcel, idOf, shopWith } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
const now = new Date('2026-11-20T12:00:00Z');

const COUNTRIES = ['US', 'DE', 'BR', null];
const CARRIERS = ['YunExpress', 'USPS', null];

/** Few values of each kind, instants a microsecond apart: ties and near ties are the hard part of keyset paging. */
const parcels = fc.array(
  fc.record({
    verdict: fc.constantFrom(...VERDICTS, 'unassessed' as const),
    shippedAt: fc.integer({ min: 0, max: 5 }).map((n) => `2026-11-01T10:00:00.00000${n}Z`),
    since: fc.integer({ min: 0, max: 5 }).map((n) => `2026-11-02T10:00:00.00000${n}Z`),
    valueMinor: fc.integer({ min: 0, max: 4 }),
    destination: fc.constantFrom(...COUNTRIES),
    carrier: fc.constantFrom(...CARRIERS),
    muted: fc.boolean(),
    position: fc.integer({ min: 0, max: 1 }),
  }),
  { maxLength: 40 },
);

type Drawn = typeof parcels extends fc.Arbitrary<(infer T)[]> ? T : never;

function onHand({ since, muted, ...told }: Drawn): ParcelOnHand {
  return aParcel({
    ...told,
    verdictSince: told.verdict === 'unassessed' ? null : since,
    mutedUntil: muted ? '2026-12-01T00:00:00Z' : null,
  });
}

describe('paging', () => {
  it('visits every row exactly once, forwards and backwards, in order, under every sort and filter', async () => {
    await fc.assert(
      fc.asyncProperty(
        parcels,
        fc.constantFrom(...PARCEL_SORTS),
        fc.integer({ min: 1, max: 7 }),
        fc.record({
          verdicts: fc.uniqueArray(fc.constantFrom(...VERDICTS), { maxLength: 3 }),
          carriers: fc.constantFrom<string[]>([], ['usps'], ['usps', 'yunexpress']),
          destinations: fc.constantFrom<string[]>([], ['DE'], ['DE', 'US']),
          muted: fc.constantFrom('hide' as const, 'only' as const, 'show' as const),
          minimumValueMinor: fc.constantFrom(null, 2),
        }),
        async (drawn, sort, rowsPerPage, filter) => {
          const rows = drawn.map(onHand);
          const shopId = await shopWith(rows);
          const query = { ...DEFAULT_PARCEL_QUERY, ...filter, sort };
          const expected = rows
            .filter((row) => matches(row, query))
            .sort(inOrder(sort))
            .map(idOf);

          const pages = await walk({ shopId, query, rowsPerPage });
          expect(pages.forwards).toEqual(expected);
          expect(pages.backwards).toEqual(expected);
          // Only counting would tell how many are worth at least so much.
          expect(pages.total).toBe(filter.minimumValueMinor === null ? expected.length : null);
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  it('answers a cursor of another shop with an error, never with rows', async () => {
    const [mine, theirs] = [
      await shopWith([aParcel(), aParcel()]),
      await shopWith([aParcel(), aParcel()]),
    ];
    const page = await loadParcels({
      shopId: theirs,
      now,
      query: DEFAULT_PARCEL_QUERY,
      rowsPerPage: 1,
    });
    const query = { ...DEFAULT_PARCEL_QUERY, cursor: page.nextCursor };
    await expect(loadParcels({ shopId: mine, now, query })).rejects.toThrow(ForeignCursorError);
    expect((await loadParcels({ shopId: theirs, now, query })).rows).toHaveLength(1);
  });

  it('counts whole days of the shop’s zone, both included', async () => {
    const inside = [
      aParcel({ shippedAt: '2026-11-01T00:00:00Z' }),
      aParcel({ shippedAt: '2026-11-02T23:59:59.999999Z' }),
    ];
    const shopId = await shopWith([
      ...inside,
      aParcel({ shippedAt: '2026-10-31T23:59:59.999999Z' }),
      aParcel({ shippedAt: '2026-11-03T00:00:00Z' }),
    ]);
    const query = { ...DEFAULT_PARCEL_QUERY, shippedFrom: '2026-11-01', shippedTo: '2026-11-02' };
    const page = await loadParcels({ shopId, now, query });
    expect(page.rows.map((row) => row.id).sort()).toEqual(inside.map(idOf).sort());
    expect(page.total).toBeNull();
  });

  it('offers the carriers and countries that exist, and none of a value nobody knows', async () => {
    const shopId = await shopWith([
      aParcel({ carrier: 'USPS', destination: 'DE' }),
      aParcel({ carrier: null, destination: null }),
    ]);
    const page = await loadParcels({ shopId, now, query: DEFAULT_PARCEL_QUERY });
    expect(page).toMatchObject({ carriers: ['usps'], destinations: ['DE'] });
  });
});

/** All pages from the first to the last, and from the last back to the first. */
async function walk(ask: { shopId: number; query: ParcelQuery; rowsPerPage: number }) {
  const { shopId, rowsPerPage } = ask;
  const load = (query: ParcelQuery) => loadParcels({ shopId, now, query, rowsPerPage });
  const forwards: string[] = [];
  let page: ParcelPage = await load(ask.query);
  const total = page.total;
  forwards.push(...page.rows.map((row) => row.id));
  expect(page.previousCursor).toBeNull();
  while (page.nextCursor !== null) {
    page = await load({ ...ask.query, cursor: page.nextCursor, direction: 'next' });
    expect(page.rows.length).toBeGreaterThan(0);
    forwards.push(...page.rows.map((row) => row.id));
  }
  const backwards = page.rows.map((row) => row.id);
  while (page.previousCursor !== null) {
    page = await load({ ...ask.query, cursor: page.previousCursor, direction: 'previous' });
    backwards.unshift(...page.rows.map((row) => row.id));
  }
  return { forwards, backwards, total };
}

function matches(row: ParcelOnHand, query: ParcelQuery): boolean {
  return (
    (query.verdicts.length === 0 || query.verdicts.some((verdict) => verdict === row.verdict)) &&
    (query.carriers.length === 0 || query.carriers.includes(row.carrierKey ?? '')) &&
    (query.destinations.length === 0 || query.destinations.includes(row.destination ?? '')) &&
    (query.muted === 'show' || (query.muted === 'only') === row.muted) &&
    row.valueMinor >= (query.minimumValueMinor ?? 0)
  );
}

function inOrder(sort: ParcelQuery['sort']) {
  const key = (row: ParcelOnHand): string =>
    sort.startsWith('shipped')
      ? row.shippedAt
      : sort.startsWith('since')
        ? (row.verdictSince ?? row.shippedAt)
        : String(row.valueMinor).padStart(12, '0');
  const sign = sort.endsWith('asc') ? 1 : -1;
  return (a: ParcelOnHand, b: ParcelOnHand): number =>
    sign *
    (key(a).localeCompare(key(b)) || a.fulfillmentId - b.fulfillmentId || a.position - b.position);
}
