import type { ParcelRow } from '#app/contracts/pages.ts';

/** True when no silence counts any more: delivered, back with the sender, lost, or cancelled. */
export function isJourneyOver({ verdict, cause }: Pick<ParcelRow, 'verdict' | 'cause'>): boolean {
  return (
    verdict === 'delivered' ||
    verdict === 'lost' ||
    cause === 'returned_by_scan' ||
    cause === 'fulfillment_cancelled'
  );
}
