import { allocate, type Money } from '#app/domain/shared/money.ts';

/**
 * Each parcel's share of its order's total, in the order given. Shares add up to the total exactly and differ by at most one
 * minor unit. Cancelled parcels carry nothing while another one lives.
 */
export function shareValue(total: Money, parcels: readonly { cancelled: boolean }[]): Money[] {
  if (parcels.length === 0) return [];
  const living = parcels.filter(({ cancelled }) => !cancelled).length;
  const everyoneCarries = living === 0;
  const shares = allocate(total, everyoneCarries ? parcels.length : living)[Symbol.iterator]();
  return parcels.map(({ cancelled }) => {
    const share = cancelled && !everyoneCarries ? undefined : shares.next().value;
    return share ?? { minor: 0, currency: total.currency };
  });
}
