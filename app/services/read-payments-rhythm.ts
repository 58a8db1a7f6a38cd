import { bankDays } from '#app/domain/cash/bank-days.ts';
import type { PayoutSchedule } from '#app/domain/cash/cash-facts.ts';
import { payoutDay } from '#app/domain/cash/payout-lag.ts';
import { dayInZone } from '#app/domain/shared/day-in-zone.ts';

const HOUR_MS = 3_600_000;
const SELDOM_MS = 6 * HOUR_MS;

/**
 * When payments are read again. Shopify sends no webhook about payouts, so they are asked for: every hour on a day on which
 * the schedule pays out and while a payout is underway, since that is when the balance falls and statuses change, else every
 * six hours. `oldestIssuedAt`: of the payouts underway; `timeZone` and `country`: the shop's.
 */
export function nextPaymentsRead({
  now,
  schedule,
  oldestIssuedAt,
  timeZone,
  country,
}: {
  now: Date;
  schedule: PayoutSchedule | null;
  oldestIssuedAt: Date | null;
  timeZone: string;
  country: string | null;
}): Date {
  const today = dayInZone(now, timeZone);
  const isUnderway = oldestIssuedAt !== null && dayInZone(oldestIssuedAt, timeZone) <= today;
  const isSoon = isUnderway || (schedule !== null && paysOn(schedule, { today, country }));
  return new Date(now.getTime() + (isSoon ? HOUR_MS : SELDOM_MS));
}

/** A merchant who pays out by hand may do so on any day: then the payout that is underway tells. */
function paysOn(
  schedule: PayoutSchedule,
  { today, country }: { today: string; country: string | null },
): boolean {
  if (schedule.interval === 'MANUAL') return false;
  return payoutDay(schedule, { from: 0, days: bankDays({ country, from: today }) }) === 0;
}
