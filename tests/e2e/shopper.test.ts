import { readFile } from 'node:fs/promises';
import type { FrameLocator, Page } from 'playwright-core';
import { Client } from 'pg';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { postJson, settle } from '#sandbox/quiescence.ts';
import { checkScreen, type Screen } from '#tests/e2e/check-screen.ts';
import { shopOf, STORE, useDesks } from '#tests/e2e/desk.ts';
import type { Desk } from '#tests/e2e/desk.ts';
import { SCREEN_LANGUAGES, say } from '#tests/e2e/words.ts';

const shop = shopOf(STORE);
const QUESTION = 'Where is it? <b>I need it</b> by Friday.';
const ANSWER = 'We have asked the carrier and write again tomorrow.';

const openDesk = useDesks();
/** A parcel that is on its way, with scans; the only one of its order. */
let parcel: { id: string; orderId: string; orderName: string; number: string };

describe('what shoppers see', () => {
  it('is turned on with Shopify’s permission, and written for the orders that are on their way', async () => {
    const desk = await openDesk();
    await desk.open('/app/settings/shoppers');
    await desk.app.getByRole('button', { name: say('shoppers.turnOn') }).click();
    await desk.page.getByRole('button', { name: 'Allow' }).click();
    await desk.app.getByRole('button', { name: say('shoppers.turnOff') }).waitFor();
    await settle(inject('stack'));
    const found = await single<typeof parcel>(
      `select p.fulfillment_id || '-' || p.position as id, p.order_id::text as "orderId", p.order_name as "orderName", p.number
       from parcels p join shops s using (shop_id)
         join shopper_views v on v.shop_id = p.shop_id and v.order_id = p.order_id
       where s.domain = $1 and p.verdict = 'on_track' and p.scan_count > 2 and v.written_at is not null
         and jsonb_array_length(v.parcels) = 1
       order by p.shipped_at desc limit 1`,
    );
    if (found === undefined) throw new Error('No order was written.');
    parcel = found;
    expect(desk.problems).toEqual([]);
  });

  it('stands under the shipment: its number, its last scan, what happens next', async () => {
    const desk = await openDesk();
    const block = await statusPage(desk.page);
    await block.getByRole('button', { name: 'Ask about this parcel' }).waitFor();
    const text = await block.locator('body').innerText();
    expect(text).toContain(parcel.number);
    expect(text).toContain('Last scan:');
    expect(desk.problems).toEqual([]);
  });

  it('is nothing on a page whose reader has no sign, and asks for a sign-in on a page by link', async () => {
    const desk = await openDesk();
    await desk.page.goto(address({ state: 'unauthenticated' }));
    expect(await desk.page.locator('iframe').count()).toBe(0);
    const block = await statusPage(desk.page, { state: 'pre_authenticated' });
    await block.getByRole('button', { name: 'Sign in to ask about this parcel' }).waitFor();
    expect(await block.locator('body').innerText()).toContain(parcel.number);
  });

  it('stays as last written when the app cannot be reached', async () => {
    const desk = await openDesk();
    const network = `${inject('stack').adminUrl}/sandbox/extension-network`;
    await postJson(network, { up: false });
    try {
      const block = await statusPage(desk.page);
      await block.getByText('Newer details cannot be loaded at the moment.').waitFor();
      expect(await block.locator('body').innerText()).toContain(parcel.number);
    } finally {
      await postJson(network, { up: true });
    }
  });
});

