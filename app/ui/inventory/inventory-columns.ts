import type { InventoryTab } from '#app/contracts/inventory-query.ts';

/** What a row of the list can say, one column each. */
export type InventoryColumn =
  | 'variant'
  | 'cover'
  | 'stockOut'
  | 'incoming'
  | 'orderBy'
  | 'suggested'
  | 'lost'
  | 'supplier'
  | 'onHand'
  | 'demand'
  | 'tiedUp'
  | 'sellThrough'
  | 'owed'
  | 'owedValue'
  | 'promised'
  | 'lateRisk'
  | 'toDoor'
  | 'delay'
  | 'open'
  | 'openValue'
  | 'missing';

const STOCKED = [
  'variant',
  'orderBy',
  'stockOut',
  'cover',
  'incoming',
  'supplier',
  'suggested',
  'lost',
] as const satisfies InventoryColumn[];

/** Each tab asks another question, so each has columns of its own; figures stand on the right. */
export const TAB_COLUMNS: Readonly<Record<InventoryTab, readonly InventoryColumn[]>> = {
  order: STOCKED,
  running_out: [
    'variant',
    'stockOut',
    'cover',
    'incoming',
    'orderBy',
    'supplier',
    'suggested',
    'lost',
  ],
  all: STOCKED,
  direct: ['variant', 'toDoor', 'delay', 'lateRisk', 'supplier', 'open', 'openValue'],
  preorder: ['variant', 'promised', 'lateRisk', 'incoming', 'supplier', 'owed', 'owedValue'],
  dead: ['variant', 'sellThrough', 'supplier', 'demand', 'onHand', 'tiedUp'],
  gaps: ['variant', 'missing', 'supplier', 'demand', 'onHand'],
};

/** Columns whose figures stand under each other. */
export const NUMERIC: ReadonlySet<InventoryColumn> = new Set([
  'suggested',
  'lost',
  'onHand',
  'demand',
  'tiedUp',
  'owed',
  'owedValue',
  'open',
  'openValue',
]);

/** On a phone a row is three lines: what presses with its money, the variant, and these. */
export const PHONE_COLUMNS: Readonly<
  Record<
    InventoryTab,
    { lead: InventoryColumn; money: InventoryColumn; rest: readonly InventoryColumn[] }
  >
> = {
  order: { lead: 'orderBy', money: 'lost', rest: ['suggested', 'stockOut'] },
  running_out: { lead: 'stockOut', money: 'lost', rest: ['cover', 'suggested', 'orderBy'] },
  all: { lead: 'orderBy', money: 'lost', rest: ['suggested', 'stockOut'] },
  direct: { lead: 'delay', money: 'openValue', rest: ['toDoor', 'open', 'lateRisk'] },
  preorder: { lead: 'promised', money: 'owedValue', rest: ['owed', 'lateRisk', 'incoming'] },
  dead: { lead: 'sellThrough', money: 'tiedUp', rest: ['onHand', 'demand'] },
  gaps: { lead: 'missing', money: 'onHand', rest: ['demand', 'supplier'] },
};
