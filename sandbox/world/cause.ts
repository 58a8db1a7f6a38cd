import { UNREPORTED } from './carriers.ts';
import type { SilenceCause } from './effects.ts';
import type { Parcel } from './parcel.ts';

/** A number that is there for so many days before its parcel was uploaded too early; most parcels come within one. */
const UPLOADED_EARLY_DAYS = 3;

interface Moment {
  now: number;
  /** The carrier with this name scans nothing that anybody hears of at that instant. */
  isOut(company: string | null, at: number): boolean;
}

/**
 * Why the parcel is silent now, or looks so. Several may be true at once; the first of these is told:
 *
 * 1. null without an uploaded number: there is nothing to be silent.
 * 2. `wrong_number`: whatever happens to the parcel, the number does not tell it.
 * 3. What holds the parcel itself: `lost_at_handoff`, `lost_in_network`, `customs`, `never_handed_over`.
 * 4. `source_lag` of numbers that are never told again: unreported carriers, hand-offs that fall silent.
 * 5. `carrier_backlog`: its carrier is out now, and it is or was under way with it.
 * 6. `source_lag`: the last scan was lost on its way to Shopify, in an outage that is over or by chance.
 * 7. null for what has ended, since Shopify was told.
 * 8. `rest_days`: without a weekend or holiday of whoever scans next it would have been scanned by now.
 * 9. null: it goes as usual, however long that takes.
 */
export function causeOf(parcel: Parcel, { now, isOut }: Moment): SilenceCause | null {
  const { numberState, state, tracking } = parcel;
  if (numberState === 'held_back') return null;
  if (numberState !== 'right') return 'wrong_number';
  if (state === 'lost_at_handoff' || state === 'lost_in_network') return state;
  if (state === 'held_at_customs') return 'customs';
  if (state === 'not_handed_over') return causeBeforeHandOver(parcel, now);
  const isUntold = isLater(parcel.lastScanAt, parcel.lastToldAt);
  const isSilenced = UNREPORTED.has(tracking.company) || parcel.handOff?.kind === 'quiet';
  if (isSilenced && isUntold) return 'source_lag';
  const isOver = state === 'delivered' || state === 'returned';
  if (isOut(tracking.company, now) && (isUntold || !isOver)) return 'carrier_backlog';
  if (isUntold) return 'source_lag';
  return !isOver && isResting(parcel, now) ? 'rest_days' : null;
}

function causeBeforeHandOver(parcel: Parcel, now: number): SilenceCause | null {
  if (parcel.handOverWaitDays >= UPLOADED_EARLY_DAYS) return 'never_handed_over';
  return isResting(parcel, now) ? 'rest_days' : null;
}

function isResting({ restsFrom, nextAt }: Parcel, now: number): boolean {
  return restsFrom !== null && nextAt !== null && restsFrom <= now && now < nextAt;
}

function isLater(scanAt: number | null, toldAt: number | null): boolean {
  return scanAt !== null && (toldAt === null || scanAt > toldAt);
}
