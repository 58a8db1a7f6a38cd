import type { PoolClient } from 'pg';
import {
  purchaseOrderBody,
  type PurchaseOrderBody,
  type PurchaseOrderResult,
} from '#app/contracts/purchase-orders.ts';
import type { SupplyFault, SupplyFaultCode } from '#app/contracts/suppliers.ts';
import {
  addOrderEvent,
  deleteOrder,
  markUndone,
  readOrder,
  readOrderEvents,
  replaceLines,
  updateOrder,
  type StoredLine,
  type StoredOrder,
} from '#app/db/purchase-orders.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import {
  isAllowed,
  receivePieces,
  type PurchaseOrderStep,
} from '#app/domain/inventory/purchase-order.ts';
import { dayInZone, startOfDay } from '#app/domain/shared/day-in-zone.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import { createPurchaseOrder } from '#app/services/create-purchase-order.server.ts';
import { planSupplierSoon } from '#app/services/plan-soon.server.ts';
import { draftLines } from '#app/services/purchase-order-lines.server.ts';
import { stateBefore, stepToUndo, type StepDetail } from '#app/services/purchase-order-steps.ts';
import { faultAt, faultsOf } from '#app/services/supply-faults.ts';

/** A change of one order that was found as it was read, in the caller's transaction. */
interface Change<Kind extends PurchaseOrderBody['kind']> {
  shopId: number;
  body: Extract<PurchaseOrderBody, { kind: Kind }>;
  order: StoredOrder;
  lines: StoredLine[];
  timeZone: string;
  now: Date;
}

/** What a step makes of an order, or what stands against it. */
type Step =
  | {
      ok: true;
      kind: PurchaseOrderStep;
      order: StoredOrder;
      /** Null: as they are. */
      lines: StoredLine[] | null;
      detail: StepDetail;
    }
  | { ok: false; errors: SupplyFault[] };

/**
 * Does one thing with a purchase order. Nothing is sent to the supplier by itself: `send` says that the merchant has. A day is
 * one of the shop's zone. Whoever saw an older version is refused with `changed_meanwhile`, so that two people do not undo
 * each other's work; what it means for the plans of its variants is worked out within minutes.
 */
export async function changePurchaseOrder({
  shopId,
  body,
  actor,
  now,
}: {
  shopId: number;
  body: unknown;
  actor: string;
  now: Date;
}): Promise<PurchaseOrderResult> {
  const parsed = purchaseOrderBody.safeParse(body);
  if (!parsed.success) return { ok: false, errors: faultsOf(parsed.error) };
  const { data } = parsed;
  return withShopSql(shopId, (sql) =>
    data.kind === 'create' || data.kind === 'create_from_plan'
      ? createPurchaseOrder(sql, { shopId, body: data, actor, now })
      : changeOne(sql, { shopId, body: data, actor, now }),
  );
}

async function changeOne(
  sql: PoolClient,
  {
    shopId,
    body,
    actor,
    now,
  }: {
    shopId: number;
    body: Exclude<PurchaseOrderBody, { kind: 'create' | 'create_from_plan' }>;
    actor: string;
    now: Date;
  },
): Promise<PurchaseOrderResult> {
  const { purchaseOrderId } = body;
  const found = await readOrder(sql, shopId, { purchaseOrderId, lock: true });
  if (found === null) return refused('', 'no_such_order');
  if (found.order.version !== body.version) return refused('', 'changed_meanwhile');
  if (body.kind !== 'undo' && !isAllowed(body.kind, found.order.status))
    return refused('', 'not_allowed');
  const timeZone = (await readShopFacts(sql, shopId)).timeZone ?? 'UTC';
  const about = { shopId, ...found, timeZone, now };
  if (body.kind === 'undo') return undo(sql, { ...about, body, actor });
  const step = await stepOf(sql, { about, body });
  if (!step.ok) return step;
  const { order, lines, detail, kind } = step;
  await addOrderEvent(sql, shopId, { purchaseOrderId, at: now, kind, actor, detail });
  return store(sql, { shopId, order, lines: lines ?? found.lines, now });
}

async function stepOf(
  sql: PoolClient,
  {
    about,
    body,
  }: {
    about: Omit<Change<'send'>, 'body'>;
    body: Exclude<PurchaseOrderBody, { kind: 'create' | 'create_from_plan' | 'undo' }>;
  },
): Promise<Step> {
  switch (body.kind) {
    case 'set_lines':
      return setLines(sql, { ...about, body });
    case 'send':
      return send({ ...about, body });
    case 'receive':
      return receive({ ...about, body });
    case 'close_short':
      return end(about, { kind: 'closed_short', status: 'received' });
    case 'cancel':
      return end(about, { kind: 'cancelled', status: 'cancelled' });
    default:
      return assertExhaustive(body);
  }
}

async function setLines(
  sql: PoolClient,
  { shopId, body, order, lines }: Change<'set_lines'>,
): Promise<Step> {
  const { currency } = order;
  const read = await draftLines(sql, { shopId, typed: body.lines, currency });
  if (!read.ok) return read;
  const { expectedOn, note } = body;
  return {
    ok: true,
    kind: 'changed',
    order: { ...order, expectedOn, note },
    lines: read.lines,
    detail: { before: stateBefore(order, lines) },
  };
}

