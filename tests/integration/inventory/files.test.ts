import { beforeAll, describe, expect, test } from 'vitest';
import { readDeliveries } from '#app/db/plan-deliveries.server.ts';
import { readSupplierItems } from '#app/db/supplier-items.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { changePurchaseOrder } from '#app/services/change-purchase-order.server.ts';
import {
  exportPurchaseOrder,
  purchaseOrderLetter,
} from '#app/services/export-purchase-order.server.ts';
import { importPurchaseOrders } from '#app/services/import-purchase-orders.server.ts';
import { importSupplierItems } from '#app/services/import-supplier-items.server.ts';
import { listPurchaseOrders } from '#app/services/list-purchase-orders.server.ts';
import { saveSupplier } from '#app/services/save-supplier.server.ts';
import { keepStock, NOW, stockedShop } from '#tests/integration/inventory/stocked-shop.ts';
import { supplierOf } from '#tests/integration/inventory/supplier.factory.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { textOfPdf } from '#tests/setup/pdf-text.ts';

await testDatabase();
let shopId = 0;
let supplierId = 0;

beforeAll(async () => {
  shopId = await stockedShop('files.myshopify.com');
  await keepStock(shopId, [
    {},
    { variantId: '502', sku: 'LAMP-SAME' },
    { variantId: '503', sku: 'LAMP-SAME' },
    { variantId: '504', label: '=cmd|台灯 採購', sku: '+1' },
  ]);
  const saved = await saveSupplier({ shopId, supplierId: null, form: supplierOf(), now: NOW });
  if (!saved.ok) throw new Error(JSON.stringify(saved.errors));
  supplierId = saved.supplierId;
});

const bytes = (...lines: string[]) => Buffer.from(lines.join('\r\n'));
const faultsOf = (result: { faults: readonly { line: number; column: string; code: string }[] }) =>
  result.faults.map(({ line, column, code }) => `${line} ${column}: ${code}`);

describe('a file of who supplies what', () => {
  const take = (file: Buffer, of: number | null = null) =>
    importSupplierItems({ shopId, bytes: file, supplierId: of, now: NOW });

  test('names variants by SKU or id, and the same file again changes nothing', async () => {
    const file = bytes(
      'SKU,Variant ID,Supplier,Unit cost,Currency,Pack size,MOQ,Supplier SKU',
      'LAMP-501,,ningbo lamps co.,"7,50",EUR,12,24,NB-1',
      ',502,Ningbo Lamps Co.,,,,,',
    );
    expect(await take(file)).toMatchObject({ rows: 2, created: 2, updated: 0, faultCount: 0 });
    expect(await take(file)).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    const items = await withShopSql(shopId, (sql) => readSupplierItems(sql, shopId, ['501']));
    expect(items.get('501')).toEqual({
      variantId: '501',
      supplierId,
      costMinor: 750,
      currency: 'EUR',
      packSize: 12,
      minimumQuantity: 24,
      supplierSku: 'NB-1',
    });
  });

  test('a bad record is named by line and column, and stops no other', async () => {
    const result = await take(
      bytes(
        '货号;供应商;单价;币种;装箱数',
        'LAMP-501;Ningbo Lamps Co.;8;USD;6',
        'LAMP-SAME;Ningbo Lamps Co.;8;USD;6',
        'LAMP-???;Ningbo Lamps Co.;8;USD;6',
        ';Ningbo Lamps Co.;8;USD;6',
        '502;Nobody;8;USD;6',
        '503;Ningbo Lamps Co.;1.500;USD;6',
        '503;Ningbo Lamps Co.;8;Dollar;6',
        '503;Ningbo Lamps Co.;8;USD;0',
        'LAMP-501;Ningbo Lamps Co.;9;USD;6',
      ),
    );
    expect(result).toMatchObject({ rows: 9, created: 0, updated: 1 });
    expect(faultsOf(result)).toEqual([
      '3 货号: variant_ambiguous',
      '4 货号: no_such_variant',
      '5 货号: missing',
      '6 供应商: no_such_supplier',
      '7 单价: not_an_amount',
      '8 币种: not_a_currency',
      '9 装箱数: not_a_quantity',
      '10 货号: line_repeated',
    ]);
  });

  test.each([
    ['without a record', bytes('SKU,Supplier'), null, 'file_empty', ''],
    [
      'without a column for the variant',
      bytes('Supplier,Cost', 'N,1'),
      null,
      'column_missing',
      'sku',
    ],
    [
      'without a column for the supplier',
      bytes('SKU,Cost', 'N,1'),
      null,
      'column_missing',
      'supplier',
    ],
    ['that is no text', Buffer.from([0, 1, 2, 0, 0, 0, 3, 0, 1]), null, 'file_unreadable', ''],
  ] as const)('a file %s is refused as a whole', async (_what, file, of, code, column) => {
    expect((await take(file, of)).faults).toMatchObject([{ line: 0, code, column }]);
  });

  test('of a page of one supplier needs no column for it', async () => {
    expect(await take(bytes('SKU,Pack', 'LAMP-501,10'), supplierId)).toMatchObject({ updated: 1 });
  });
});

