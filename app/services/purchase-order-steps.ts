import { z } from 'zod';
import type { StoredEvent, StoredLine, StoredOrder } from '#app/db/purchase-orders.server.ts';
import { PURCHASE_ORDER_STATUSES, UNDO_MS } from '#app/domain/inventory/purchase-order.ts';

/** What an order was before a step; whatever the step changed. */
const beforeSchema = z.object({
  status: z.enum(PURCHASE_ORDER_STATUSES),
  orderedAt: z.string().nullable(),
  expectedOn: z.string().nullable(),
  closedAt: z.string().nullable(),
  note: z.string(),
  /** Left out: the lines stayed as they were. */
  lines: z
    .array(
      z.object({
        line: z.int(),
        variantId: z.string().nullable(),
        label: z.string(),
        sku: z.string().nullable(),
        quantity: z.int(),
        received: z.int(),
        costMinor: z.int().nullable(),
      }),
    )
    .optional(),
});

/** What is written beside a step of an order's life. */
const detailSchema = z.object({
  /** Null or left out: nothing to go back to. */
  before: beforeSchema.nullish(),
  /** Pieces that arrived. */
  lines: z.array(z.object({ line: z.int(), quantity: z.int() })).optional(),
  arrivedAt: z.string().optional(),
  /** When it was taken back. */
  undoneAt: z.string().optional(),
});
export type StepDetail = z.infer<typeof detailSchema>;

/** The order as it is, for going back to. `lines`: those that a step is about to change. */
export function stateBefore(
  order: StoredOrder,
  lines?: readonly StoredLine[],
): NonNullable<StepDetail['before']> {
  return {
    status: order.status,
    orderedAt: order.orderedAt?.toISOString() ?? null,
    expectedOn: order.expectedOn,
    closedAt: order.closedAt?.toISOString() ?? null,
    note: order.note,
    ...(lines !== undefined && { lines: [...lines] }),
  };
}

export function detailOf(event: StoredEvent): StepDetail {
  const read = detailSchema.safeParse(event.detail);
  return read.success ? read.data : {};
}

/** The step that can be taken back now: the last one that was not, while its time lasts. Null: there is none. */
export function stepToUndo(
  events: readonly StoredEvent[],
  now: Date,
): { event: StoredEvent; detail: StepDetail; until: Date } | null {
  const event = events.findLast(
    (each) => each.kind !== 'undone' && detailOf(each).undoneAt === undefined,
  );
  if (event === undefined || event.kind === 'uploaded') return null;
  const until = new Date(event.at.getTime() + UNDO_MS);
  return now <= until ? { event, detail: detailOf(event), until } : null;
}
