import { chainAround, chainOf } from '#app/domain/parcels/chain.ts';
import type { LegKind, LinkBasis, LinkEvidence } from '#app/domain/parcels/link.ts';
import type { Leg } from '#app/domain/parcels/reconcile.ts';
import type { Milestone, Scan } from '#app/domain/scans/scan.ts';

/** What is known of a number's carrier. */
export interface CarrierFacts {
  /** Display name; null = unknown. */
  name: string | null;
  /** Home country; null = none, or unknown. */
  home: string | null;
  /** Which end of a journey the carrier is usually met at; null = unknown. */
  role: 'origin' | 'last_mile' | 'both' | null;
}

/** A leg with what was heard of it. */
export interface HeardLeg extends Leg {
  /** In order of happening. */
  scans: readonly Pick<Scan, 'occurredAt' | 'milestone' | 'physical' | 'country' | 'place'>[];
  carrierFacts: CarrierFacts;
}

/** One parcel of a fulfillment as the linking rules see it. */
export interface LinkableParcel {
  position: number;
  cancelled: boolean;
  destination: string | null;
  legs: readonly HeardLeg[];
}

/** A next number somebody should decide on. */
export interface ProposedLink {
  position: number;
  fromNumberKey: string;
  number: string;
  carrier: string | null;
  kind: LegKind;
  basis: LinkBasis;
  evidence: LinkEvidence[];
}

/** Two numbers belong together only when the second begins within this time of the first one's last scan. */
const LONGEST_GAP_DAYS = 21;
const DAY_MS = 86_400_000;

/**
 * The links that one fulfillment's parcels suggest by themselves, with what speaks for each:
 * - a number that Shopify replaced, when the old one's scans reached the destination or its customs and the new one's carrier
 *   delivers there, or was first scanned after the old one's last scan;
 * - two numbers side by side, when one's scans begin where the other's end, in the destination, with a carrier at home there.
 * What looks like a corrected typing error (no scan of the old number at all) is not proposed. Pure; the same facts give the
 * same proposals.
 */
export function proposeLinks(parcels: readonly LinkableParcel[]): ProposedLink[] {
  const living = parcels.filter((parcel) => !parcel.cancelled);
  return [
    ...living.flatMap((parcel) => fromChangedNumber(parcel)),
    ...living.flatMap((parcel) => fromSiblings(parcel, living)),
  ];
}

function fromChangedNumber(parcel: LinkableParcel): ProposedLink[] {
  const first = chainOf(parcel.legs)[0];
  if (first === undefined || !first.listed || first.seq === 0) return [];
  const old = parcel.legs.findLast(
    (leg) => leg.listed && leg.replacedAt !== null && leg.seq < first.seq,
  );
  if (old === undefined || old.numberKey === first.numberKey) return [];
  if (chainAround(parcel.legs, first.seq).some(({ seq }) => seq === old.seq)) return [];
  const evidence = handOver(old, first, parcel.destination);
  if (evidence === null) return [];
  const changed: LinkEvidence = {
    code: 'number_changed',
    params: { at: first.startedAt.toISOString() },
  };
  return [
    {
      position: parcel.position,
      fromNumberKey: old.numberKey,
      number: first.number,
      carrier: first.carrier,
      kind: kindOf(first.carrierFacts, parcel.destination),
      basis: 'number_changed',
      evidence: [changed, ...evidence],
    },
  ];
}

function fromSiblings(parcel: LinkableParcel, living: readonly LinkableParcel[]): ProposedLink[] {
  const last = chainOf(parcel.legs).at(-1);
  if (last === undefined) return [];
  return living.flatMap((other) => {
    const next = chainOf(other.legs)[0];
    if (other.position === parcel.position || next === undefined) return [];
    const begins = next.scans.find(({ physical }) => physical);
    const evidence = handOver(last, next, parcel.destination);
    // Beside each other proves little: both carriers and both scans have to fit.
    const fits =
      begins !== undefined &&
      evidence !== null &&
      evidence.some(({ code }) => code === 'new_begins_after') &&
      evidence.some(({ code }) => code === 'carrier_of_destination') &&
      !evidence.some(({ code }) => code === 'old_delivered');
    if (!fits) return [];
    return [
      {
        position: parcel.position,
        fromNumberKey: last.numberKey,
        number: next.number,
        carrier: next.carrier,
        kind: kindOf(next.carrierFacts, parcel.destination),
        basis: 'source' as const,
        evidence: [{ code: 'same_fulfillment' as const, params: {} }, ...evidence],
      },
    ];
  });
}

/** What speaks for the second number taking over from the first; null when nothing does. */
function handOver(
  old: HeardLeg,
  next: HeardLeg,
  destination: string | null,
): LinkEvidence[] | null {
  const last = old.scans.findLast(({ physical }) => physical);
  if (last === undefined) return null;
  const begins = next.scans.find(({ physical }) => physical);
  const gapDays = begins === undefined ? null : daysBetween(last.occurredAt, begins.occurredAt);
  const follows = gapDays !== null && gapDays >= 0 && gapDays <= LONGEST_GAP_DAYS;
  if (gapDays !== null && gapDays < 0 && begins !== undefined) {
    const oldBegan = old.scans[0]?.occurredAt ?? last.occurredAt;
    // Numbers that were scanned side by side for long are two parcels.
    if (begins.occurredAt < oldBegan || -gapDays > 1) return null;
  }
  if (gapDays !== null && gapDays > LONGEST_GAP_DAYS) return null;
  const isAtHome = destination !== null && next.carrierFacts.home === destination;
  const reached =
    last.country !== null && last.country === destination
      ? true
      : REACHED_DESTINATION.has(last.milestone);
  if (!(reached && (isAtHome || follows)) && !(isAtHome && follows)) return null;
  const evidence: LinkEvidence[] = [
    {
      code: 'old_reached',
      params: {
        at: last.occurredAt.toISOString(),
        milestone: last.milestone,
        place: last.place,
        country: last.country,
      },
    },
  ];
  if (begins !== undefined && follows) {
    evidence.push({
      code: 'new_begins_after',
      params: { at: begins.occurredAt.toISOString(), days: Math.round(gapDays * 10) / 10 },
    });
    if (begins.country !== null && begins.country === last.country) {
      evidence.push({ code: 'same_country', params: { country: begins.country } });
    }
  }
  if (isAtHome) {
    evidence.push({
      code: 'carrier_of_destination',
      params: { carrier: next.carrierFacts.name, country: destination },
    });
  }
  if (last.milestone === 'delivered' && last.country === destination) {
    evidence.push({ code: 'old_delivered', params: { at: last.occurredAt.toISOString() } });
  }
  return evidence;
}

/** Milestones that say: the parcel came to the destination's door or its customs. */
const REACHED_DESTINATION: ReadonlySet<Milestone> = new Set([
  'arrived_destination',
  'import_customs',
  'customs_action_needed',
  'customs_released',
]);

/** Which part of the way a carrier stands for; `unknown` where nothing says so. */
export function kindOf(carrier: CarrierFacts, destination: string | null): LegKind {
  if (carrier.home !== null && carrier.home === destination) return 'last_mile';
  if (carrier.role === 'last_mile') return 'last_mile';
  if (carrier.role === 'origin') return 'linehaul';
  return 'unknown';
}

function daysBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / DAY_MS;
}