describe('a file of past purchase orders', () => {
  const take = (file: Buffer) =>
    importPurchaseOrders({ shopId, bytes: file, actor: 'name:Kim', now: NOW });
  const deliveries = () =>
    withShopSql(shopId, async (sql) =>
      (
        (await readDeliveries(sql, shopId, { supplierIds: [supplierId] })).get(supplierId) ?? []
      ).map(({ orderedAt, arrivedAt }) =>
        Math.round((arrivedAt.getTime() - orderedAt.getTime()) / 86_400_000),
      ),
    );
  const HEADER = 'PO number,Supplier,Order date,Expected,Arrived on,SKU,Quantity,Unit cost';

  test('becomes orders with lead times, and the same file again changes nothing', async () => {
    const file = bytes(
      HEADER,
      'A-1,Ningbo Lamps Co.,2026-03-01,2026-03-20,2026-03-25,LAMP-501,100,7.50',
      'A-1,Ningbo Lamps Co.,2026-03-01,2026-03-20,2026-04-02,504,50,3.00',
      'A-2,Ningbo Lamps Co.,2026-10-20,2026-11-30,,LAMP-501,40,7.50',
    );
    expect(await take(file)).toMatchObject({ rows: 3, created: 2, faultCount: 0 });
    expect(await deliveries()).toEqual([24, 32]);
    expect(await take(file)).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect(await deliveries()).toEqual([24, 32]);
    const { rows, counts } = await listPurchaseOrders({
      shopId,
      query: { status: 'all', supplierId: null, cursor: null },
    });
    expect(counts).toMatchObject({ sent: 1, received: 1 });
    expect(rows.map(({ number, pieces }) => [number, pieces])).toEqual([
      ['A-2', 40],
      ['A-1', 150],
    ]);
  });

  test('an order of the same number becomes what the newer file says, and is not doubled', async () => {
    const file = bytes(
      HEADER,
      'a-2,Ningbo Lamps Co.,2026-10-20,2026-11-30,2026-11-16,LAMP-501,40,7.50',
    );
    expect(await take(file)).toMatchObject({ created: 0, updated: 1 });
    expect(await deliveries()).toEqual([24, 32, 27]);
  });

  test('days are read as the whole file writes them; what reads both ways is a fault', async () => {
    const known = await take(
      bytes(
        HEADER,
        'B-1,Ningbo Lamps Co.,25/03/2026,,,LAMP-501,1,',
        'B-2,Ningbo Lamps Co.,04/03/2026,,05/03/2026,LAMP-501,1,',
      ),
    );
    expect(known).toMatchObject({ created: 2, faultCount: 0 });
    const both = await take(bytes(HEADER, 'B-3,Ningbo Lamps Co.,04/03/2026,,,LAMP-501,1,'));
    expect(faultsOf(both)).toEqual(['2 Order date: not_a_day']);
  });

  test('a bad record stops no other', async () => {
    const result = await take(
      bytes(
        HEADER,
        'C-1,Nobody,2026-03-01,,,LAMP-501,1,',
        ',Ningbo Lamps Co.,2026-03-01,,,LAMP-501,1,',
        'C-2,Ningbo Lamps Co.,2026-03-01,,2026-02-01,LAMP-501,1,',
        'C-3,Ningbo Lamps Co.,2027-03-01,,,LAMP-501,1,',
        'C-4,Ningbo Lamps Co.,2026-03-01,,,LAMP-501,-1,',
        'C-5,Ningbo Lamps Co.,2026-03-01,,,LAMP-501,1,abc',
        'C-6,Ningbo Lamps Co.,2026-03-01,,,,1,',
        'C-7,Ningbo Lamps Co.,2026-03-01,,,LAMP-501,1,5',
      ),
    );
    expect(result).toMatchObject({ rows: 8, created: 1 });
    expect(faultsOf(result)).toEqual([
      '2 Supplier: no_such_supplier',
      '3 PO number: missing',
      '4 Arrived on: before_ordered',
      '5 Order date: in_the_future',
      '6 Quantity: not_a_quantity',
      '7 Unit cost: not_an_amount',
      '8 SKU: missing',
    ]);
  });
});

