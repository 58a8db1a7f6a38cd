import { carrierKey, numberKey } from '#app/domain/numbers/normalise.ts';
import { chainAround, chainOf, currentLeg } from '#app/domain/parcels/chain.ts';
import type { LegKind } from '#app/domain/parcels/link.ts';
import type {
  ExistingParcel,
  Leg,
  ReconciledParcel,
  TrackingEntry,
} from '#app/domain/parcels/reconcile.ts';
import { reconcileParcels } from '#app/domain/parcels/reconcile.ts';

/** A confirmed link as it changes a fulfillment's parcels. */
export interface Joining {
  position: number;
  /** The number it follows; null = the parcel had none when it was proposed. */
  fromNumberKey: string | null;
  number: string;
  carrier: string | null;
  trackingUrl: string | null;
  kind: LegKind;
  /** Who confirmed it. */
  linkedBy: string;
}

export type JoinRefusal = 'no_such_parcel' | 'no_such_number' | 'same_number' | 'in_chain';
export type Joined = { ok: true; parcels: ReconciledParcel[] } | { ok: false; code: JoinRefusal };

/**
 * The parcels of a fulfillment once a number is joined to a chain. A number the parcel already has is joined as it is; any
 * other becomes a leg that only Lastscan knows. A sibling parcel that had the number as its own is one with this parcel now.
 * A supplier's number that follows nothing goes before the chain, any other behind it.
 */
export function joinLeg(existing: readonly ExistingParcel[], joining: Joining, now: Date): Joined {
  const parcel = existing.find(({ position }) => position === joining.position);
  if (parcel === undefined) return { ok: false, code: 'no_such_parcel' };
  const key = numberKey(joining.number);
  if (key === joining.fromNumberKey) return { ok: false, code: 'same_number' };
  const from = fromLeg(parcel.legs, joining.fromNumberKey);
  if (from === undefined) return { ok: false, code: 'no_such_number' };
  const leg = legToJoin(parcel.legs, key) ?? freshLeg(parcel.legs, joining, now);
  const chain = chainOf(parcel.legs);
  const first = chain[0];
  if (from === null && chain.some(({ seq }) => seq === leg.seq)) {
    return { ok: false, code: 'in_chain' };
  }
  if (from === null && joining.kind === 'supplier' && first !== undefined) {
    const opened = [...without(parcel.legs, leg), { ...reopened(leg, joining) }];
    const legs = opened.map((one) =>
      one.seq === first.seq ? { ...one, continuesSeq: leg.seq } : one,
    );
    return { ok: true, parcels: settle(withLegs(existing, parcel, legs), now) };
  }
  const before = from ?? chain.at(-1) ?? null;
  const isJoined = before !== null && chainAround(parcel.legs, before.seq).some(sameSeq(leg));
  if (isJoined || leg.continuesSeq !== null) return { ok: false, code: 'in_chain' };
  const joined = { ...reopened(leg, joining), continuesSeq: before?.seq ?? null };
  const legs = [...without(parcel.legs, leg), joined];
  return { ok: true, parcels: settle(withLegs(existing, parcel, legs), now) };
}

/**
 * The parcels once a joined number is taken out of its chain. What only Lastscan knew is closed; a number that Lastscan had
 * brought to Shopify (`isOursAtShopify`) gives way to the one before it at once, ahead of Shopify; a number Shopify listed
 * by itself stays where it was, and a sibling parcel that had it comes back.
 */
export function partLeg(
  existing: readonly ExistingParcel[],
  parting: { position: number; numberKey: string; isOursAtShopify: boolean },
  now: Date,
): ReconciledParcel[] {
  const parcel = existing.find(({ position }) => position === parting.position);
  const leg = parcel?.legs.findLast((one) => one.numberKey === parting.numberKey);
  if (parcel === undefined || leg === undefined) return settle(existing, now);
  const chain = chainAround(parcel.legs, leg.seq);
  const place = chain.findIndex(sameSeq(leg));
  const siblings = siblingEntries(existing, parting);
  const isListed = leg.listed && leg.replacedAt === null;
  // Shopify lists it, and not by our doing: it stays, on its own.
  const isShopifys = isListed && !parting.isOursAtShopify && siblings.length === 0;
  const isAdded = leg.linkedBy !== 'shopify' && !isShopifys;
  const wasListed = isAdded && isListed;
  const heir = wasListed
    ? chain.slice(0, place).findLast((one) => one.listed && one.replacedAt !== null)
    : undefined;
  const legs = parcel.legs.map((one) => {
    if (one.seq === leg.seq) {
      const closed = isAdded ? { listed: false, replacedAt: one.replacedAt ?? now } : {};
      return { ...one, ...closed, continuesSeq: null };
    }
    // A supplier's number stood before the chain: what followed it begins the journey again.
    if (leg.continuesSeq === null && one.continuesSeq === leg.seq) {
      return { ...one, continuesSeq: null };
    }
    return one.seq === heir?.seq ? { ...one, replacedAt: null } : one;
  });
  const parted = withLegs(existing, parcel, legs);
  return settle(parted, now, wasListed && !parting.isOursAtShopify ? siblings : []);
}

