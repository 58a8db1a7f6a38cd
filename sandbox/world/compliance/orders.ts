import { CLAIMED } from './claims.ts';
import type { Days } from './days.ts';
import { DELIVERY } from './delivery.ts';
import { DISPUTES } from './disputes.ts';
import { DUTIES } from './duties.ts';
import type { PlannedOrder } from './plan.ts';
import { OVER_THANKSGIVING, REFUNDS } from './refunds.ts';
import { RETURNS } from './returns.ts';
import { ROUTINE, SHIPPING } from './shipping.ts';
import { TRACKING } from './tracking.ts';

/** Days from the start within which a case with a date of its own is planted. */
const REACH = { from: -50, to: 30 };

/** Every order the store will ever have. */
export function ordersOf(days: Days): PlannedOrder[] {
  const { cancelledOn, order } = OVER_THANKSGIVING;
  const day = days.dayOn(cancelledOn);
  return [
    ...SHIPPING,
    ...ROUTINE,
    ...DELIVERY,
    ...TRACKING,
    ...REFUNDS,
    ...(day >= REACH.from && day <= REACH.to ? [order(day)] : []),
    ...RETURNS,
    ...DISPUTES,
    ...DUTIES,
    ...CLAIMED,
  ];
}
