import type { Client } from 'pg';
import type { FrameLocator } from 'playwright-core';
import { z } from 'zod';
import { readOrderMetafield } from '#app/contracts/read-order-metafield.ts';
import { METAFIELD_KEY } from '#app/contracts/shopper.ts';
import en from '../extensions/shopper-tracking/locales/en.default.json' with { type: 'json' };
import { sayParcel } from '../extensions/shopper-tracking/src/say.ts';
import type { Stack } from './launch.ts';
import { getJson } from './quiescence.ts';

/** Verdicts the app comes to; `wrong_parcel` is kept for a source that can tell it, and none does. */
const VERDICTS = [
  'on_track',
  'late',
  'stalled',
  'never_scanned',
  'missing_number',
  'customs_hold',
  'wrong_number',
  'source_blind',
  'delivered',
  'returning',
  'lost',
] as const;

export interface ShownParcel {
  /** `${fulfillmentId}-${position}`. */
  id: string;
  fulfillmentId: string;
  orderId: string;
  orderName: string;
  verdict: string;
  /** The shop's, in which the sandbox's pages tell instants. */
  timeZone: string;
}

export interface ShopperComparison {
  parcel: ShownParcel;
  state: string;
  headline: string;
  /** What the two pages do not say alike. */
  differences: string[];
}

/** Verdicts that are not among these. */
export function unreachedVerdicts(reached: readonly string[]): string[] {
  return VERDICTS.filter((verdict) => !reached.includes(verdict));
}

/** One parcel of each verdict: of those with the most scans, the oldest, so that a run repeats. */
export async function parcelsToShow(
  database: Client,
  { shop, only, except = [] }: { shop: string; only?: string[]; except?: string[] },
): Promise<ShownParcel[]> {
  const { rows } = await database.query<ShownParcel>(
    `select distinct on (p.verdict) p.fulfillment_id || '-' || p.position as id, p.fulfillment_id::text as "fulfillmentId",
       p.order_id::text as "orderId", p.order_name as "orderName", p.verdict,
       s.time_zone as "timeZone"
     from parcels p join shops s using (shop_id)
     where s.domain = $1 and not p.cancelled and ($2::text[] is null or p.verdict = any($2)) and p.verdict <> all($3)
       and p.verdict <> 'unassessed'
       and exists (select from shopper_views v where v.shop_id = p.shop_id and v.order_id = p.order_id)
     order by p.verdict, p.scan_count desc, p.shipped_at, p.fulfillment_id`,
    [shop, only ?? null, except],
  );
  return rows;
}

/**
 * Holds what the shipment's block shows against the parcel's page in the app: the numbers, the last scan's instant, the days
 * on which it is expected (to a day: the app works them out for this minute, the shopper's view was made today), the verdict; and against what the order's metafield at Shopify says, sentence by sentence.
 */
export async function compareShopperPage(
  block: FrameLocator,
  {
    parcel,
    inApp,
    stack,
    shop,
  }: {
    parcel: ShownParcel;
    inApp: { text: string; instants: string[] };
    stack: Stack;
    shop: string;
  },
): Promise<ShopperComparison> {
  const stored = await storedView(stack, { shop, parcel });
  if (stored === null)
    return { parcel, state: '–', headline: '', differences: ['the metafield lacks it'] };
  const { view, now } = stored;
  const { timeZone } = parcel;
  const lines = sayParcel({ parcel: view, translate, language: 'en', now, timeZone });
  const shown = spaced(await block.locator('body').innerText());
  const text = spaced(inApp.text);
  const differences: string[] = [];
  const demand = (holds: boolean, what: string) => {
    if (!holds) differences.push(what);
  };
  demand(view.verdict === parcel.verdict, `it was written as ${view.verdict}`);
  const said = [lines.headline, lines.need, lines.delivery, lines.next];
  for (const line of said)
    demand(line === null || shown.includes(spaced(line)), `not shown: ${line}`);
  for (const { number } of view.legs) {
    demand(shown.includes(number), `${number} is not shown`);
    demand(text.includes(number), `${number} is not on the app's page`);
  }
  if (view.lastScan !== null)
    demand(inApp.instants.includes(view.lastScan.at), `the app has no scan of ${view.lastScan.at}`);
  if (view.delivery !== null)
    for (const on of [view.delivery.earliestOn, view.delivery.latestOn])
      demand(
        [-1, 0, 1].some((days) => text.includes(shortDate(on, days))),
        `the app does not expect it on ${on}`,
      );
  return { parcel, state: view.state, headline: lines.headline, differences };
}

const metafieldsSchema = z.object({
  metafields: z.array(z.object({ key: z.string(), value: z.string() })),
});
const clockSchema = z.object({ now: z.coerce.date() });

async function storedView(
  { adminUrl }: Stack,
  { shop, parcel }: { shop: string; parcel: ShownParcel },
) {
  const query = new URLSearchParams({ shop, order: parcel.orderId });
  const { metafields } = metafieldsSchema.parse(
    await getJson(`${adminUrl}/sandbox/metafields?${query.toString()}`),
  );
  const value = metafields.find(({ key }) => key === METAFIELD_KEY)?.value;
  const view = readOrderMetafield(value)?.parcels.find(({ id }) => id === parcel.id);
  const { now } = clockSchema.parse(await getJson(`${adminUrl}/sandbox/clock`));
  return view === undefined ? null : { view, now };
}

/** As the platform translates: texts by path, `{{name}}` filled in. */
function translate(key: string, values: Record<string, string> = {}): string {
  let at: unknown = en;
  for (const step of key.split('.'))
    at =
      typeof at === 'object' && at !== null
        ? Object.entries(at).find(([name]) => name === step)?.[1]
        : undefined;
  return String(at).replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => values[name] ?? '');
}

/** As the app writes a day in English, some days later. */
function shortDate(on: string, days: number): string {
  const day = new Date(`${on}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(day);
}

function spaced(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}
