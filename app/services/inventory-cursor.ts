import { z } from 'zod';
import type { InventoryQuery } from '#app/contracts/inventory-query.ts';
import type { PlanPlace } from '#app/db/variant-plans-pages.server.ts';

/** A place in a list as a link carries it, bound to its tab, for each tab is sorted by something else. */
export function writeInventoryCursor(
  place: PlanPlace,
  { tab }: Pick<InventoryQuery, 'tab'>,
): string {
  return Buffer.from(JSON.stringify([tab, place.key, place.variantId])).toString('base64url');
}

/** The place a cursor stands for; null when it is none of this list's: the list then begins at its beginning. */
export function readInventoryCursor(
  cursor: string | null,
  { tab }: Pick<InventoryQuery, 'tab'>,
): PlanPlace | null {
  if (cursor === null) return null;
  const parsed = contentSchema.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) return null;
  const [bound, key, variantId] = parsed.data;
  if (bound !== tab || (typeof key === 'string') !== SORTED_BY_TEXT.includes(tab)) return null;
  return { key, variantId };
}

/** These tabs are sorted by the variants' names, all others by a number. */
const SORTED_BY_TEXT: readonly string[] = ['all', 'gaps'];

const contentSchema = z.tuple([
  z.string(),
  z.union([
    z.number(),
    z
      .string()
      .max(600)
      .regex(/^\P{Cc}*$/u),
  ]),
  z.string().regex(/^\d{1,18}$/),
]);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
