import { carrierKey, numberKey } from '#app/domain/numbers/normalise.ts';

/** One tracking entry of a fulfillment as Shopify gives it. */
export interface TrackingEntry {
  number: string | null;
  company: string | null;
  url: string | null;
}

/** One tracking number a parcel has had; the one with `replacedAt` null is current. Shaped as the table `legs`. */
export interface Leg {
  /** 0-based, in order of time. */
  seq: number;
  /** Which part of the way; `unknown` until something proves it. */
  kind: 'supplier' | 'linehaul' | 'last_mile' | 'unknown';
  number: string;
  numberKey: string;
  carrier: string | null;
  carrierKey: string | null;
  trackingUrl: string | null;
  /** When this number's clock starts. */
  startedAt: Date;
  startedBasis: 'fulfillment_created' | 'number_changed';
  /** Null = current. */
  replacedAt: Date | null;
  /** Who or what linked it: `shopify` for tracking entries. */
  linkedBy: string;
}

/** A parcel as stored. */
export interface ExistingParcel {
  position: number;
  /** Current number as typed; null = none. */
  number: string | null;
  numberKey: string | null;
  /** Null without a number. */
  numberSeenAt: Date | null;
  /** True when its number was taken off the fulfillment, or the fulfillment was cancelled. */
  cancelled: boolean;
  /** In order of `seq`; at most the last is current. */
  legs: readonly Leg[];
}

export interface ReconciledParcel extends ExistingParcel {
  carrier: string | null;
  carrierKey: string | null;
  trackingUrl: string | null;
  /** True when several living parcels share the fulfillment's one stream of events. */
  sharedStream: boolean;
}

export interface Reconciliation {
  /** Parcels of one fulfillment, any order. */
  existing: readonly ExistingParcel[];
  /** The fulfillment's tracking entries now. */
  tracking: readonly TrackingEntry[];
  shippedAt: Date;
  /** When the change happened, as far as we know: starts the clock of every number that is new. */
  changedAt: Date;
  /** True when the fulfillment was never seen before: its numbers then count from `shippedAt`. */
  firstSight: boolean;
}

/**
 * The parcels of a fulfillment after its tracking entries changed, in order of position; all that existed are among them.
 *
 * A parcel keeps its position while its number stays, in whatever order Shopify lists the numbers. A changed number is a new
 * leg of the same parcel and restarts the clock. A number taken away cancels its parcel unless it was the only one: then the
 * parcel goes on without a number. The same number twice is one parcel; no number at all is one parcel without number.
 * A cancelled fulfillment is the caller's to add: here `cancelled` speaks of the number alone.
 */
export function reconcileParcels(change: Reconciliation): ReconciledParcel[] {
  const wanted = distinctEntries(change.tracking);
  const pairs = pairUp(change.existing, wanted);
  const living = pairs.map(({ parcel, entry }) => withEntry(parcel, entry, change));
  const taken = new Set(pairs.map(({ parcel }) => parcel.position));
  const gone = change.existing
    .filter(({ position }) => !taken.has(position))
    .map((parcel) => withoutEntry(parcel));
  const sharedStream = living.length > 1;
  return [...living.map((parcel) => ({ ...parcel, sharedStream })), ...gone].sort(
    (a, b) => a.position - b.position,
  );
}

interface WantedEntry extends TrackingEntry {
  /** Null = no number. */
  key: string | null;
}

interface Pair {
  parcel: ExistingParcel;
  entry: WantedEntry;
}

/** Each number once, in Shopify's order; a single entry without number when there is none. */
function distinctEntries(tracking: readonly TrackingEntry[]): WantedEntry[] {
  const byKey = new Map<string, WantedEntry>();
  for (const entry of tracking) {
    const key = numberKey(entry.number ?? '');
    if (key !== '' && !byKey.has(key)) byKey.set(key, { ...entry, key });
  }
  if (byKey.size > 0) return [...byKey.values()];
  const [first] = tracking;
  return [{ number: null, company: first?.company ?? null, url: first?.url ?? null, key: null }];
}

