import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkScreen, type Screen } from '#tests/e2e/check-screen.ts';
import { useDesks, type Desk } from '#tests/e2e/desk.ts';
import {
  DRAFTS_SUPPLIER,
  ORDERS_SUPPLIER,
  putGoods,
  type Goods,
} from '#tests/e2e/inventory-goods.ts';
import { single } from '#tests/e2e/tables.ts';
import {
  SCREEN_LANGUAGES,
  phrase,
  say,
  sentence,
  type Language,
  worded,
} from '#tests/e2e/words.ts';

const openDesk = useDesks();
let goods: Goods;
beforeAll(async () => {
  goods = await putGoods();
});

const SHOP = `join shops using (shop_id) where domain like 'northwind%'`;
const headline = (language: Language = 'en') => sentence('inventory.headline.money', language);
const at = ({ app }: Desk) => app.getByRole('heading', { name: headline() });

describe('Inventory', () => {
  it('says in its first line what must be ordered by when and what it costs', async () => {
    const desk = await openDesk();
    await desk.open('/app/inventory');
    await at(desk).waitFor();
    const overdue = await single(
      `select count(*)::int as n from variant_plans ${SHOP} and kind = 'stocked' and suggested > 0 and order_by_on < planned_on`,
    );
    expect(await at(desk).textContent()).toContain(String(overdue));
    expect(desk.problems).toEqual([]);
  });

  it('leads to a variant by keyboard, with its reasons, and back to the list', async () => {
    const desk = await openDesk();
    await desk.open('/app/inventory?q=harbour');
    const link = desk.app.getByRole('link', { name: /Harbour pendant/ }).last();
    await link.focus();
    await desk.page.keyboard.press('Enter');
    await desk.app.getByRole('heading', { name: say('inventory.whyTitle') }).waitFor();
    await desk.app.getByText(phrase('inventory.why.out_of_stock_weeks_left_out')).waitFor();
    await desk.app.getByRole('heading', { name: sentence('inventory.chart.title') }).waitFor();
    await desk.app
      .getByRole('button', { name: say('common.showTable') })
      .first()
      .click();
    await desk.app.getByRole('table', { name: say('inventory.chart.label') }).waitFor();
    await desk.page.goBack();
    await desk.app.getByText(worded('inventory.filter.searched', { search: 'harbour' })).waitFor();
    expect(desk.problems).toEqual([]);
  });

  it('makes one draft for the chosen variants, and takes it back', async () => {
    const drafts = () =>
      single(
        `select count(*)::int as n from purchase_orders ${SHOP} and purchase_orders.status = 'draft'`,
      );
    const before = await drafts();
    const desk = await openDesk();
    await desk.open(`/app/inventory?supplier=${DRAFTS_SUPPLIER}`);
    await desk.app
      .getByRole('checkbox', { name: /bracket/ })
      .first()
      .waitFor();
    for (const box of await desk.app.getByRole('checkbox', { name: /bracket/ }).all())
      await box.check();
    await desk.app
      .getByRole('button', { name: say('inventory.makeOrder') })
      .first()
      .click();
    await desk.app.getByText(phrase('inventory.made.title')).waitFor();
    expect(await drafts()).toBe(before + 1);
    await desk.app.getByRole('button', { name: say('common.undo') }).click();
    await desk.app.getByText(phrase('inventory.made.takenBack')).waitFor();
    expect(await drafts()).toBe(before);
    expect(desk.problems).toEqual([]);
  });

  it('says what stands in a file what the list shows', async () => {
    const desk = await openDesk();
    await desk.open('/app/inventory?tab=dead');
    await at(desk).waitFor();
    const [download] = await Promise.all([
      desk.page.waitForEvent('download'),
      desk.app.getByRole('button', { name: say('inventory.export') }).click(),
    ]);
    const lines: Record<string, string>[] = parse(await readFile(await download.path()), {
      columns: true,
      bom: true,
    });
    expect(lines).toHaveLength(
      await single(`select count(*)::int as n from variant_plans ${SHOP} and is_dead`),
    );
    expect(lines.map((line) => line[say('inventory.csv.label')])).toContain(goods.dead.label);
  });
});

