import type { Payment } from '#app/domain/findings/subjects.ts';

/**
 * When an order was paid: the first authorization or sale that succeeded. An authorization counts, because the buyer has
 * done everything asked of them. Null: nothing has succeeded yet.
 */
export function paidAtOf(payments: readonly Payment[]): Date | null {
  const times = payments
    .filter(({ kind, status }) => status === 'SUCCESS' && PAYS.has(kind))
    .map(({ processedAt }) => processedAt.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}

const PAYS: ReadonlySet<Payment['kind']> = new Set(['AUTHORIZATION', 'SALE', 'CAPTURE']);

/** Paid to the courier at the door: every payment that was not refused is a manual one that calls itself so. */
export function isCashOnDelivery(payments: readonly Payment[]): boolean {
  const pays = payments.filter(
    ({ kind, status }) => PAYS.has(kind) && status !== 'FAILURE' && status !== 'ERROR',
  );
  return (
    pays.length > 0 && pays.every(({ isManual, gateway }) => isManual && AT_DOOR.test(gateway))
  );
}

const AT_DOOR = /\bcod\b|cash.on.delivery|collect.on.delivery/i;
