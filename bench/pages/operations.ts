import type { ParcelQuery } from '#app/contracts/pages.ts';
import { PARCEL_SORTS } from '#app/contracts/pages.ts';
import { DEFAULT_PARCEL_QUERY } from '#app/contracts/parcel-query.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { Scored } from '#app/domain/scorecards/score-cell.ts';
import { LOOK_BACK_DAYS } from '#app/domain/scorecards/score-periods.ts';
import { QUEUES, VERDICTS } from '#app/domain/verdicts/verdict.ts';
import { listViews } from '#app/services/list-views.server.ts';
import { loadCarrierHealth } from '#app/services/load-carrier-health.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadHealth } from '#app/services/load-health.server.ts';
import { loadHome } from '#app/services/load-home.server.ts';
import { loadImportProgress } from '#app/services/load-import-progress.server.ts';
import { loadLinks } from '#app/services/load-links.server.ts';
import { loadParcel } from '#app/services/load-parcel.server.ts';
import { loadParcels } from '#app/services/load-parcels.server.ts';
import { loadAlertBudget } from '#app/services/load-alert-budget.server.ts';
import { loadScorecards } from '#app/services/load-scorecards.server.ts';
import { loadSettings } from '#app/services/load-settings.server.ts';
import { loadSourceHealth } from '#app/services/load-source-health.server.ts';
import { loadSources } from '#app/services/load-sources.server.ts';
import { parseScoreQuery } from '#app/services/parse-score-query.ts';
import { writeCursor } from '#app/services/parcel-cursor.server.ts';
import { complianceOperations } from './compliance-operations.ts';
import { pick, type Draw, type Operation } from './operation.ts';
import { planningOperations } from './planning-operations.ts';
import { BIG_SHOP, LONG_STORY, NOW } from './seed.ts';

const shopId = BIG_SHOP;
const now = NOW;
const DESTINATIONS = ['US', 'DE', 'BR', 'AU', 'GB', 'FR', 'CA', 'JP', 'NZ', 'IS'];
const CARRIERS = [
  'yunexpress',
  '4px',
  'usps',
  'yanwen',
  'dhl ecommerce',
  'china post',
  'ubi smart parcel',
  'chit chats',
  'correios',
];

