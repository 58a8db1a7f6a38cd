import { endOfDayAfter } from '#app/domain/shared/day-in-zone.ts';
import type { DelayNotice } from '#app/domain/findings/subjects.ts';

/** What notices of delay have made of a date to ship by, under 16 CFR 435.2(b) and (c). */
export type ShipBy =
  /** The first date holds: no notice moved it. `hasLateNotice`: one came after it had passed, which moves nothing. */
  | { state: 'first'; endsAt: Date; hasLateNotice: boolean }
  /** The buyer agreed to a date, by silence or expressly. */
  | { state: 'moved'; endsAt: Date }
  /** The buyer was asked to wait and has not said yes: without a yes the order lapses at `endsAt`. */
  | { state: 'asked'; endsAt: Date; isRenewed: boolean }
  /** The buyer agreed to wait for as long as it takes, and may cancel until it ships. */
  | { state: 'open_ended' }
  /** The buyer cancelled instead of waiting. */
  | { state: 'cancelled'; at: Date };

/**
 * Walks through the notices, oldest first:
 * - Silence consents to a first notice that came in time and names a date at most `silentDays` after the first one.
 * - A first notice with a later date or none needs an express yes; without it the order lapses `lapseDays` after the first
 *   date.
 * - Every further notice needs an express yes; without it the order lapses on the date that was given last.
 * - A notice that came after the date had passed moves nothing by silence; an express yes is the buyer's own and counts.
 * Dates count to midnight in the shop's time zone. A notice never brings a date forward.
 */
export function shipByAfter(
  notices: readonly DelayNotice[],
  {
    firstEndsAt,
    silentDays,
    lapseDays,
    timeZone,
  }: { firstEndsAt: Date; silentDays: number; lapseDays: number; timeZone: string },
): ShipBy {
  const after = (end: Date, days: number) =>
    endOfDayAfter(new Date(end.getTime() - 1), days, timeZone);
  let shipBy: Exclude<ShipBy, { state: 'cancelled' }> = {
    state: 'first',
    endsAt: firstEndsAt,
    hasLateNotice: false,
  };
  for (const { sentAt, newShipBy, answer } of notices) {
    if (answer === 'cancelled') return { state: 'cancelled', at: sentAt };
    const newEnd = newShipBy === null ? null : endOfDayAfter(newShipBy, 0, timeZone);
    if (answer === 'accepted') {
      shipBy = newEnd === null ? { state: 'open_ended' } : moved(shipBy, newEnd);
      continue;
    }
    if (shipBy.state === 'open_ended') continue;
    if (sentAt >= shipBy.endsAt) {
      if (shipBy.state === 'first') shipBy = { ...shipBy, hasLateNotice: true };
      continue;
    }
    if (shipBy.state !== 'first') {
      shipBy = { state: 'asked', endsAt: shipBy.endsAt, isRenewed: true };
      continue;
    }
    const isSilentlyAgreed = newEnd !== null && newEnd <= after(firstEndsAt, silentDays);
    shipBy = isSilentlyAgreed
      ? moved(shipBy, newEnd)
      : { state: 'asked', endsAt: after(firstEndsAt, lapseDays), isRenewed: false };
  }
  return shipBy;
}

function moved(from: ShipBy, newEnd: Date): Extract<ShipBy, { state: 'moved' }> {
  const isDated = from.state === 'first' || from.state === 'moved';
  return { state: 'moved', endsAt: isDated && from.endsAt > newEnd ? from.endsAt : newEnd };
}
