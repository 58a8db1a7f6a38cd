import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { Client } from 'pg';
import { openBrowser, openInAdmin, openWindow } from './browser.ts';
import { installThroughBrowser } from './check.ts';
import { compareShopperPage, parcelsToShow, unreachedVerdicts } from './compare-shopper.ts';
import type { ShownParcel, ShopperComparison } from './compare-shopper.ts';
import { connectSources } from './connect-sources.ts';
import { launchStack } from './launch.ts';
import type { Stack } from './launch.ts';
import { postJson, settle } from './quiescence.ts';
import { tellLost } from './tell-lost.ts';
import type { Incident } from './world/effects.ts';

const SHOP = 'northwind-lamps.myshopify.com';
const STORE = '/store/northwind-lamps';
const APP = `${STORE}/apps/lastscan`;
const STEP_HOURS = 12;
const SCREENS = path.resolve(import.meta.dirname, '..', '.artifacts', 'screens');
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/** What makes every verdict come about; hours from the start of the run. */
const PROGRAMME: readonly { incident: Incident; fromHour: number; untilHour: number }[] = [
  { incident: 'customs_backlog', fromHour: 0, untilHour: 7 * 24 },
  { incident: 'silent_loss_at_handoff', fromHour: 0, untilHour: 2 * 24 },
  { incident: 'fake_numbers', fromHour: 24, untilHour: 3 * 24 },
  { incident: 'borrowed_numbers', fromHour: 24, untilHour: 4 * 24 },
  { incident: 'number_never_uploaded', fromHour: 5 * 24, untilHour: 7 * 24 },
];
const DAYS = 7;
/** Enough for every verdict. */
const ORDERS = 400;
/** At most: on rest days no silence grows too long, whoever answers. */
const OUTAGE_HOURS = 6 * 24;

/**
 * A shopper opens the order status page of a parcel in each verdict, in two languages and widths; what it says is held
 * against the parcel's page in the app. Then one asks, staff answers in the app, and the answer is on the shopper's page.
 * Returns 0 only when everything is the same on both sides.
 */
export async function runShopperCheck({ seed }: { seed: number }): Promise<0 | 1> {
  const stack = await launchStack({
    ports: null,
    database: `lastscan_shopper_${process.pid}`,
    seed,
    orders: ORDERS,
    output: 'errors',
    sourceCallsPerSecond: 200,
  });
  // The superuser sees past row-level security: the check looks for its parcels from outside.
  const database = new Client({ connectionString: stack.databases.adminUrl });
  await database.connect();
  const browser = await openBrowser();
  try {
    const { sentence } = await installThroughBrowser(stack, STORE);
    console.log(`Installed through the browser; Home says: “${sentence}”`);
    await connectSources(stack, { shop: SHOP, database });
    const window = await openWindow(browser, DESKTOP);
    await showToShoppers(await window.newPage(), stack);
    await liveThrough(stack);
    await tellLost(stack, { shop: SHOP, page: await window.newPage(), database });
    await settle(stack);

    const compared: ShopperComparison[] = [];
    for (const parcel of await parcelsToShow(database, { shop: SHOP, except: ['source_blind'] }))
      compared.push(await lookAt(parcel, { window, stack }));
    await postJson(`${stack.adminUrl}/sandbox/incidents`, {
      name: 'source_outage_17track',
      on: true,
    });
    for (const parcel of await blindParcels(stack, database))
      compared.push(await lookAt(parcel, { window, stack }));
    const asked = await askAndAnswer(compared, { window, stack });
    const alone = await withoutEndpoint(compared, { window, stack });
    return print(compared, [...asked, ...alone]);
  } finally {
    await browser.close();
    await database.end();
    await stack.stop();
  }
}

