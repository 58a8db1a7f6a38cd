import { describe, expect, it } from 'vitest';
import { DEFAULT_PARCEL_QUERY } from '#app/contracts/parcel-query.ts';
import type { ParcelQuery } from '#app/contracts/pages.ts';
import { loadParcels } from '#app/services/load-parcels.server.ts';
import { aParcel, idOf, shopWith } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
const now = new Date('2026-11-20T12:00:00Z');

const replaced = aParcel({
  orderName: '#5001',
  number: '9400111899223',
  searchText: '#5001 9400111899223 lx777000123cn',
});
const plain = aParcel({ orderName: 'EU-77_1', number: 'YT2026CN', verdict: 'stalled' });
const percent = aParcel({ orderName: '100%', number: null });
const shopId = await shopWith([replaced, plain, percent]);
const foreignShopId = await shopWith([aParcel({ orderName: '#5001', number: 'LX777000123CN' })]);

async function found(search: string, more: Partial<ParcelQuery> = {}): Promise<string[]> {
  const query = { ...DEFAULT_PARCEL_QUERY, search, ...more };
  const page = await loadParcels({ shopId, now, query });
  expect(page.total).toBe(page.rows.length);
  return page.rows.map((row) => row.id).sort();
}

describe('search', () => {
  it.each([
    ['an order name', '#5001', [replaced]],
    ['the end of an order name', '001', [replaced]],
    ['the current number', '9400111899223', [replaced]],
    ['the middle of the current number', '01118992', [replaced]],
    ['a replaced number', 'LX777000123CN', [replaced]],
    ['a whole number typed with spaces and dashes', '9400-1118 99223', [replaced]],
    ['a part of a replaced number, in small letters', '777000123c', [replaced]],
    ['two characters', 'eu', [plain]],
    ['two characters of a later part, not', '77', []],
    ['three characters in the middle of anything', '777', [replaced]],
    ['two characters at the beginning of a number', 'lx', [replaced]],
    ['two characters of the middle only, not', '_1', []],
    ['two signs of regular expressions, taken literally', '.*', []],
    ['a bracket and a letter', '(a', []],
    ['a backslash and a letter', '\\d', []],
    ['an order without its sign', '50', [replaced]],
    ['text that several parcels have', '1 9', [replaced]],
    ['a percent sign, taken literally', '00%', [percent]],
    ['an underscore, taken literally', '7_1', [plain]],
    ['a backslash, taken literally', '77\\', []],
    ['nothing that exists', 'zz999', []],
  ])('finds %s', async (_what, text, expected) => {
    expect(await found(text)).toEqual(expected.map(idOf).sort());
  });

  it('keeps to the other filters', async () => {
    expect(await found('026', { verdicts: ['stalled'] })).toEqual([idOf(plain)]);
  });

  it('never crosses to another shop', async () => {
    const query = { ...DEFAULT_PARCEL_QUERY, search: '#5001' };
    const page = await loadParcels({ shopId: foreignShopId, now, query });
    expect(page.rows).toHaveLength(1);
    expect(page.rows[0]?.id).not.toBe(idOf(replaced));
  });

  it('pages through what was found, once each, in the asked order', async () => {
    const many = Array.from({ length: 7 }, (_, n) =>
      aParcel({ orderName: `BULK-${n}`, valueMinor: n % 3 }),
    );
    const bulkShopId = await shopWith([...many, aParcel({ orderName: 'other' })]);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: ParcelQuery = {
        ...DEFAULT_PARCEL_QUERY,
        search: 'bulk',
        sort: 'value_asc',
        cursor,
      };
      const page = await loadParcels({ shopId: bulkShopId, now, query, rowsPerPage: 2 });
      expect(page.total).toBe(7);
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    const expected = many.toSorted(
      (a, b) => a.valueMinor - b.valueMinor || a.fulfillmentId - b.fulfillmentId,
    );
    expect(seen).toEqual(expected.map(idOf));
  });
});
