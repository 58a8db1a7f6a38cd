import type { PurchaseOrderView } from '#app/contracts/purchase-orders.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { dayInZone } from '#app/domain/shared/day-in-zone.ts';
import { decimalOf } from '#app/domain/shared/money.ts';
import type { Language } from '#app/i18n/languages.ts';
import { BYTE_ORDER_MARK, csv, safeCell } from '#app/services/export-parcels.server.ts';
import { frameOf } from '#app/services/load-frame.server.ts';
import { loadPurchaseOrder } from '#app/services/load-purchase-order.server.ts';
import { writeOrderPdf } from '#app/services/purchase-order-pdf.server.ts';
import { PURCHASE_ORDER_WORDS } from '#app/services/purchase-order-words.ts';

/** A purchase order as a file for its supplier. */
export interface OrderFile {
  name: string;
  type: 'text/csv; charset=utf-8' | 'application/pdf';
  body: Buffer;
}

/**
 * A purchase order as a CSV or PDF file, in the language of its supplier; null: the shop has none of that id. No cell of the
 * CSV is a formula, its amounts are decimals with a point, and it can be uploaded again as it is.
 */
export async function exportPurchaseOrder({
  shopId,
  purchaseOrderId,
  format,
  language,
  now,
}: {
  shopId: number;
  purchaseOrderId: number;
  format: 'csv' | 'pdf';
  language: Language;
  now: Date;
}): Promise<OrderFile | null> {
  const paper = await loadPaper({ shopId, purchaseOrderId, now });
  if (paper === null) return null;
  const stem = paper.order.number.replaceAll(/[^\p{L}\p{N}._-]/gu, '_').slice(0, 80);
  return format === 'csv'
    ? {
        name: `${stem}.csv`,
        type: 'text/csv; charset=utf-8',
        body: Buffer.from(BYTE_ORDER_MARK + csv(cellsOf(paper, language))),
      }
    : { name: `${stem}.pdf`, type: 'application/pdf', body: await pdfOf(paper, language) };
}

/** Ready words for the mail that the file goes with; nothing is sent. Null: the shop has no order of that id. */
export async function purchaseOrderLetter({
  shopId,
  purchaseOrderId,
  language,
  now,
}: {
  shopId: number;
  purchaseOrderId: number;
  language: Language;
  now: Date;
}): Promise<{ subject: string; text: string } | null> {
  const paper = await loadPaper({ shopId, purchaseOrderId, now });
  if (paper === null) return null;
  const words = PURCHASE_ORDER_WORDS[language];
  const { number, pieces, expectedOn } = paper.order;
  const { buyer } = paper;
  return {
    subject: words.subject(number, buyer),
    text: words.letter({ number, buyer, pieces, expectedOn }),
  };
}

interface Paper {
  order: PurchaseOrderView;
  buyer: string;
  /** ISO date in the shop's zone; null: a draft. */
  orderedOn: string | null;
}

async function loadPaper({
  shopId,
  purchaseOrderId,
  now,
}: {
  shopId: number;
  purchaseOrderId: number;
  now: Date;
}): Promise<Paper | null> {
  const order = await loadPurchaseOrder({ shopId, purchaseOrderId, now });
  if (order === null) return null;
  const shop = await withShopSql(shopId, (sql) => readShopFacts(sql, shopId));
  const { name, timeZone } = frameOf(shop, now);
  const orderedOn =
    order.orderedAt === null ? null : dayInZone(new Date(order.orderedAt), timeZone);
  return { order, buyer: name, orderedOn };
}

function cellsOf({ order, orderedOn }: Paper, language: Language): string[][] {
  const words = PURCHASE_ORDER_WORDS[language];
  const titles = [
    words.number,
    words.supplier,
    words.orderedOn,
    words.expectedOn,
    words.line,
    words.item,
    words.variant,
    words.sku,
    words.supplierSku,
    words.quantity,
    words.received,
    words.arrivedOn,
    words.cost,
    words.currency,
  ];
  const rows = order.items.map((item) => [
    safeCell(order.number),
    safeCell(order.supplierName),
    orderedOn ?? '',
    order.expectedOn ?? '',
    String(item.line),
    safeCell(item.label),
    item.variantId ?? '',
    safeCell(item.sku ?? ''),
    safeCell(item.supplierSku ?? ''),
    String(item.quantity),
    String(item.received),
    item.arrivedOn ?? '',
    item.cost === null ? '' : decimalOf(item.cost),
    order.currency,
  ]);
  return [titles, ...rows];
}

function pdfOf({ order, buyer, orderedOn }: Paper, language: Language): Promise<Buffer> {
  const words = PURCHASE_ORDER_WORDS[language];
  const { currency } = order;
  const named = (name: string, value: string | null) =>
    value === null || value === '' ? [] : [[name, value] as const];
  return writeOrderPdf(
    {
      title: `${words.title} ${order.number}`,
      facts: [
        ...named(words.buyer, buyer),
        ...named(words.supplier, order.supplierName),
        ...named(words.orderedOn, orderedOn),
        ...named(words.expectedOn, order.expectedOn),
        ...named(words.status, order.status === 'draft' ? words.draft : null),
        ...named(words.currency, currency),
      ],
      columns: [
        { title: words.item, share: 7, isNumber: false },
        { title: words.sku, share: 3, isNumber: false },
        { title: words.supplierSku, share: 3, isNumber: false },
        { title: words.quantity, share: 2, isNumber: true },
        { title: words.cost, share: 2, isNumber: true },
        { title: words.amount, share: 2.5, isNumber: true },
      ],
      rows: order.items.map(({ label, sku, supplierSku, quantity, cost }) => [
        label,
        sku ?? '',
        supplierSku ?? '',
        String(quantity),
        cost === null ? '' : decimalOf(cost),
        cost === null ? '' : decimalOf({ ...cost, minor: cost.minor * quantity }),
      ]),
      ending: [
        `${words.total}: ${decimalOf(order.total)} ${currency}`,
        ...(order.linesWithoutCost > 0 ? [words.costsMissing] : []),
        ...(order.note === '' ? [] : [`${words.note}: ${order.note}`]),
      ],
      page: words.page,
    },
    language,
  );
}
