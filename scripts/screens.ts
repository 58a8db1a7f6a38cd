/**
 * `npm run screens`: the README's pictures (`docs/home.png`, `parcel.png`, `compliance.png`, `cash.png`), taken anew from the
 * running product: the demo's store, two days after installing, with all it may read and a balance typed.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import type { Page } from 'playwright-core';
import en from '#app/i18n/en.json' with { type: 'json' };
import { openBrowser, openWindow } from '#sandbox/browser.ts';
import { buildIfStale } from '#sandbox/build.ts';
import { launchStack } from '#sandbox/launch.ts';
import type { Stack } from '#sandbox/launch.ts';
import { readAppConfig } from '#sandbox/platform/app-config.ts';
import { postJson, settle } from '#sandbox/quiescence.ts';

const SHOP = 'northwind-lamps';
const DOCS = path.resolve(import.meta.dirname, '..', 'docs');
const WINDOW = { width: 1280, height: 1240 };
const LARGEST_BYTES = 250_000;
const IMPORT_TIMEOUT_MS = 180_000;
const DAYS = 2;

buildIfStale();
const stack = await launchStack({
  ports: null,
  database: `lastscan_screens_${process.pid}`,
  seed: 7,
  orders: 2000,
  output: 'errors',
});
const browser = await openBrowser();
try {
  const page = await (await openWindow(browser, WINDOW)).newPage();
  const shop = `${SHOP}.myshopify.com`;
  await postJson(`${stack.adminUrl}/sandbox/install`, { shop });
  const config = readAppConfig(path.resolve(DOCS, '..', 'shopify.app.toml'));
  const scopes = [...config.requiredScopes, ...config.optionalScopes];
  await postJson(`${stack.adminUrl}/sandbox/scopes`, { shop, scopes });
  const sentence = /parcels need you today/;
  await open(page, '/app', sentence, IMPORT_TIMEOUT_MS);
  for (let day = 0; day < DAYS; day += 1) {
    await settle(stack);
    await postJson(`${stack.adminUrl}/sandbox/clock`, { advanceHours: 24 });
  }
  await settle(stack);
  await open(page, '/app', sentence);
  await picture(page, 'home');
  await open(page, `/app/parcels/${await silentParcel(stack)}`, en.verdictSentence.stalled);
  await picture(page, 'parcel');
  await open(page, '/app/compliance', /duties are broken/);
  // Tabs show once they know how wide they are.
  const tab = new RegExp(`^${en.compliance.tab.open}`);
  await page.frameLocator('iframe[name="app-iframe"]').getByRole('tab', { name: tab }).waitFor();
  await picture(page, 'compliance');
  await open(page, '/app/cash', /low point/);
  await type(page, en.cash.quick.opening, '9000');
  await type(page, en.cash.quick.threshold, '6000');
  await settle(stack);
  await open(page, '/app/cash', /low point/);
  await picture(page, 'cash');
} finally {
  await browser.close();
  await stack.stop();
}

async function open(page: Page, appPath: string, heading: RegExp | string, timeout = 20_000) {
  await page.goto(`${stack.adminUrl}/store/${SHOP}/apps/lastscan${appPath}?locale=en`);
  const app = page.frameLocator('iframe[name="app-iframe"]');
  await app.getByRole('heading', { name: heading }).waitFor({ timeout });
  await page.waitForLoadState('networkidle');
}

/** Types into one of the fields under the first line of Cash, and waits until it has been heard. */
async function type(page: Page, label: string, amount: string): Promise<void> {
  const app = page.frameLocator('iframe[name="app-iframe"]');
  const field = app.getByLabel(label);
  await field.fill(amount);
  await field.press('Enter');
  await field.waitFor({ state: 'detached', timeout: 60_000 });
}

async function picture(page: Page, name: string): Promise<void> {
  const file = path.join(DOCS, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled' });
  const { size } = statSync(file);
  if (size > LARGEST_BYTES) throw new Error(`${file} has ${size} bytes: more than a README needs.`);
  console.log(`${file}: ${Math.round(size / 1_000)} kB`);
}

/** The silent parcel from China with the longest story, on a lane of many. */
async function silentParcel({ databases }: Stack): Promise<string> {
  const database = new Client({ connectionString: databases.adminUrl });
  await database.connect();
  try {
    const { rows } = await database.query<{ id: string }>(
      `select fulfillment_id || '-' || position as id from parcels
       where verdict = 'stalled' and not shared_stream and origin = 'CN' and destination in ('DE', 'US')
       order by scan_count desc, verdict_since desc limit 1`,
    );
    if (rows[0] === undefined) throw new Error('No parcel from China is silent.');
    return rows[0].id;
  } finally {
    await database.end();
  }
}