/** The yardstick first: one row by primary key through the same pool and door. Then every loader with what can be varied. */
export function operations(parcels: number): Operation[] {
  const list = (name: string, vary: (draw: Draw) => Partial<ParcelQuery>): Operation => ({
    name: `Parcels: ${name}`,
    run: (draw) =>
      loadParcels({
        shopId,
        now,
        query: { ...DEFAULT_PARCEL_QUERY, sort: pick(draw, PARCEL_SORTS), ...vary(draw) },
      }),
  });
  const verdict = (draw: Draw) => pick(draw, VERDICTS);
  return [
    {
      name: 'one row by primary key',
      run: (draw) =>
        withShopSql(shopId, (sql) =>
          sql.query(
            'select order_name from parcels where shop_id = $1 and fulfillment_id = $2 and position = 0',
            [shopId, draw(1, parcels)],
          ),
        ),
    },
    { name: 'Home', run: () => loadHome({ shopId, now }) },
    ...PARCEL_SORTS.map((sort) => list(`all, ${sort}`, () => ({ sort }))),
    ...QUEUES.map((queue) => list(`tab ${queue}`, () => ({ verdicts: [queue] }))),
    list('tab delivered', () => ({ verdicts: ['delivered'] })),
    list('several states', (draw) => ({
      verdicts: [...new Set([verdict(draw), verdict(draw), verdict(draw)])],
    })),
    list('deep cursor, all', (draw) => deep(draw, parcels, 'show')),
    list('deep cursor, tab', (draw) => ({
      ...deep(draw, parcels, 'hide'),
      verdicts: [verdict(draw)],
    })),
    list('one carrier', (draw) => ({ carriers: [pick(draw, CARRIERS)] })),
    list('one destination', (draw) => ({ destinations: [pick(draw, DESTINATIONS)] })),
    list('carrier and destination', (draw) => ({
      carriers: [pick(draw, CARRIERS)],
      destinations: [pick(draw, DESTINATIONS)],
    })),
    list('state, carrier and destination', (draw) => ({
      verdicts: [verdict(draw)],
      carriers: [pick(draw, CARRIERS), pick(draw, CARRIERS)],
      destinations: [pick(draw, DESTINATIONS)],
    })),
    list('deep cursor, one destination', (draw) => ({
      ...deep(draw, parcels, 'hide'),
      destinations: [pick(draw, DESTINATIONS)],
    })),
    list('muted only', () => ({ muted: 'only' })),
    list('least value', (draw) => ({ minimumValueMinor: draw(0, 40_500) })),
    list('shipped in a range', (draw) => range(draw)),
    list('state in a range', (draw) => ({ ...range(draw), verdicts: [verdict(draw)] })),
    list('every filter', (draw) => ({
      ...range(draw),
      verdicts: [verdict(draw), verdict(draw)],
      carriers: [pick(draw, CARRIERS)],
      destinations: [pick(draw, DESTINATIONS)],
      minimumValueMinor: draw(0, 30_000),
      muted: 'show',
    })),
    list('search, whole number', (draw) => ({ search: numberOf(draw(1, parcels)) })),
    list('search, part of a number', (draw) => ({
      search: numberOf(draw(1, parcels)).slice(4, 11),
    })),
    list('search, whole order', (draw) => ({ search: `#${1000 + draw(1, parcels)}` })),
    list('search, 3 digits', (draw) => ({ search: String(draw(100, 999)) })),
    list('search, 4 digits', (draw) => ({ search: String(draw(1000, 9999)) })),
    list('search, 2 characters', (draw) => ({ search: String(draw(10, 99)) })),
    list('search, 2 characters nothing has', (draw) => ({
      search: pick(draw, ['zq', 'xw', 'qq']),
    })),
    list('search, nothing found', (draw) => ({ search: `zz${draw(1000, 9999)}` })),
    list('search in a tab', (draw) => ({
      search: String(draw(10000, 99999)),
      verdicts: [verdict(draw)],
    })),
    {
      name: 'Parcel',
      run: (draw) => loadParcel({ shopId, now, parcelId: `${draw(1, parcels)}-0` }),
    },
    {
      name: 'Parcel with 500 scans',
      run: () => loadParcel({ shopId, now, parcelId: `${LONG_STORY.fulfillmentId}-0` }),
    },
    { name: 'Health', run: () => loadHealth({ shopId, now }) },
    { name: 'Health: sources', run: () => loadSourceHealth({ shopId, now }) },
    { name: 'Health: carriers', run: () => loadCarrierHealth({ shopId, now }) },
    ...LOOK_BACK_DAYS.flatMap((days) => [
      scorecards(`Carriers, ${days} days`, 'carrier', () => ({ days })),
      scorecards(`Suppliers, ${days} days`, 'supplier', () => ({ days })),
    ]),
    scorecards('Carriers, one lane, figures open', 'carrier', (draw) => ({
      days: 365,
      lane: `CN-${pick(draw, DESTINATIONS)}`,
      name: pick(draw, CARRIERS),
    })),
    { name: 'Number hand-offs', run: () => loadLinks({ shopId, tab: 'open' }) },
    { name: 'Sources', run: () => loadSources({ shopId, now }) },
    { name: 'Settings', run: () => loadSettings({ shopId }) },
    { name: 'Settings: alert budget', run: () => loadAlertBudget({ shopId, now: NOW }) },
    { name: 'Import progress', run: () => loadImportProgress({ shopId, now }) },
    { name: 'Frame', run: () => loadFrame({ shopId, now }) },
    { name: 'Saved views', run: () => listViews({ shopId }) },
    ...complianceOperations({ shopId, parcels, now }),
    ...planningOperations({ shopId, parcels, now }),
  ];
}

function scorecards(
  name: string,
  who: Scored,
  vary: (draw: Draw) => Record<string, string | number>,
): Operation {
  return {
    name,
    run: (draw) => {
      const asked = Object.entries(vary(draw)).map(([key, value]) => [key, String(value)]);
      const query = parseScoreQuery(new URLSearchParams(asked), who);
      return loadScorecards({ shopId, who, query, now });
    },
  };
}

/** A cursor somewhere in the list, as a person who had paged that far would hold it. */
function deep(draw: Draw, parcels: number, muted: ParcelQuery['muted']): Partial<ParcelQuery> {
  const sort = pick(draw, PARCEL_SORTS);
  const key = sort.startsWith('value')
    ? String(draw(500, 40_000))
    : new Date(now.getTime() - draw(0, 729 * 1_440) * 60_000).toISOString();
  return {
    sort,
    muted,
    cursor: writeCursor(
      { key, fulfillmentId: String(draw(1, parcels)), position: 0 },
      { shopId, sort },
    ),
    direction: pick(draw, ['next', 'previous']),
  };
}

function range(draw: Draw): Partial<ParcelQuery> {
  const first = draw(1, 700);
  const dayOn = (daysAgo: number) =>
    new Date(now.getTime() - Math.max(0, daysAgo) * 86_400_000).toISOString().slice(0, 10);
  return { shippedFrom: dayOn(first), shippedTo: dayOn(first - draw(0, 60)) };
}

/** The number the seed gave the n-th parcel, unless USPS carries it. */
function numberOf(n: number): string {
  return `YT${String((n * 104_729) % 10_000_000_000).padStart(12, '0')}CN`;
}
