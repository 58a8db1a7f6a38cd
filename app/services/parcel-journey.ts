import type { Outcome, JourneyFacts } from '#app/domain/lanes/journey.ts';
import type { Lane } from '#app/domain/lanes/lane-key.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { calendarsFor } from '#app/domain/verdicts/settings.ts';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';
import type { ChainScans } from '#app/services/chain-scans.ts';

/** Why a parcel teaches nothing whatever its scans say. */
export type ParcelSetAside =
  | 'parcel_cancelled'
  | 'parcel_without_number'
  | 'parcel_wrong_number' // its scans tell of another parcel
  | 'parcel_shared_stream'; // nobody knows which of several parcels its scans tell of

/** A parcel as far as it teaches something: what it is, and what was concluded of it. */
export interface JourneyParcel {
  number: string | null;
  cancelled: boolean;
  origin: string | null;
  destination: string | null;
  shippedAt: Date;
  numberSeenAt: Date | null;
  verdict: VerdictKind | 'unassessed';
  /** When that became true. */
  verdictSince: Date | null;
}

export type ParcelLesson =
  { reason: ParcelSetAside; facts: null } | { reason: null; facts: JourneyFacts };

/** What can be learned from a parcel as of an instant, from the same scans that it was judged by. */
export function journeyFacts(
  parcel: JourneyParcel,
  { told, settings, asOf }: { told: ChainScans; settings: ShopSettings; asOf: Date },
): ParcelLesson {
  const reason = reasonAgainst(parcel, told);
  if (reason !== null) return { reason, facts: null };
  const facts = {
    lane: laneOf(parcel, { told, settings }),
    scans: told.entries.map(({ scan }) => scan),
    startedAt: startOf(parcel),
    ...endOf(parcel),
    calendars: calendarsFor(settings, parcel),
    asOf,
  };
  return { reason: null, facts };
}

/**
 * A digest of everything that `journeyFacts` tells of a parcel, calendars aside; null while there is nothing to be learned.
 * It changes when a scan came, went or was corrected, with the number, the ends and the outcome, and not with time alone.
 */
export function journeyMark(
  parcel: JourneyParcel,
  { told, settings, asOf }: { told: ChainScans; settings: ShopSettings; asOf: Date },
): number | null {
  const end = endOf(parcel);
  const scans = told.entries.map(({ scan }) => scan).filter((scan) => scan.physical);
  if (scans.length === 0 && end.outcome === 'open') return null;
  const { carrier, origin, destination } = laneOf(parcel, { told, settings });
  return digest(
    [
      reasonAgainst(parcel, told),
      carrier,
      origin,
      destination,
      startOf(parcel).getTime(),
      end.outcome,
      end.endedAt?.getTime(),
      ...scans.filter(({ occurredAt }) => occurredAt <= asOf).map(wordsOf),
    ].join('|'),
  );
}

export function laneOf(
  parcel: { origin: string | null; destination: string | null },
  { told, settings }: { told: Pick<ChainScans, 'carrier'>; settings: ShopSettings },
): Lane {
  return {
    carrier: told.carrier,
    origin: parcel.origin ?? settings.calendar.defaultOrigin,
    destination: parcel.destination,
  };
}

function reasonAgainst(
  { cancelled, number, verdict }: JourneyParcel,
  { isStreamShared }: ChainScans,
): ParcelSetAside | null {
  if (cancelled) return 'parcel_cancelled';
  if (number === null) return 'parcel_without_number';
  if (verdict === 'wrong_number') return 'parcel_wrong_number';
  return isStreamShared ? 'parcel_shared_stream' : null;
}

function startOf({ numberSeenAt, shippedAt }: JourneyParcel): Date {
  return numberSeenAt ?? shippedAt;
}

function endOf({ verdict, verdictSince }: JourneyParcel): {
  outcome: Outcome;
  endedAt: Date | null;
} {
  const outcome = OUTCOMES[verdict] ?? 'open';
  return { outcome, endedAt: outcome === 'open' ? null : verdictSince };
}

const OUTCOMES: Partial<Record<JourneyParcel['verdict'], Exclude<Outcome, 'open'>>> = {
  delivered: 'delivered',
  returning: 'returned',
  lost: 'lost',
};

function wordsOf({ occurredAt, milestone, country }: Scan): string {
  return `${occurredAt.getTime()} ${milestone} ${country ?? ''}`;
}

/** FNV-1a, 32 bits, signed as the database's integers are. */
function digest(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93);
  }
  return hash | 0;
}