describe('a purchase order as a file', () => {
  let purchaseOrderId = 0;
  beforeAll(async () => {
    const change = (body: unknown) =>
      changePurchaseOrder({ shopId, body, actor: 'name:Kim', now: NOW });
    const made = await change({ kind: 'create', supplierId });
    if (!made.ok) throw new Error(JSON.stringify(made.errors));
    purchaseOrderId = made.purchaseOrderId;
    const line = { label: '', sku: null, quantity: 3, cost: '12.50' };
    const lines = [
      { ...line, variantId: '504' },
      ...Array.from({ length: 80 }, (_, index) => ({
        ...line,
        variantId: null,
        label: `落地灯 ${index}`,
        cost: null,
      })),
    ];
    const set = { kind: 'set_lines', purchaseOrderId, version: 1, lines, expectedOn: '2026-12-20' };
    const drafted = await change({ ...set, note: '请用纸箱包装' });
    if (!drafted.ok) throw new Error(JSON.stringify(drafted.errors));
    await change({
      kind: 'send',
      purchaseOrderId,
      version: drafted.version,
      orderedOn: null,
      expectedOn: null,
    });
  });

  const file = async (format: 'csv' | 'pdf', language: 'en' | 'zh-CN' | 'zh-TW') => {
    const made = await exportPurchaseOrder({ shopId, purchaseOrderId, format, language, now: NOW });
    if (made === null) throw new Error('The order is gone');
    return made;
  };

  test('no cell of the CSV is a formula, and uploading it again changes nothing', async () => {
    const { body, name } = await file('csv', 'en');
    const text = body.toString('utf8');
    expect(name).toMatch(/^PO-\d+\.csv$/);
    expect(text.startsWith('\uFEFFPurchase order,Supplier,Ordered on')).toBe(true);
    expect(text).toContain(`,"'=cmd|台灯 採購",504,"'+1",`);
    expect(
      text.split('\r\n').some((row) => row.split(',').some((cell) => /^"?[=+@]/.test(cell))),
    ).toBe(false);
    const again = await importPurchaseOrders({ shopId, bytes: body, actor: 'name:Kim', now: NOW });
    expect(again).toMatchObject({ rows: 81, created: 0, updated: 0, unchanged: 1, faultCount: 0 });
  });

  test.each([
    ['en', 'Purchase order PO-', 'Total: 37.50 USD', 'Page 1 of '],
    ['zh-CN', '采购单 PO-', '合计: 37.50 USD', '第 1 页'],
    ['zh-TW', '採購單 PO-', '合計: 37.50 USD', '第 1 頁'],
  ] as const)(
    'the PDF in %s is small, has several pages and says what the order says',
    async (language, ...texts) => {
      const { body } = await file('pdf', language);
      expect(body.subarray(0, 5).toString()).toBe('%PDF-');
      expect(body.byteLength).toBeLessThan(300_000);
      const text = textOfPdf(body);
      for (const wanted of [...texts, '落地灯 79', '=cmd|台灯 採購', '请用纸箱包装'])
        expect(text).toContain(wanted);
    },
  );

  test('the letter is in the supplier’s language', async () => {
    const about = { shopId, purchaseOrderId, now: NOW };
    expect(await purchaseOrderLetter({ ...about, language: 'zh-CN' })).toMatchObject({
      subject: expect.stringMatching(/^Lumen & Oak 采购单 PO-\d+$/),
      text: expect.stringContaining('共 243 件'),
    });
    expect(
      await purchaseOrderLetter({ ...about, purchaseOrderId: 999, language: 'en' }),
    ).toBeNull();
  });
});
