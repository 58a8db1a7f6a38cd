/**
 * What facts come in: one write changes one group, and only rules that read it are asked again. The first word is the
 * subject that the group belongs to; a group of the shop wakes every subject whose rules read it.
 */
export const FACT_GROUPS = [
  'order', // the order itself: dates, total, country, cancellation
  'order.details', // lines, payments, refunds, delivery method, duties
  'order.notices', // delay notices that were recorded
  'parcels', // fulfillments, numbers, scans, deliveries
  'product', // texts, codes, metafields, stock, selling plans
  'prices', // the record of prices
  'returns',
  'disputes',
  'destinations', // measured times by country
  'shop', // country, currency, targets, settings
  'policies',
  'pages', // menus and pages
  'privacy',
  'attestations',
  'plans', // what is planned for a variant
  'forecast', // of cash
] as const;
export type FactGroup = (typeof FACT_GROUPS)[number];