/** Turns the view on as a merchant does: the button, and Shopify's question about the permission. */
async function showToShoppers(page: Page, stack: Stack): Promise<void> {
  const app = await openInAdmin(page, `${stack.adminUrl}${APP}/app/settings/shoppers?locale=en`);
  await app.getByRole('button', { name: 'Show to shoppers' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await app.getByRole('button', { name: 'Stop showing' }).waitFor();
  await page.close();
  await settle(stack);
}

async function liveThrough(stack: Stack): Promise<void> {
  for (let hour = 0; hour <= DAYS * 24; hour += STEP_HOURS) {
    for (const { incident, fromHour, untilHour } of PROGRAMME) {
      if (hour !== fromHour && hour !== untilHour) continue;
      const on = hour === fromHour;
      await postJson(`${stack.adminUrl}/sandbox/incidents`, { name: incident, on });
      console.log(`day ${hour / 24 + 1}: ${incident} ${on ? 'begins' : 'ends'}`);
    }
    await advance(stack, STEP_HOURS);
  }
}

/** Lets a source be out until a parcel's silence could be its doing. */
async function blindParcels(stack: Stack, database: Client): Promise<ShownParcel[]> {
  for (let hour = 0; hour < OUTAGE_HOURS; hour += STEP_HOURS) {
    await advance(stack, STEP_HOURS);
    const blind = await parcelsToShow(database, { shop: SHOP, only: ['source_blind'] });
    if (blind.length > 0) return blind;
  }
  return [];
}

async function advance(stack: Stack, hours: number): Promise<void> {
  for (let passed = 0; passed < hours; passed += STEP_HOURS) {
    await postJson(`${stack.adminUrl}/sandbox/clock`, { advanceHours: STEP_HOURS });
    await settle(stack);
  }
}

interface At {
  window: BrowserContext;
  stack: Stack;
}

async function lookAt(parcel: ShownParcel, { window, stack }: At): Promise<ShopperComparison> {
  const page = await window.newPage();
  try {
    const inApp = await textInApp(page, { stack, parcel });
    await openStatusPage(page, { stack, parcel, language: 'zh-CN' });
    await picture(page, `shopper-${parcel.verdict}`, 'zh-CN');
    const block = await openStatusPage(page, { stack, parcel, language: 'en' });
    await picture(page, `shopper-${parcel.verdict}`, 'en');
    return await compareShopperPage(block, { parcel, inApp, stack, shop: SHOP });
  } finally {
    await page.close();
  }
}

/** Both widths. */
async function picture(page: Page, name: string, language: string): Promise<void> {
  mkdirSync(SCREENS, { recursive: true });
  for (const size of [PHONE, DESKTOP]) {
    await page.setViewportSize(size);
    await page.screenshot({
      path: path.join(SCREENS, `${name}-${size.width}-${language}.png`),
      fullPage: true,
      animations: 'disabled',
    });
  }
}

/** The block of the parcel's shipment, once it has asked the app for details. */
async function openStatusPage(
  page: Page,
  { stack, parcel, language }: { stack: Stack; parcel: ShownParcel; language: string },
): Promise<FrameLocator> {
  const answered = page.waitForResponse(
    (response) =>
      response.url().includes('/shopper/orders/') && response.request().method() === 'GET',
  );
  await page.goto(
    `${stack.adminUrl}${STORE}/account/orders/${parcel.orderId}?as=own&state=authenticated&language=${language}`,
  );
  await (await answered).finished();
  const block = blockOf(page, parcel);
  await block.getByRole('button').first().waitFor();
  return block;
}

function blockOf(page: Page, { fulfillmentId }: ShownParcel): FrameLocator {
  return page.frameLocator(`iframe[src*="fulfillment=${fulfillmentId}"]`);
}

/** What the parcel's page in the app says, and the instants it says it of. */
async function textInApp(
  page: Page,
  { stack, parcel }: { stack: Stack; parcel: ShownParcel },
): Promise<{ text: string; instants: string[] }> {
  const app = await openInAdmin(page, `${stack.adminUrl}${APP}/app/parcels/${parcel.id}?locale=en`);
  const body = app.locator('main');
  const instants = await body
    .locator('time')
    .evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));
  return { text: await body.innerText(), instants };
}

interface Step {
  what: string;
  passes: boolean;
}

