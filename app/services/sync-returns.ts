import { z } from 'zod';
import type { ReturnRecordFacts } from '#app/db/returns.server.ts';
import { gid, instant, moneySchema, optionalInstant } from '#app/services/shopify-values.ts';

/** A return as it will be stored. */
export interface ReturnFacts {
  returnId: string;
  facts: ReturnRecordFacts;
}

/** Reads an order's returns (`OrderReturns`); null when it is no such answer. */
export function readReturns(node: unknown): { orderId: string; returns: ReturnFacts[] } | null {
  const read = returnsSchema.safeParse(node);
  if (!read.success) return null;
  return {
    orderId: read.data.id,
    returns: read.data.returns.nodes.map((node) => ({ returnId: node.id, facts: factsOf(node) })),
  };
}

const nodes = <T extends z.ZodType>(node: T) => z.object({ nodes: z.array(node) });

const returnSchema = z.object({
  id: gid,
  name: z.string().max(100),
  status: z.enum(['REQUESTED', 'OPEN', 'CLOSED', 'DECLINED', 'CANCELED']),
  createdAt: instant,
  requestApprovedAt: optionalInstant,
  closedAt: optionalInstant,
  returnLineItems: nodes(
    z.object({
      quantity: z.int(),
      returnReasonDefinition: z.object({ handle: z.string().max(100) }).nullish(),
      withCodeDiscountedTotalPriceSet: moneySchema.nullish(),
    }),
  ),
  reverseFulfillmentOrders: nodes(
    z.object({
      lineItems: nodes(
        z.object({
          totalQuantity: z.int(),
          dispositions: z.array(
            z.object({ type: z.string(), quantity: z.int(), createdAt: instant }),
          ),
        }),
      ),
    }),
  ),
  refunds: nodes(z.object({ id: gid })),
});

const returnsSchema = z.object({ id: gid, returns: nodes(returnSchema) });

function factsOf(found: z.infer<typeof returnSchema>): ReturnRecordFacts {
  const lines = found.returnLineItems.nodes;
  const totals = lines.flatMap(({ withCodeDiscountedTotalPriceSet: total }) => total ?? []);
  return {
    name: found.name,
    status: found.status,
    requestedAt: found.createdAt.toISOString(),
    approvedAt: found.requestApprovedAt?.toISOString() ?? null,
    closedAt: found.closedAt?.toISOString() ?? null,
    reasons: [
      ...new Set(lines.flatMap(({ returnReasonDefinition: reason }) => reason?.handle ?? [])),
    ],
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    goodsMinor: totals.reduce((sum, { minor }) => sum + minor, 0),
    goodsBackAt: goodsBackAt(found),
    refundIds: found.refunds.nodes.map(({ id }) => id),
  };
}

/** When the last of the goods had come back; null while some have not. */
function goodsBackAt(found: z.infer<typeof returnSchema>): string | null {
  const lines = found.reverseFulfillmentOrders.nodes.flatMap(({ lineItems }) => lineItems.nodes);
  const wanted = lines.reduce((sum, { totalQuantity }) => sum + totalQuantity, 0);
  const back = lines
    .flatMap(({ dispositions }) => dispositions)
    // `MISSING` says that it did not come.
    .filter(({ type }) => type !== 'MISSING');
  const quantity = back.reduce((sum, disposition) => sum + disposition.quantity, 0);
  if (wanted === 0 || quantity < wanted) return null;
  return new Date(Math.max(...back.map(({ createdAt }) => createdAt.getTime()))).toISOString();
}
