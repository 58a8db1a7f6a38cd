import type { PoolClient } from 'pg';
import type { PurchaseOrderBody } from '#app/contracts/purchase-orders.ts';
import type { SupplyFault } from '#app/contracts/suppliers.ts';
import type { StoredLine } from '#app/db/purchase-orders.server.ts';
import { readVariants } from '#app/db/supplier-items.server.ts';
import { readAmount } from '#app/domain/inventory/read-amount.ts';
import { faultAt } from '#app/services/supply-faults.ts';

type TypedLine = Extract<PurchaseOrderBody, { kind: 'set_lines' }>['lines'][number];

/** Typed lines as they are stored, numbered from 1; every fault by its field. A variant stands in one line. */
export async function draftLines(
  sql: PoolClient,
  { shopId, typed, currency }: { shopId: number; typed: readonly TypedLine[]; currency: string },
): Promise<{ ok: true; lines: StoredLine[] } | { ok: false; errors: SupplyFault[] }> {
  const ids = typed.map(({ variantId }) => variantId).filter((id) => id !== null);
  const variants = new Map(
    (await readVariants(sql, shopId, ids)).map((each) => [each.variantId, each]),
  );
  const errors: SupplyFault[] = [];
  const seen = new Set<string>();
  const lines = typed.map((line, index): StoredLine => {
    const at = (field: string) => `lines.${index}.${field}`;
    const { variantId } = line;
    const variant = variantId === null ? undefined : variants.get(variantId);
    if (variantId !== null && seen.has(variantId))
      errors.push(faultAt(at('variantId'), 'line_repeated'));
    if (variantId !== null) seen.add(variantId);
    const label = variant?.label ?? line.label;
    // A variant that Shopify has no more stays in the order under the name it had.
    if (label === '') errors.push(faultAt(at('label'), 'missing'));
    const cost = line.cost === null || line.cost === '' ? null : readAmount(line.cost, currency);
    if (line.cost !== null && line.cost !== '' && cost === null)
      errors.push(faultAt(at('cost'), 'not_an_amount'));
    return {
      line: index + 1,
      variantId,
      label,
      sku: variant?.sku ?? line.sku,
      quantity: line.quantity,
      received: 0,
      costMinor: cost?.minor ?? null,
    };
  });
  return errors.length > 0 ? { ok: false, errors } : { ok: true, lines };
}