function send({ body, order, lines, timeZone, now }: Change<'send'>): Step {
  if (lines.length === 0) return refused('lines', 'no_lines');
  const today = dayInZone(now, timeZone);
  const orderedOn = body.orderedOn ?? today;
  if (orderedOn > today) return refused('orderedOn', 'in_the_future');
  if (body.expectedOn !== null && body.expectedOn < orderedOn)
    return refused('expectedOn', 'before_ordered');
  const orderedAt = orderedOn === today ? now : startOfDay(orderedOn, timeZone);
  return {
    ok: true,
    kind: 'sent',
    order: { ...order, status: 'sent', orderedAt, expectedOn: body.expectedOn ?? order.expectedOn },
    lines: null,
    detail: { before: stateBefore(order) },
  };
}

function receive({ body, order, lines, timeZone, now }: Change<'receive'>): Step {
  const { arrivedOn } = body;
  const today = dayInZone(now, timeZone);
  if (arrivedOn > today) return refused('arrivedOn', 'in_the_future');
  const orderedAt = order.orderedAt ?? now;
  if (arrivedOn < dayInZone(orderedAt, timeZone)) return refused('arrivedOn', 'before_ordered');
  const missing = lines
    .filter(({ quantity, received }) => quantity > received)
    .map(({ line, quantity, received }) => ({ line, quantity: quantity - received }));
  const arrived = body.lines ?? missing;
  if (arrived.length === 0) return refused('lines', 'nothing_to_receive');
  const errors = receiptFaults(arrived, missing, lines);
  if (errors.length > 0) return { ok: false, errors };
  const { received, status } = receivePieces(lines, arrived);
  const dayStart = startOfDay(arrivedOn, timeZone);
  // Ordered and arrived on one day: it took no time, not less.
  const arrivedAt = arrivedOn === today ? now : dayStart < orderedAt ? orderedAt : dayStart;
  return {
    ok: true,
    kind: 'received',
    order: { ...order, status, closedAt: status === 'received' ? arrivedAt : null },
    lines: lines.map((line) => ({ ...line, received: received.get(line.line) ?? line.received })),
    detail: {
      before: stateBefore(order, lines),
      lines: [...arrived],
      arrivedAt: arrivedAt.toISOString(),
    },
  };
}

function receiptFaults(
  arrived: readonly { line: number; quantity: number }[],
  missing: readonly { line: number; quantity: number }[],
  lines: readonly StoredLine[],
): SupplyFault[] {
  const seen = new Set<number>();
  return arrived.flatMap(({ line, quantity }, index) => {
    const isRepeated = seen.has(line);
    seen.add(line);
    if (!lines.some((each) => each.line === line))
      return [faultAt(`lines.${index}.line`, 'no_such_line')];
    if (isRepeated) return [faultAt(`lines.${index}.line`, 'line_repeated')];
    const most = missing.find((each) => each.line === line)?.quantity ?? 0;
    return quantity > most
      ? [faultAt(`lines.${index}.quantity`, 'more_than_ordered', { most })]
      : [];
  });
}

function end(
  { order, now }: { order: StoredOrder; now: Date },
  { kind, status }: { kind: 'closed_short' | 'cancelled'; status: 'received' | 'cancelled' },
): Step {
  return {
    ok: true,
    kind,
    order: { ...order, status, closedAt: now },
    lines: null,
    detail: { before: stateBefore(order) },
  };
}

async function undo(
  sql: PoolClient,
  { shopId, order, lines, now, actor }: Change<'undo'> & { actor: string },
): Promise<PurchaseOrderResult> {
  const { purchaseOrderId, number, version } = order;
  const events = await readOrderEvents(sql, shopId, purchaseOrderId);
  const step = stepToUndo(events, now);
  if (step === null) return refused('', events.length > 0 ? 'undo_too_late' : 'nothing_to_undo');
  if (step.event.kind === 'created') {
    await replaceLines(sql, shopId, { purchaseOrderId, lines: [] });
    await deleteOrder(sql, shopId, purchaseOrderId);
    return { ok: true, purchaseOrderId, number, status: 'cancelled', version: version + 1 };
  }
  const { before } = step.detail;
  if (before === null || before === undefined) return refused('', 'nothing_to_undo');
  const { lines: linesBefore = lines, orderedAt, closedAt, ...rest } = before;
  await markUndone(sql, shopId, { purchaseOrderId, seq: step.event.seq, at: now });
  const detail = { undid: step.event.kind };
  await addOrderEvent(sql, shopId, { purchaseOrderId, at: now, kind: 'undone', actor, detail });
  const instants = { orderedAt: instantOf(orderedAt), closedAt: instantOf(closedAt) };
  return store(sql, { shopId, order: { ...order, ...rest, ...instants }, lines: linesBefore, now });
}

function instantOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** Writes the order with its lines; all that its supplier supplies is planned again, for its lead time may have changed. */
async function store(
  sql: PoolClient,
  {
    shopId,
    order,
    lines,
    now,
  }: { shopId: number; order: StoredOrder; lines: readonly StoredLine[]; now: Date },
): Promise<PurchaseOrderResult> {
  const { purchaseOrderId, number, status, supplierId } = order;
  const version = await updateOrder(sql, shopId, { order, now });
  await replaceLines(sql, shopId, { purchaseOrderId, lines });
  await planSupplierSoon(sql, { shopId, supplierIds: [supplierId], vendors: [], now });
  return { ok: true, purchaseOrderId, number, status, version };
}

function refused(path: string, code: SupplyFaultCode): { ok: false; errors: SupplyFault[] } {
  return { ok: false, errors: [faultAt(path, code)] };
}