describe('a question', () => {
  it('is asked under the shipment with the keyboard alone, and says when it will be answered', async () => {
    const desk = await openDesk();
    const block = await statusPage(desk.page);
    await press(block, 'Ask about this parcel');
    await block.getByRole('combobox').selectOption({ label: 'I have not received it' });
    await block.getByRole('textbox').fill(QUESTION);
    await press(block, 'Send to the shop');
    await block.getByText(QUESTION).waitFor();
    await block
      .getByText(/An answer is due by/)
      .first()
      .waitFor();
    expect(desk.problems).toEqual([]);
  });

  it('stands on Home and in the queue, is answered, and the answer is read under the shipment', async () => {
    const desk = await openDesk();
    await desk.open('/app');
    await desk.app.getByRole('link', { name: say('asks.home.see') }).click();
    await desk.app
      .getByRole('link', { name: `${parcel.orderName}: ${say('asks.kind.not_received')}` })
      .click();
    await desk.app.getByText(QUESTION).waitFor();
    await desk.app.getByRole('textbox', { name: say('asks.answerLabel') }).fill(ANSWER);
    await desk.app.getByRole('button', { name: say('asks.send'), exact: true }).click();
    await desk.app.getByText(say('asks.done.answer')).waitFor();
    await desk.app.getByRole('button', { name: say('asks.close') }).click();
    await desk.app.getByRole('button', { name: say('common.undo') }).click();
    await desk.app.getByText(say('asks.done.reopen')).waitFor();
    expect(desk.problems).toEqual([]);

    const block = await statusPage((await openDesk()).page);
    await block.getByText(ANSWER).waitFor();
  });
});

describe('the order page in admin', () => {
  it('shows verdict, clocks and next step of its parcels, and has them read again', async () => {
    const desk = await openDesk();
    const { adminUrl } = inject('stack');
    await desk.page.goto(`${adminUrl}/store/${STORE}/orders/${parcel.orderId}?locale=en`);
    const block = desk.page.frameLocator('iframe[src*="admin.order-details.block.render"]');
    await block.getByText(parcel.number).first().waitFor();
    await block.getByText(say('verdict.on_track')).first().waitFor();
    expect(desk.problems).toEqual([]);
  });
});

describe('the pack of evidence', () => {
  it('is made in one click, and the public page finds every record in it sound, and a changed one', async () => {
    const desk = await openDesk();
    await desk.open(`/app/parcels/${parcel.id}`);
    const downloaded = desk.page.waitForEvent('download');
    await desk.app.getByRole('button', { name: say('evidencePack.zip') }).click();
    const zip = await readFile(await (await downloaded).path());
    await desk.page.goto(`${inject('stack').appUrl}/verify`);
    const file = desk.page.locator('input[type="file"]');
    await file.setInputFiles({ name: 'pack.zip', mimeType: 'application/zip', buffer: zip });
    await desk.page
      .getByText(/^Everything fits: all \d+ records are in the log, unchanged\.$/)
      .waitFor();
    const changed = Buffer.from(zip);
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
    await file.setInputFiles({ name: 'changed.zip', mimeType: 'application/zip', buffer: changed });
    await desk.page.getByText(say('verify.whatNow')).waitFor();
    expect(desk.problems).toEqual([]);
  });
});

const SCREENS: Screen[] = [
  {
    name: 'asks',
    path: () => '/app/asks?tab=answered',
    heading: (language) => say('nav.asks', language),
  },
  {
    name: 'shopper-settings',
    path: () => '/app/settings/shoppers',
    heading: (language) => say('shoppers.title', language),
  },
];

describe.each(SCREEN_LANGUAGES)('in %s', (language) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  it.each(SCREENS)('$name has no barrier and fits a phone', async (screen) => {
    expect(await checkScreen(desk, screen, language)).toEqual([]);
  });
});

function address({ state = 'authenticated' }: { state?: string } = {}): string {
  const query = new URLSearchParams({ as: 'own', state, language: 'en' });
  return `${inject('stack').adminUrl}/store/${STORE}/account/orders/${parcel.orderId}?${query.toString()}`;
}

async function statusPage(page: Page, visit: { state?: string } = {}): Promise<FrameLocator> {
  await page.goto(address(visit));
  const [fulfillmentId] = parcel.id.split('-');
  return page.frameLocator(`iframe[src*="fulfillment=${fulfillmentId}"]`);
}

async function press(block: FrameLocator, name: string): Promise<void> {
  const button = block.getByRole('button', { name });
  await button.focus();
  await button.press('Enter');
}

async function single<Row extends object>(query: string): Promise<Row | undefined> {
  const database = new Client({ connectionString: inject('stack').databases.adminUrl });
  await database.connect();
  try {
    const { rows } = await database.query<Row>(query, [shop]);
    return rows[0];
  } finally {
    await database.end();
  }
}