/** Undefined = the parcel does not have that number; null = nothing to follow. */
function fromLeg(legs: readonly Leg[], key: string | null): Leg | null | undefined {
  if (key === null) return null;
  const inChain = chainOf(legs).findLast((leg) => leg.numberKey === key);
  return inChain ?? legs.findLast((leg) => leg.numberKey === key);
}

/** The leg of this number that the parcel has already: the newest. */
function legToJoin(legs: readonly Leg[], key: string): Leg | null {
  return legs.findLast((leg) => leg.numberKey === key) ?? null;
}

function freshLeg(legs: readonly Leg[], joining: Joining, now: Date): Leg {
  return {
    seq: Math.max(-1, ...legs.map(({ seq }) => seq)) + 1,
    kind: joining.kind,
    number: joining.number.trim(),
    numberKey: numberKey(joining.number),
    carrier: joining.carrier,
    carrierKey: carrierKey(joining.carrier),
    trackingUrl: joining.trackingUrl,
    startedAt: now,
    startedBasis: 'number_changed',
    replacedAt: null,
    linkedBy: joining.linkedBy,
    listed: false,
    continuesSeq: null,
  };
}

/** What Shopify listed keeps what Shopify says of it; what only Lastscan knows takes what was confirmed. */
function reopened(leg: Leg, { kind, carrier, trackingUrl, linkedBy }: Joining): Leg {
  const known = kind === 'unknown' ? leg.kind : kind;
  if (leg.listed) return { ...leg, kind: known };
  return {
    ...leg,
    kind: known,
    carrier: carrier ?? leg.carrier,
    carrierKey: carrierKey(carrier ?? leg.carrier),
    trackingUrl: trackingUrl ?? leg.trackingUrl,
    replacedAt: null,
    linkedBy,
  };
}

function sameSeq(leg: Pick<Leg, 'seq'>): (other: Pick<Leg, 'seq'>) => boolean {
  return ({ seq }) => seq === leg.seq;
}

function without(legs: readonly Leg[], leg: Leg): Leg[] {
  return legs.filter(({ seq }) => seq !== leg.seq);
}

function withLegs(
  existing: readonly ExistingParcel[],
  parcel: ExistingParcel,
  legs: readonly Leg[],
): ExistingParcel[] {
  const sorted = [...legs].sort((a, b) => a.seq - b.seq);
  const current = currentLeg(sorted);
  const changed = {
    ...parcel,
    legs: sorted,
    number: current?.number ?? null,
    numberKey: current?.numberKey ?? null,
  };
  return existing.map((one) => (one === parcel ? changed : one));
}

/** Entries of cancelled siblings that had the parted number as their own before it was joined. */
function siblingEntries(
  existing: readonly ExistingParcel[],
  { position, numberKey: key }: { position: number; numberKey: string },
): TrackingEntry[] {
  return existing
    .filter((parcel) => parcel.position !== position && parcel.cancelled)
    .flatMap(({ legs }) => currentLeg(legs) ?? [])
    .filter((leg) => leg.listed && leg.numberKey === key)
    .map(entryOf);
}

/** The parcels as they stand when Shopify lists what it listed before. A fulfillment whose parcels are all cancelled keeps them so. */
function settle(
  parcels: readonly ExistingParcel[],
  now: Date,
  more: readonly TrackingEntry[] = [],
): ReconciledParcel[] {
  const isCancelled = parcels.every(({ cancelled }) => cancelled);
  const settled = reconcileParcels({
    existing: parcels,
    tracking: [...listedEntries(parcels, isCancelled), ...more],
    shippedAt: now,
    changedAt: now,
    firstSight: false,
  });
  return isCancelled ? settled.map((parcel) => ({ ...parcel, cancelled: true })) : settled;
}

/** The tracking entries that Shopify lists for these parcels, as far as we know. */
export function listedEntries(
  parcels: readonly Pick<ExistingParcel, 'cancelled' | 'legs'>[],
  includeCancelled = false,
): TrackingEntry[] {
  return parcels
    .filter((parcel) => includeCancelled || !parcel.cancelled)
    .flatMap(({ legs }) => legs.filter((leg) => leg.listed && leg.replacedAt === null))
    .map(entryOf);
}

function entryOf({ number, carrier, trackingUrl }: Leg): TrackingEntry {
  return { number, company: carrier, url: trackingUrl };
}