/** Which parcel carries which entry: by number, then by a number it once had, then in order; the rest are new parcels. */
function pairUp(existing: readonly ExistingParcel[], wanted: readonly WantedEntry[]): Pair[] {
  const free = new Map(
    [...existing]
      .sort((a, b) => a.position - b.position)
      .map((parcel) => [parcel.position, parcel]),
  );
  const pairs: Pair[] = [];
  const pair = (entry: WantedEntry, parcel: ExistingParcel | undefined): boolean => {
    if (parcel === undefined) return false;
    free.delete(parcel.position);
    pairs.push({ parcel, entry });
    return true;
  };
  const find = (matches: (parcel: ExistingParcel) => boolean) => [...free.values()].find(matches);

  const changed = wanted.filter(
    (entry) =>
      entry.key === null ||
      !pair(
        entry,
        find((parcel) => parcel.numberKey === entry.key),
      ),
  );
  const unknown = changed.filter(
    (entry) =>
      entry.key === null ||
      !pair(
        entry,
        find((parcel) => parcel.legs.some((leg) => leg.numberKey === entry.key)),
      ),
  );
  let nextPosition = Math.max(-1, ...existing.map(({ position }) => position)) + 1;
  // A removed parcel stays removed, unless nothing else is left to carry on (the whole fulfillment was cancelled).
  const anyLives = existing.some((parcel) => !parcel.cancelled);
  for (const entry of unknown) {
    const heir = find((parcel) => !parcel.cancelled || (!anyLives && pairs.length === 0));
    if (!pair(entry, heir)) pairs.push({ parcel: newParcel(nextPosition++), entry });
  }
  return pairs;
}

function newParcel(position: number): ExistingParcel {
  return {
    position,
    number: null,
    numberKey: null,
    numberSeenAt: null,
    cancelled: false,
    legs: [],
  };
}

type WithoutStream = Omit<ReconciledParcel, 'sharedStream'>;

function withEntry(
  parcel: ExistingParcel,
  entry: WantedEntry,
  { shippedAt, changedAt, firstSight }: Reconciliation,
): WithoutStream {
  const carrier = {
    carrier: entry.company,
    carrierKey: carrierKey(entry.company),
    trackingUrl: entry.url,
  };
  const { position } = parcel;
  const current = currentLeg(parcel.legs);
  const base = { position, cancelled: false, ...carrier };
  if (entry.key === null || entry.number === null) {
    const legs = closeLegs(parcel.legs, changedAt);
    return { ...base, number: null, numberKey: null, numberSeenAt: null, legs };
  }
  const number = { number: entry.number.trim(), numberKey: entry.key };
  if (current !== null && current.numberKey === entry.key) {
    const legs = parcel.legs.map((leg) =>
      leg === current ? { ...leg, ...number, ...carrier } : leg,
    );
    return { ...base, ...number, numberSeenAt: parcel.numberSeenAt ?? current.startedAt, legs };
  }
  const startedAt = firstSight ? shippedAt : changedAt;
  const leg: Leg = {
    seq: Math.max(-1, ...parcel.legs.map(({ seq }) => seq)) + 1,
    kind: 'unknown',
    ...number,
    ...carrier,
    startedAt,
    startedBasis: firstSight ? 'fulfillment_created' : 'number_changed',
    replacedAt: null,
    linkedBy: 'shopify',
  };
  const legs = [...closeLegs(parcel.legs, changedAt), leg];
  return { ...base, ...number, numberSeenAt: startedAt, legs };
}

/** Its number is no longer listed: it keeps what it had, closed by cancellation, so that a return revives it whole. */
function withoutEntry(parcel: ExistingParcel): ReconciledParcel {
  const last = parcel.legs.at(-1);
  return {
    ...parcel,
    cancelled: true,
    carrier: last?.carrier ?? null,
    carrierKey: last?.carrierKey ?? null,
    trackingUrl: last?.trackingUrl ?? null,
    sharedStream: false,
  };
}

function closeLegs(legs: readonly Leg[], replacedAt: Date): Leg[] {
  return legs.map((leg) => (leg.replacedAt === null ? { ...leg, replacedAt } : leg));
}

/** The leg whose number is the parcel's current one; null when it has none. */
export function currentLeg(legs: readonly Leg[]): Leg | null {
  return legs.find((leg) => leg.replacedAt === null) ?? null;
}
