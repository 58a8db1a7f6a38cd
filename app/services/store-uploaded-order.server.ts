import type { PoolClient } from 'pg';
import {
  addOrderEvent,
  insertOrder,
  markArrivalsUndone,
  nextOrderName,
  readOrder,
  readOrderEvents,
  replaceLines,
  updateOrder,
  type StoredEvent,
  type StoredLine,
  type StoredOrder,
} from '#app/db/purchase-orders.server.ts';
import { toldOrder, type ToldLine, type ToldOrder } from '#app/domain/inventory/past-order.ts';
import { dayInZone, startOfDay } from '#app/domain/shared/day-in-zone.ts';
import { detailOf } from '#app/services/purchase-order-steps.ts';

/** A line as a file tells it. */
export interface UploadedLine extends ToldLine {
  variantId: string | null;
  label: string;
  sku: string | null;
  costMinor: number | null;
}

interface Upload {
  shopId: number;
  /** Null: of this number there is none here yet. */
  purchaseOrderId: number | null;
  order: {
    number: string;
    supplierId: number;
    currency: string;
    lines: readonly UploadedLine[];
  };
  timeZone: string;
  actor: string;
  now: Date;
}

/**
 * Makes an order what a file says of it, and writes down each day on which something of it came. One that says so already is
 * left as it is, with its version; so is a cancelled one. MUST hold `lockSupply`.
 */
export async function storeUploadedOrder(
  sql: PoolClient,
  { shopId, purchaseOrderId, order: told, timeZone, actor, now }: Upload,
): Promise<'created' | 'updated' | 'unchanged'> {
  const sum = toldOrder(told.lines);
  const lines = told.lines.map(
    ({ variantId, label, sku, quantity, costMinor }, index): StoredLine => ({
      line: index + 1,
      variantId,
      label,
      sku,
      quantity,
      received: sum.received[index] ?? 0,
      costMinor,
    }),
  );
  const { supplierId, currency, number } = told;
  const at = (day: string | null) => (day === null ? null : startOfDay(day, timeZone));
  const says: Omit<Said, 'lines' | 'arrivals'> = {
    supplierId,
    currency,
    status: sum.status,
    orderedAt: at(sum.orderedOn),
    expectedOn: sum.expectedOn,
    closedAt: at(sum.closedOn),
  };
  const found =
    purchaseOrderId === null ? null : await readOrder(sql, shopId, { purchaseOrderId, lock: true });
  if (found?.order.status === 'cancelled') return 'unchanged';
  if (found !== null && isClosedShort(found.order, lines, found.lines)) {
    says.status = 'received';
    says.closedAt = found.order.closedAt;
  }
  const events =
    found === null ? [] : await readOrderEvents(sql, shopId, found.order.purchaseOrderId);
  const dayOf = (instant: Date | null) => (instant === null ? null : dayInZone(instant, timeZone));
  const isKnown =
    found !== null &&
    digestOf({ ...says, lines, arrivals: sum.arrivals.map(arrivalOf) }, dayOf) ===
      digestOf(
        { ...found.order, lines: found.lines, arrivals: notedArrivals(events, dayOf) },
        dayOf,
      );
  if (isKnown) return 'unchanged';
  const id = found?.order.purchaseOrderId ?? (await nextOrderName(sql, shopId)).purchaseOrderId;
  if (found === null)
    await insertOrder(sql, shopId, {
      order: {
        ...says,
        purchaseOrderId: id,
        number,
        note: '',
        origin: 'csv',
        depositBp: 0,
        balanceDays: 0,
        balanceFrom: 'ordered',
      },
      now,
    });
  else await updateOrder(sql, shopId, { order: { ...found.order, ...says }, now });
  await replaceLines(sql, shopId, { purchaseOrderId: id, lines });
  await noteArrivals(sql, { shopId, id, sum, timeZone, actor, now });
  return found === null ? 'created' : 'updated';
}

/** What the file says came instead of what was noted before. */
async function noteArrivals(
  sql: PoolClient,
  {
    shopId,
    id,
    sum,
    timeZone,
    actor,
    now,
  }: { shopId: number; id: number; sum: ToldOrder; timeZone: string; actor: string; now: Date },
): Promise<void> {
  await markArrivalsUndone(sql, shopId, { purchaseOrderId: id, at: now });
  const about = { purchaseOrderId: id, at: now, kind: 'uploaded', actor } as const;
  if (sum.arrivals.length === 0) await addOrderEvent(sql, shopId, { ...about, detail: {} });
  for (const { on, lines } of sum.arrivals) {
    const arrivedAt = startOfDay(on, timeZone).toISOString();
    const arrived = lines.map(({ index, quantity }) => ({ line: index + 1, quantity }));
    await addOrderEvent(sql, shopId, { ...about, detail: { lines: arrived, arrivedAt } });
  }
}

interface Said extends Pick<
  StoredOrder,
  'supplierId' | 'currency' | 'status' | 'orderedAt' | 'expectedOn' | 'closedAt'
> {
  lines: readonly StoredLine[];
  arrivals: readonly Arrival[];
}

interface Arrival {
  on: string | null;
  lines: readonly { line: number; quantity: number }[];
}

/** Closing an order short is nothing that a file tells: it stays closed while no more has come. */
function isClosedShort(
  { status }: StoredOrder,
  told: readonly StoredLine[],
  stored: readonly StoredLine[],
): boolean {
  const isShort = stored.some(({ quantity, received }) => received < quantity);
  const isSame = told.every(({ received }, index) => received === stored[index]?.received);
  return status === 'received' && isShort && isSame;
}

function arrivalOf({ on, lines }: ToldOrder['arrivals'][number]): Arrival {
  return { on, lines: lines.map(({ index, quantity }) => ({ line: index + 1, quantity })) };
}

function notedArrivals(
  events: readonly StoredEvent[],
  dayOf: (instant: Date) => string | null,
): Arrival[] {
  return events
    .map(detailOf)
    .flatMap(({ arrivedAt, lines = [], undoneAt }) =>
      arrivedAt === undefined || undoneAt !== undefined
        ? []
        : [{ on: dayOf(new Date(arrivedAt)), lines }],
    );
}

/** Instants count by their day, which is all that a file tells of them. */
function digestOf(said: Said, dayOf: (instant: Date | null) => string | null): string {
  const { supplierId, currency, status, orderedAt, expectedOn, closedAt, lines, arrivals } = said;
  return JSON.stringify([
    [supplierId, currency, status, dayOf(orderedAt), expectedOn, dayOf(closedAt)],
    lines.map((line) => [
      line.line,
      line.variantId,
      line.label,
      line.sku,
      line.quantity,
      line.received,
      line.costMinor,
    ]),
    arrivals.map(({ on, lines: arrived }) => [
      on,
      arrived.map(({ line, quantity }) => [line, quantity]),
    ]),
  ]);
}
