import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'csv-parse/sync';
import type { ScoreQuery } from '#app/contracts/scorecards.ts';
import { applyScores } from '#app/db/score-cells.server.ts';
import { registerShop } from '#app/db/shops.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { scoreOf, type ScoreFacts } from '#app/domain/scorecards/parcel-score.ts';
import { goodParcel } from '#app/domain/scorecards/score-facts.fixture.ts';
import type { Scored } from '#app/domain/scorecards/score-cell.ts';
import { scoreLabels } from '#app/i18n/score-labels.ts';
import { exportScorecards } from '#app/services/export-scorecards.server.ts';
import { loadScorecards } from '#app/services/load-scorecards.server.ts';
import { parseScoreQuery } from '#app/services/parse-score-query.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
const now = new Date('2026-11-20T09:00:00Z');
const DAY_MS = 86_400_000;
let shops = 0;
let shopId = 0;
let lastId = 0;

beforeEach(async () => {
  shops += 1;
  ({ shopId } = await registerShop({ domain: `shop-${shops}.myshopify.com`, scopes: '', now }));
});

/** Counts so many parcels like this one, delivered a little earlier or later each. */
async function count(parcels: number, change: Partial<ScoreFacts> = {}): Promise<void> {
  const like = goodParcel(change);
  const changes = Array.from({ length: parcels }, (_, index) => {
    lastId += 1;
    const delivered = like.deliveredAt;
    const shift = ((index % 5) - 2) * (DAY_MS / 2);
    const deliveredAt = delivered === null ? null : new Date(delivered.getTime() + shift);
    return {
      fulfillmentId: String(lastId),
      position: 0,
      before: null,
      after: scoreOf({ ...like, deliveredAt }),
    };
  });
  await withShopSql(shopId, (sql) => applyScores(sql, shopId, changes));
}

const load = (who: Scored, address = '') =>
  loadScorecards({
    shopId,
    who,
    query: parseScoreQuery(new URLSearchParams(address), who),
    now,
  });

const chinaPost = { carrier: { key: 'china-post', name: 'China Post' } };
const slow = { ...chinaPost, deliveredAt: new Date('2026-10-20T09:00:00Z') };

test('a shop without parcels has an empty page', async () => {
  expect(await load('carrier')).toMatchObject({
    rows: [],
    lanes: [],
    word: null,
    compare: null,
    detail: null,
    isCounting: false,
  });
});

test('carriers are ranked by problems, with their figures, and called by their name', async () => {
  await count(40);
  await count(20, { ...slow, carrier: { key: 'china-post', name: 'CHINA POST (registered)' } });
  await count(20, { ...chinaPost, outcome: 'lost', deliveredAt: null });
  const { rows, word } = await load('carrier');
  expect(rows.map(({ name, rank, parcels, problems }) => [name, rank, parcels, problems])).toEqual([
    ['China Post', 1, 40, 20],
    ['YunExpress', 2, 40, 0],
  ]);
  expect(rows[0]).toMatchObject({
    lost: [{ minor: 84_000, currency: 'USD' }],
    outcomes: { delivered: 20, lost: 20 },
    promises: { kept: 0, of: 40 },
    incidents: 0,
  });
  expect(rows[1]?.percentiles?.p50).toBeCloseTo(8, 0);
  expect(word).toEqual({
    kind: 'differs',
    best: { name: 'YunExpress', kept: 40, of: 40 },
    worst: { name: 'China Post', kept: 0, of: 40 },
  });
});

test('parcels without a supplier are a row of their own, last and without rank', async () => {
  await count(10);
  await count(90, { supplier: { key: '', name: '' }, isNumberLate: true });
  const { rows } = await load('supplier');
  expect(rows.map(({ key, rank }) => [key, rank])).toEqual([
    ['shenzhen hub', 1],
    ['', null],
  ]);
});

test('a supplier that is days behind its numbers, or late with them, is flagged on the list', async () => {
  await count(30, { supplier: { key: 'early', name: 'Early' }, isHandOverLate: true });
  await count(30, { supplier: { key: 'late', name: 'Late' }, isNumberLate: true });
  await count(30);
  const { rows } = await load('supplier');
  expect(rows.map(({ key, habits }) => [key, habits.map(({ kind }) => kind)])).toEqual(
    expect.arrayContaining([
      ['early', ['number_early']],
      ['late', ['number_late']],
      ['shenzhen hub', []],
    ]),
  );
});

describe('the period', () => {
  test.each([
    ['days=30', 0],
    ['', 40],
    ['days=365', 40],
    ['days=7', 40],
  ])('%s counts %d parcels shipped seven weeks ago', async (address, parcels) => {
    await count(40);
    const { rows } = await load('carrier', address);
    expect(rows.reduce((sum, row) => sum + row.parcels, 0)).toBe(parcels);
  });
});

