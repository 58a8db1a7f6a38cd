/** What the Inventory list is about, each sorted by what matters there. */
export const INVENTORY_TABS = [
  'order', // something is to be ordered: by the day an order must go out
  'running_out', // stock runs out within the horizon: by that day
  'direct', // a supplier ships it to the buyer: by the money that is open
  'preorder', // sold beyond what there is: by units
  'dead', // hardly sells through: by the money tied up
  'all',
  'gaps', // a fact is missing that a person can give
] as const;
export type InventoryTab = (typeof INVENTORY_TABS)[number];

/** What the Inventory list was asked for; all of it stands in its address. */
export interface InventoryQuery {
  tab: InventoryTab;
  /** Null: whichever; 0: nobody is named as its supplier. */
  supplierId: number | null;
  category: string | null;
  /** Part of a title or of an SKU. */
  search: string | null;
  /** Null: the first page. */
  cursor: string | null;
  direction: 'next' | 'previous';
}

export const DEFAULT_INVENTORY_QUERY: InventoryQuery = {
  tab: 'order',
  supplierId: null,
  category: null,
  search: null,
  cursor: null,
  direction: 'next',
};

/** Name of each field in the page's address. */
export const INVENTORY_QUERY_PARAMETERS = {
  tab: 'tab',
  supplierId: 'supplier',
  category: 'category',
  search: 'q',
  cursor: 'cursor',
  direction: 'direction',
} as const satisfies Record<keyof InventoryQuery, string>;

/** The search parameters (no leading `?`) that are read back as the same query; what is usual stays out of the address. */
export function serialiseInventoryQuery(query: Partial<InventoryQuery>): string {
  const full = { ...DEFAULT_INVENTORY_QUERY, ...query };
  const parameters = new URLSearchParams();
  for (const field of ['tab', 'supplierId', 'category', 'search', 'cursor'] as const) {
    const value = full[field];
    if (value !== null && value !== DEFAULT_INVENTORY_QUERY[field])
      parameters.set(INVENTORY_QUERY_PARAMETERS[field], String(value));
  }
  if (full.cursor !== null && full.direction === 'previous')
    parameters.set(INVENTORY_QUERY_PARAMETERS.direction, full.direction);
  return parameters.toString();
}