/** A shopper asks, staff answers in the app, the shopper reads it. */
async function askAndAnswer(
  compared: readonly ShopperComparison[],
  { window, stack }: At,
): Promise<Step[]> {
  const parcel =
    compared.find(({ parcel }) => parcel.verdict === 'stalled')?.parcel ?? compared[0]?.parcel;
  if (parcel === undefined) return [{ what: 'there is a parcel to ask about', passes: false }];
  const question = 'Where is it? I need it by Friday.';
  const answer = 'We have asked the carrier and write again tomorrow.';
  const page = await window.newPage();
  const block = await openStatusPage(page, { stack, parcel, language: 'en' });
  await block.getByRole('button', { name: 'Ask about this parcel' }).click();
  await block.getByRole('combobox').selectOption({ label: 'I have not received it' });
  await block.getByRole('textbox').fill(question);
  await block.getByRole('button', { name: 'Send to the shop' }).click();
  await block.getByText(question).waitFor();
  await picture(page, 'shopper-asked', 'en');

  const desk = await window.newPage();
  const app = await openInAdmin(desk, `${stack.adminUrl}${APP}/app/asks?locale=en`);
  await app.getByRole('link', { name: `${parcel.orderName}: not received` }).click();
  const isThere = await seen(app.getByText(question));
  await app.getByRole('textbox', { name: 'Your answer' }).fill(answer);
  await app.getByRole('button', { name: 'Send answer' }).click();
  await app.getByText('Sent. The shopper sees it').waitFor();

  const again = await openStatusPage(page, { stack, parcel, language: 'en' });
  const isAnswered = await seen(again.getByText(answer));
  await picture(page, 'shopper-answered', 'en');
  await page.close();
  await desk.close();
  return [
    { what: 'a shopper asks, and staff reads it word for word', passes: isThere },
    { what: 'staff answers, and the shopper reads it word for word', passes: isAnswered },
  ];
}

/** The endpoint is down: the metafield's state stands there with its time, and nothing can be asked. */
async function withoutEndpoint(
  compared: readonly ShopperComparison[],
  { window, stack }: At,
): Promise<Step[]> {
  const [first] = compared;
  if (first === undefined) return [];
  const network = `${stack.adminUrl}/sandbox/extension-network`;
  await postJson(network, { up: false });
  const page = await window.newPage();
  const { parcel, headline } = first;
  await page.goto(
    `${stack.adminUrl}${STORE}/account/orders/${parcel.orderId}?as=own&state=authenticated&language=en`,
  );
  const block = blockOf(page, parcel);
  const says = await seen(block.getByText(headline));
  const saysWhen = await seen(block.getByText('Newer details cannot be loaded at the moment.'));
  await picture(page, 'shopper-endpoint-down', 'en');
  await page.close();
  await postJson(network, { up: true });
  return [
    { what: 'with the endpoint down the state is shown all the same', passes: says },
    { what: 'with the endpoint down it is said of when the state is', passes: saysWhen },
  ];
}

function seen(words: ReturnType<Page['getByText']>): Promise<boolean> {
  return words
    .first()
    .waitFor()
    .then(
      () => true,
      () => false,
    );
}

function print(compared: readonly ShopperComparison[], steps: readonly Step[]): 0 | 1 {
  console.log(
    '\nWhat the order status page says of a parcel in each verdict, beside its page in the app',
  );
  console.table(
    Object.fromEntries(
      compared.map(({ parcel, state, headline, differences }) => [
        parcel.verdict,
        {
          order: parcel.orderName,
          state,
          says: headline.slice(0, 60),
          equal: differences.length === 0 ? 'yes' : differences.join('; '),
        },
      ]),
    ),
  );
  for (const { what, passes } of steps) console.log(`${passes ? 'yes' : 'NO '}  ${what}`);
  const missing = unreachedVerdicts(compared.map(({ parcel }) => parcel.verdict));
  if (missing.length > 0) console.log(`No parcel came into: ${missing.join(', ')}`);
  console.log(`Pictures: ${SCREENS}/shopper-*.png`);
  const isPassed =
    missing.length === 0 &&
    compared.every(({ differences }) => differences.length === 0) &&
    steps.length === 4 &&
    steps.every(({ passes }) => passes);
  console.log(isPassed ? '\nPASS' : '\nFAIL');
  return isPassed ? 0 : 1;
}
