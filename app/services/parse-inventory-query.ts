import { z } from 'zod';
import {
  DEFAULT_INVENTORY_QUERY,
  INVENTORY_QUERY_PARAMETERS,
  INVENTORY_TABS,
  type InventoryQuery,
} from '#app/contracts/inventory-query.ts';

/** What an address asks of the Inventory list; whatever it says that nobody knows is as if it said nothing. */
export function parseInventoryQuery(parameters: URLSearchParams): InventoryQuery {
  const one = (field: keyof InventoryQuery) => parameters.get(INVENTORY_QUERY_PARAMETERS[field]);
  return {
    tab: INVENTORY_TABS.find((tab) => tab === one('tab')) ?? DEFAULT_INVENTORY_QUERY.tab,
    supplierId: SUPPLIER_ID.safeParse(one('supplierId')).data ?? null,
    category: CATEGORY.safeParse(one('category')).data ?? null,
    search: SEARCH.safeParse(one('search')).data ?? null,
    cursor: CURSOR.safeParse(one('cursor')).data ?? null,
    direction: one('direction') === 'previous' ? 'previous' : 'next',
  };
}

/** PostgreSQL's text cannot hold NUL, and no name has a control character. */
const PLAIN = z.string().regex(/^\P{Cc}*$/u);
const SUPPLIER_ID = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const CATEGORY = PLAIN.min(1).max(255);
const SEARCH = PLAIN.trim().min(2).max(100);
const CURSOR = PLAIN.min(1).max(400);
