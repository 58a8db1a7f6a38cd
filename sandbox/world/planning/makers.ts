import type { Random } from '../random.ts';
import { gamma, normal } from './draws.ts';
import type { MakerKey } from './shapes.ts';

/** Who makes what the shop keeps in stock: how long it takes, what it asks for, and when it is paid. */
export interface Maker {
  /** The vendor of its products. */
  name: string;
  /** Days it names from order to arrival. */
  promisedDays: number;
  /** ISO weekday on which the shop orders there. */
  ordersOn: number;
  packSizes: readonly number[];
  /** Part of a bill (basis points) that is paid when ordering, the rest so many days after. */
  depositBp: number;
  balanceDays: number;
  balanceFrom: 'ordered' | 'arrived';
  /** True lead time in days, drawn for each order. */
  leadDays(random: Random): number;
  /** True lead time: its mean and deviation in days. */
  lead: { mean: number; deviation: number };
}

export const MAKERS: Readonly<Record<MakerKey, Maker>> = {
  alder: {
    name: 'Alder Mills',
    promisedDays: 8,
    ordersOn: 2,
    packSizes: [1, 6],
    depositBp: 0,
    balanceDays: 14,
    balanceFrom: 'arrived',
    leadDays: (random) => random.whole(7, 9),
    lead: { mean: 8, deviation: 0.82 },
  },
  borealis: {
    name: 'Borealis Textile',
    promisedDays: 42,
    ordersOn: 1,
    packSizes: [6, 12],
    depositBp: 3_000,
    balanceDays: 0,
    balanceFrom: 'arrived',
    leadDays: (random) => Math.max(34, Math.round(43 + 3 * normal(random))),
    lead: { mean: 43, deviation: 3 },
  },
  cobalt: {
    name: 'Cobalt Export',
    promisedDays: 21,
    ordersOn: 3,
    packSizes: [6, 12],
    depositBp: 5_000,
    balanceDays: 10,
    balanceFrom: 'ordered',
    // Log-normal: half come by day 24, one in ten after day 43.
    leadDays: (random) => Math.max(9, Math.round(24 * Math.exp(0.45 * normal(random)))),
    lead: { mean: 24 * Math.exp(0.45 ** 2 / 2), deviation: 12.5 },
  },
  dunmore: {
    name: 'Dunmore Works',
    promisedDays: 14,
    ordersOn: 4,
    packSizes: [1, 4],
    depositBp: 0,
    balanceDays: 30,
    balanceFrom: 'arrived',
    leadDays: (random) => Math.max(10, Math.round(gamma(random, { shape: 28, scale: 0.6 }))),
    lead: { mean: 16.8, deviation: 3.2 },
  },
  // A new one: everything of it was bought before the shop's records begin.
  eastgate: {
    name: 'Eastgate Studio',
    promisedDays: 20,
    ordersOn: 5,
    packSizes: [1],
    depositBp: 0,
    balanceDays: 30,
    balanceFrom: 'ordered',
    leadDays: (random) => random.whole(16, 26),
    lead: { mean: 21, deviation: 3.2 },
  },
};
