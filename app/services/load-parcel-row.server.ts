import type { ParcelRow, SilenceView } from '#app/contracts/pages.ts';
import type { ParcelRecord } from '#app/db/parcel-record.server.ts';
import type { OutcomeRate } from '#app/domain/cash/cash-facts.ts';
import { expectedBack, mayGoBack } from '#app/domain/cash/money-at-risk.ts';
import { PLAIN_DAYS } from '#app/domain/lanes/stage-calendar.ts';
import { type BusinessCalendar } from '#app/domain/shared/business-calendar.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { calendarsFor } from '#app/domain/verdicts/settings.ts';

/** A stored parcel as lists show it, its silence measured up to `now`. */
export function parcelRowOf(
  record: ParcelRecord,
  { settings, rates, now }: { settings: ShopSettings; rates: readonly OutcomeRate[]; now: Date },
): ParcelRow {
  const { verdict, currency } = record;
  const minor = Number(record.valueMinor);
  return {
    id: `${record.fulfillmentId}-${record.position}`,
    orderId: record.orderId,
    orderName: record.orderName,
    number: record.number,
    carrier: record.carrier,
    origin: record.origin,
    destination: record.destination,
    verdict,
    cause: record.cause,
    verdictSince: record.verdictSince?.toISOString() ?? null,
    mutedUntil: record.mutedUntil?.toISOString() ?? null,
    lastScan:
      record.milestone === null || record.lastScanAt === null
        ? null
        : { milestone: record.milestone, at: record.lastScanAt.toISOString() },
    silence: silenceOf(record, { settings, now }),
    value: { minor, currency },
    atRiskMinor: mayGoBack({ verdict, cause: record.cause, since: record.verdictSince }, now)
      ? expectedBack({ verdict, minor }, rates)
      : 0,
    nextStep: record.nextStep,
    shippedAt: record.shippedAt.toISOString(),
  };
}

/** How full the bar of silence may look: half as long again as the limit. */
const FULLEST = 1.5;
const SAME_INSTANT_MS = 60_000;

function silenceOf(
  record: ParcelRecord,
  { settings, now }: { settings: ShopSettings; now: Date },
): SilenceView | null {
  const { silenceFrom: from, silenceLimitDays: limitDays, silenceLimitAt: limitAt } = record;
  if (from === null || limitDays === null || limitAt === null) return null;
  const calendars = calendarsFor(settings, record);
  const days = calendarOf([calendars.origin, calendars.destination, PLAIN_DAYS], {
    from,
    limitDays,
    limitAt,
  }).workingDaysBetween(from, now);
  const fraction = limitDays > 0 ? days / limitDays : FULLEST;
  return {
    from: from.toISOString(),
    limitDays: hundredths(limitDays),
    limitAt: limitAt.toISOString(),
    days: hundredths(days),
    isLearned: record.silenceIsLearned ?? false,
    fraction: Math.min(FULLEST, Math.round(fraction * 1_000) / 1_000),
  };
}

/**
 * The calendar by which the limit was counted. The verdict stores the limit's instant, not whose calendar led to it:
 * it is the one that leads there again. With none (settings changed since), the origin's.
 */
function calendarOf(
  calendars: readonly [BusinessCalendar, ...BusinessCalendar[]],
  silence: { from: Date; limitDays: number; limitAt: Date },
): BusinessCalendar {
  return (
    calendars.find(
      (calendar) =>
        Math.abs(
          calendar.addWorkingDays(silence.from, silence.limitDays).getTime() -
            silence.limitAt.getTime(),
        ) <= SAME_INSTANT_MS,
    ) ?? calendars[0]
  );
}

function hundredths(days: number): number {
  return Math.round(days * 100) / 100;
}