describe('a purchase order', () => {
  it('goes from a draft to sent and received, and each step can be undone', async () => {
    const desk = await openDesk();
    const { app } = desk;
    await desk.open(`/app/inventory?supplier=${ORDERS_SUPPLIER}`);
    await app.getByRole('checkbox', { name: /Vase/ }).check();
    await app
      .getByRole('button', { name: say('inventory.makeOrder') })
      .first()
      .click();
    await app.getByRole('link', { name: /^PO-/ }).first().click();
    await app.getByLabel(say('inventory.order.quantity')).fill('80');
    await desk.page
      .getByRole('button', { name: say('common.save') })
      .first()
      .click();
    await app.getByText(phrase('inventory.order.undoable')).waitFor();
    await app.getByRole('button', { name: say('inventory.order.send') }).click();
    const dialog = app.getByRole('dialog');
    await dialog.getByText(say('inventory.send.text')).waitFor();
    expect(
      await dialog.getByLabel(say('inventory.send.ready'), { exact: true }).inputValue(),
    ).toContain('PO-');
    await desk.picture('inventory-order-send-1280-en');
    await dialog.getByRole('button', { name: say('inventory.send.confirm') }).click();
    await app.getByText(say('inventory.orders.status.sent'), { exact: true }).first().waitFor();
    await app.getByRole('button', { name: say('inventory.order.receive') }).click();
    await dialog
      .getByRole('textbox', { name: phrase('inventory.receive.quantityNamed') })
      .fill('30');
    await desk.picture('inventory-order-receive-1280-en');
    await dialog.getByRole('button', { name: say('inventory.receive.confirm') }).click();
    await app
      .getByText(say('inventory.orders.status.partly_received'), { exact: true })
      .first()
      .waitFor();
    await app.getByRole('button', { name: say('common.undo') }).click();
    await app.getByText(say('inventory.orders.status.sent'), { exact: true }).first().waitFor();
    expect(desk.problems).toEqual([]);
  });
});

describe('a supplier', () => {
  it('is entered by hand, with what is wrong beside its field', async () => {
    const desk = await openDesk();
    const { app, page } = desk;
    await desk.open('/app/inventory/suppliers/new');
    await app.getByLabel(say('inventory.supplier.name'), { exact: true }).fill('Ningbo Glass');
    await app.getByLabel(say('inventory.supplier.leadLow')).fill('30');
    await app.getByLabel(say('inventory.supplier.leadLikely')).fill('20');
    await app.getByLabel(say('inventory.supplier.leadHigh')).fill('40');
    await page
      .getByRole('button', { name: say('common.save') })
      .first()
      .click();
    await app.getByText(say('inventory.fault.not_in_order')).waitFor();
    await app.getByLabel(say('inventory.supplier.leadLow')).fill('10');
    await page
      .getByRole('button', { name: say('common.save') })
      .first()
      .click();
    await app.getByRole('heading', { name: 'Ningbo Glass' }).waitFor();
    await app.getByText(phrase('inventory.leadFrom.typed')).first().waitFor();
    expect(desk.problems).toEqual([]);
  });
});

const SCREENS: Screen[] = [
  { name: 'inventory', path: () => '/app/inventory', heading: headline },
  { name: 'inventory-direct', path: () => '/app/inventory?tab=direct', heading: headline },
  { name: 'inventory-preorder', path: () => '/app/inventory?tab=preorder', heading: headline },
  { name: 'inventory-dead', path: () => '/app/inventory?tab=dead', heading: headline },
  { name: 'inventory-gaps', path: () => '/app/inventory?tab=gaps', heading: headline },
  {
    name: 'inventory-filtered',
    path: () => '/app/inventory?q=zzzzzz',
    heading: (language) => say('inventory.empty.filteredTitle', language),
  },
  {
    name: 'inventory-variant',
    path: () => `/app/inventory/${goods.urgent.variantId}`,
    heading: (language) => say('inventory.whyTitle', language),
  },
  {
    name: 'inventory-variant-dead',
    path: () => `/app/inventory/${goods.dead.variantId}`,
    heading: (language) => say('inventory.whyTitle', language),
  },
  {
    name: 'inventory-variant-direct',
    path: () => `/app/inventory/${goods.direct.variantId}`,
    heading: (language) => say('inventory.direct.title', language),
  },
  {
    name: 'inventory-suppliers',
    path: () => '/app/inventory/suppliers',
    heading: (language) => sentence('inventory.suppliers.headline', language),
  },
  {
    name: 'inventory-supplier',
    path: () => `/app/inventory/suppliers/${goods.supplierId}`,
    heading: (language) => say('inventory.supplier.recordTitle', language),
  },
  {
    name: 'inventory-supplier-new',
    path: () => '/app/inventory/suppliers/new',
    heading: (language) => say('inventory.supplier.who', language),
  },
  {
    name: 'inventory-orders',
    path: () => '/app/inventory/orders?status=all',
    heading: (language) => sentence('inventory.orders.headline', language),
  },
  {
    name: 'inventory-order',
    path: () => '/app/inventory/orders/960',
    heading: (language) => say('inventory.order.lines', language),
  },
];

describe.each(SCREEN_LANGUAGES)('in %s', (language) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });

  it.each(SCREENS)(
    '$name has no serious barrier, no sideways scroll at 390 px and no error behind it',
    async (screen) => {
      expect(await checkScreen(desk, screen, language)).toEqual([]);
    },
  );
});
