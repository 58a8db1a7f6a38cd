import type { ExistingFulfillments } from '#app/db/orders-existing.server.ts';
import type { ReportedNumbers } from '#app/db/webhook-inbox.server.ts';
import { numberKey } from '#app/domain/numbers/normalise.ts';
import type { FulfillmentFacts } from '#app/services/sync-order-facts.server.ts';

/** Whether the fulfillment's numbers are others than those stored; false for one that is new to us. */
export function hasNewNumbers(
  fulfillment: FulfillmentFacts,
  existing: ExistingFulfillments,
): boolean {
  if (!existing.known.has(fulfillment.fulfillmentId)) return false;
  const stored = (existing.parcels.get(fulfillment.fulfillmentId) ?? [])
    .filter((parcel) => !parcel.cancelled)
    .flatMap((parcel) => parcel.legs)
    // What only Lastscan knows is no change at Shopify.
    .filter((leg) => leg.listed && leg.replacedAt === null)
    .map((leg) => leg.number);
  return setOf(stored) !== setOf(fulfillment.tracking.map(({ number }) => number));
}

/**
 * Since when the fulfillment has had the numbers it has now, as well as we can know:
 * - the earliest delivery that reports just these numbers (its payload is frozen at the moment of the change);
 * - for the first number ever, no later than the first event, because Shopify follows parcels by number;
 * - else the fulfillment's last update, which is never before the change.
 */
export function numbersSince(
  fulfillment: FulfillmentFacts,
  { existing, reported }: { existing: ExistingFulfillments; reported: readonly ReportedNumbers[] },
): Date {
  const now = setOf(fulfillment.tracking.map(({ number }) => number));
  const reports = reported
    .filter(
      ({ fulfillmentId, numbers }) =>
        fulfillmentId === fulfillment.fulfillmentId && setOf(numbers) === now,
    )
    .map(({ updatedAt }) => updatedAt);
  const parcels = existing.parcels.get(fulfillment.fulfillmentId) ?? [];
  const isFirstNumber = parcels.every((parcel) => !parcel.legs.some(({ listed }) => listed));
  const events = isFirstNumber ? eventDates(fulfillment) : [];
  return [...reports, ...events].reduce(
    (earliest, at) => (at < earliest ? at : earliest),
    fulfillment.updatedAt,
  );
}

function eventDates({ events, createdAt }: FulfillmentFacts): Date[] {
  return (events?.events ?? [])
    .map((event) => new Date(event.createdAt))
    .filter((at) => at >= createdAt);
}

function setOf(numbers: readonly (string | null)[]): string {
  return [...new Set(numbers.map((number) => numberKey(number ?? '')))]
    .filter((key) => key !== '')
    .sort()
    .join(' ');
}
