import { z } from 'zod';
import { USER_AGENT } from './browser.ts';
import type { Stack } from './launch.ts';
import { getJson, postJson } from './quiescence.ts';
import { DIRECT_SUPPLIER, STORE } from './world/planning/store.ts';
import { MAKERS } from './world/planning/makers.ts';

const SHOP = STORE.domain;
const { currency } = STORE;
const TIMEOUT_MS = 60_000;

const toldSchema = z.object({
  variants: z.array(
    z.object({
      sku: z.string(),
      supplier: z.string(),
      packSize: z.number(),
      costMinor: z.number(),
    }),
  ),
  opening: z.object({ on: z.string(), minor: z.number() }),
  balances: z.array(z.object({ on: z.string(), minor: z.number() })),
  items: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['recurring', 'ads']),
      minor: z.number(),
      every: z.string(),
      startsOn: z.string(),
    }),
  ),
  rules: z.array(
    z.object({
      gateway: z.string(),
      lagDays: z.number(),
      feeBp: z.number(),
      fixedFeeMinor: z.number(),
      weekday: z.number().nullable(),
    }),
  ),
  reservedMinor: z.number(),
  files: z.object({ purchases: z.string(), bank: z.string() }),
});
type Told = z.infer<typeof toldSchema>;
const tokenSchema = z.object({ token: z.string() });

/**
 * Types and uploads what the merchant of the planning store knows, through the app's own pages: suppliers with their terms,
 * which variant is whose, past orders, and of cash the balance, a threshold, the reserve, gateways and costs.
 */
export async function tellTheApp(stack: Stack): Promise<{ rows: number }> {
  const told = toldSchema.parse(
    await getJson(`${stack.adminUrl}/sandbox/planning-truth?shop=${SHOP}`),
  );
  const { token } = tokenSchema.parse(
    await postJson(`${stack.adminUrl}/sandbox/session-token`, { shop: SHOP }),
  );
  const app: App = { appUrl: stack.appUrl, token };
  await typeSuppliers(app);
  const orders = await upload(app, { kind: 'purchase_orders', text: told.files.purchases });
  const items = await upload(app, { kind: 'supplier_items', text: termsCsv(told) });
  await typeCash(app, told);
  const lines = await uploadBank(app, told.files.bank);
  return { rows: orders + items + lines };
}

interface App {
  appUrl: string;
  token: string;
}

/** Shortest, usual and longest days as a buyer would put them who was named a number of days. */
function leadOf(days: number): { low: number; likely: number; high: number } {
  return { low: Math.round(days * 0.8), likely: days, high: Math.round(days * 1.5) };
}

async function typeSuppliers(app: App): Promise<void> {
  const form = {
    scoreKey: null,
    currency,
    minimumOrder: null,
    note: '',
    shipsDirect: false,
    reviewDays: 7,
  };
  for (const maker of Object.values(MAKERS)) {
    const { name, promisedDays, depositBp, balanceDays, balanceFrom } = maker;
    await post(app, '/app/inventory/suppliers/new', {
      ...form,
      name,
      vendor: name,
      lead: leadOf(promisedDays),
      depositBp,
      balanceDays,
      balanceFrom,
    });
  }
  const { name } = DIRECT_SUPPLIER.location;
  await post(app, '/app/inventory/suppliers/new', {
    ...form,
    name,
    vendor: name,
    lead: null,
    shipsDirect: true,
    reviewDays: null,
    depositBp: 0,
    balanceDays: 1,
    balanceFrom: 'ordered',
  });
}

function termsCsv({ variants }: Told): string {
  const rows = variants.map(({ sku, supplier, packSize, costMinor }) =>
    [sku, supplier, decimal(costMinor), currency, packSize, 1].join(','),
  );
  return ['SKU,Supplier,Unit cost,Currency,Pack size,Minimum quantity', ...rows, ''].join('\n');
}

async function typeCash(
  app: App,
  { opening, balances, items, rules, reservedMinor }: Told,
): Promise<void> {
  const act = (body: unknown) => post(app, '/app/cash/setup', body);
  const [today] = balances;
  await act({
    intent: 'save_settings',
    version: 0,
    settings: {
      opening: { amount: decimal(opening.minor), currency, on: today?.on ?? opening.on },
      threshold: { amount: '5000.00', currency },
      reserve: { held: decimal(reservedMinor), percent: 10, days: 60, kind: 'rolling' },
      adElasticity: 0.5,
      holdingPercent: 25,
      deadDays: 180,
      shipsDirect: false,
    },
  });
  for (const { minor, ...item } of items)
    await act({
      intent: 'add_item',
      item: { ...item, amount: decimal(minor), currency, endsOn: null },
    });
  for (const rule of rules)
    await act({
      intent: 'save_gateway',
      rule: { ...rule, currency, reserveBp: 0, reserveDays: 0 },
    });
}

/** Posts JSON to a page as its own form does. What the app refuses is an error: the check types nothing wrong. */
async function post({ appUrl, token }: App, page: string, body: unknown): Promise<void> {
  const response = await fetch(`${appUrl}${page}.data`, {
    method: 'POST',
    headers: { ...headersOf(token), 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = await response.text();
  // Single fetch writes objects as flat lists; a refusal lists its faults.
  if (!response.ok || /"(errors|faults)"/.test(answer))
    throw new Error(`${page} answered ${response.status}: ${answer.slice(0, 500)}`);
}

const fileSchema = z.object({ rows: z.number(), faultCount: z.number() });

async function upload(
  { appUrl, token }: App,
  { kind, text }: { kind: string; text: string },
): Promise<number> {
  const form = new FormData();
  form.append('file', new Blob([text], { type: 'text/csv' }), `${kind}.csv`);
  const response = await fetch(`${appUrl}/app/inventory/files?kind=${kind}`, {
    method: 'POST',
    headers: headersOf(token),
    body: form,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${kind} answered ${response.status}: ${answer.slice(0, 500)}`);
  const { rows, faultCount } = fileSchema.parse(JSON.parse(answer));
  if (faultCount > 0) throw new Error(`${kind}: ${answer.slice(0, 500)}`);
  return rows;
}

const bankSchema = z.object({ ok: z.literal(true), added: z.number() });

/** What the bank shows teaches how long a payout takes to the account. */
async function uploadBank({ appUrl, token }: App, text: string): Promise<number> {
  const form = new FormData();
  form.append('file', new Blob([text], { type: 'text/csv' }), 'bank.csv');
  const response = await fetch(`${appUrl}/app/cash/files?kind=bank`, {
    method: 'POST',
    headers: headersOf(token),
    body: form,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`bank answered ${response.status}: ${answer.slice(0, 500)}`);
  return bankSchema.parse(JSON.parse(answer)).added;
}

function headersOf(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}`, 'User-Agent': USER_AGENT };
}

function decimal(minor: number): string {
  return (minor / 100).toFixed(2);
}