describe('a lane', () => {
  test('narrows the list, is offered with its parcels, and shows one’s figures by lane', async () => {
    await count(20);
    await count(10, { destination: 'DE' });
    await count(5, { ...chinaPost, origin: null });
    const { rows, lanes, detail } = await load('carrier', 'lane=CN-DE&name=yunexpress');
    expect(rows.map(({ key, parcels }) => [key, parcels])).toEqual([['yunexpress', 10]]);
    expect(lanes).toEqual([
      { origin: 'CN', destination: 'US', parcels: 20, names: ['yunexpress'] },
      { origin: 'CN', destination: 'DE', parcels: 10, names: ['yunexpress'] },
      { origin: null, destination: 'US', parcels: 5, names: ['china-post'] },
    ]);
    expect(detail?.lanes.map(({ destination, parcels }) => [destination, parcels])).toEqual([
      ['US', 20],
      ['DE', 10],
    ]);
    // The steps are those of the chosen lane.
    expect(detail?.steps.scan_delivered?.count).toBe(10);
  });

  test.each([
    ['lane=CN-US', { origin: 'CN', destination: 'US' }],
    ['lane=-US', { origin: null, destination: 'US' }],
    ['lane=-', { origin: null, destination: null }],
    ['lane=china', null],
    ['lane=', null],
    ["lane=C'-US", null],
  ])('in an address: %s', (address, lane) => {
    expect(parseScoreQuery(new URLSearchParams(address), 'carrier').lane).toEqual(lane);
  });
});

describe('two carriers on one lane', () => {
  test('differ really where the interval leaves no doubt', async () => {
    await count(60);
    await count(60, slow);
    const { compare } = await load('carrier');
    expect(compare).toMatchObject({
      lane: { origin: 'CN', destination: 'US' },
      comparison: {
        ended: { a: 60, b: 60 },
        days: { difference: { isReal: true } },
        onTime: { difference: { isReal: true } },
      },
    });
  });

  test('are those that were asked for, on the lane that was asked for', async () => {
    await count(60);
    await count(30, slow);
    await count(8, { destination: 'DE' });
    await count(8, { ...slow, destination: 'DE' });
    await count(8, { destination: 'DE', carrier: { key: '4px', name: '4PX' } });
    const { compare } = await load('carrier', 'on=CN-DE&first=4px&second=yunexpress');
    expect(compare).toMatchObject({
      lane: { destination: 'DE' },
      first: '4px',
      second: 'yunexpress',
    });
    const nobody = await load('carrier', 'on=CN-DE&first=nobody&second=4px');
    expect(nobody.compare).toMatchObject({ lane: { destination: 'DE' }, second: '4px' });
  });

  test('need two that share a lane', async () => {
    await count(60);
    await count(60, { ...slow, destination: 'DE' });
    expect((await load('carrier')).compare).toBeNull();
  });
});

describe('the exported file', () => {
  const file = async (who: Scored, query: Partial<ScoreQuery> = {}) => {
    const text = await exportScorecards({
      shopId,
      who,
      query: { ...parseScoreQuery(new URLSearchParams(), who), ...query },
      labels: scoreLabels('en'),
      now,
    });
    expect(text.startsWith('\uFEFF')).toBe(true);
    const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
    return rows;
  };

  test('has everybody over all lanes by rank, each followed by its lanes', async () => {
    await count(20);
    await count(10, { destination: 'DE' });
    await count(30, { ...chinaPost, outcome: 'lost', deliveredAt: null });
    const rows = await file('carrier');
    expect(rows.map((row) => [row['Rank'], row['Carrier'], row['To'], row['Parcels']])).toEqual([
      ['1', 'China Post', 'All lanes', '30'],
      ['', 'China Post', 'US', '30'],
      ['2', 'YunExpress', 'All lanes', '30'],
      ['', 'YunExpress', 'US', '20'],
      ['', 'YunExpress', 'DE', '10'],
    ]);
    expect(Number(rows[2]?.['First scan to delivery, days, Half within'])).toBeCloseTo(8, 0);
    expect(rows[0]?.['Stops for everyone']).toBe('0');
  });

  test('keeps currencies apart, one column each', async () => {
    const inTrouble = { isInTrouble: true };
    await count(2, { ...inTrouble, value: { minor: 1_050, currency: 'EUR' } });
    await count(3, { ...inTrouble, value: { minor: 700, currency: 'JPY' } });
    const [row] = await file('carrier');
    expect(row).toMatchObject({
      'In trouble now, EUR': '21.00',
      'In trouble now, JPY': '2100',
    });
  });

  test('has no cell that a spreadsheet takes for a formula', async () => {
    await count(10, { supplier: { key: '=hyperlink("x")', name: '=HYPERLINK("x")' } });
    expect((await file('supplier'))[0]?.['Supplier']).toBe(`'=HYPERLINK("x")`);
  });
});
