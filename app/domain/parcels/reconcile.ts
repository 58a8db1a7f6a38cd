import { carrierKey, numberKey } from '#app/domain/numbers/normalise.ts';
import { chainAround, chainOf, currentLeg } from '#app/domain/parcels/chain.ts';

/** One tracking entry of a fulfillment as Shopify gives it. */
export interface TrackingEntry {
  number: string | null;
  company: string | null;
  url: string | null;
}

/** One tracking number of a parcel; `currentLeg` says which one is current. Shaped as the table `legs`. */
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
  /** Null = still good: Shopify lists it, or it is known to Lastscan alone and nobody took that back. */
  replacedAt: Date | null;
  /** Who or what linked it: `shopify` for tracking entries, else whoever confirmed it. */
  linkedBy: string;
  /** Whether Shopify lists (or listed) it; false = known to Lastscan alone. */
  listed: boolean;
  /** The leg (`seq`) whose journey this one continues, once that is confirmed; null = it begins one. */
  continuesSeq: number | null;
}

/** A parcel as stored. */
export interface ExistingParcel {
  position: number;
  /** Current number as typed: Shopify's, else the newest confirmed one that only Lastscan knows; null = none. */
  number: string | null;
  numberKey: string | null;
  /** When the first number of the current one's chain was seen; null without a number. */
  numberSeenAt: Date | null;
  /** True when its number was taken off the fulfillment, or the fulfillment was cancelled. */
  cancelled: boolean;
  /** In order of `seq`. */
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
 *
 * Legs that Shopify does not list pass through untouched. When it comes to list such a number, or goes back to one of the
 * same chain, that leg becomes the current one and no clock restarts. Two listed numbers of one chain are one parcel, with
 * the later number; without a listed number the newest unlisted one counts.
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

/**
 * Which parcel carries which entry: by its chain, by number, then by a number it once had, then in order; the rest are new
 * parcels. Of several entries in one chain the last one counts.
 */
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

  const absorbed = new Set<WantedEntry>();
  for (const parcel of [...existing].sort((a, b) => a.position - b.position)) {
    const inChain = entriesOfChain(
      parcel,
      wanted.filter((entry) => !absorbed.has(entry)),
    );
    for (const entry of inChain) absorbed.add(entry);
    const last = inChain.at(-1);
    if (last !== undefined) pair(last, parcel);
  }
  const changed = wanted.filter(
    (entry) =>
      !absorbed.has(entry) &&
      (entry.key === null ||
        !pair(
          entry,
          find((parcel) => parcel.numberKey === entry.key),
        )),
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

/**
 * The entries that belong to a parcel's chain of several numbers, in the chain's order. A chain that was left counts only when
 * several of its numbers come back together: they would be one chain, and one parcel, from then on.
 */
function entriesOfChain(parcel: ExistingParcel, wanted: readonly WantedEntry[]): WantedEntry[] {
  const { legs } = parcel;
  const current = entriesIn(chainOf(legs), wanted);
  if (current.length > 0) return current;
  const left = legs.map(({ seq }) => entriesIn(chainAround(legs, seq), wanted));
  return left.find((entries) => new Set(entries).size > 1) ?? [];
}

function entriesIn(chain: readonly Leg[], wanted: readonly WantedEntry[]): WantedEntry[] {
  if (chain.length < 2) return [];
  return chain.flatMap((leg) => wanted.find((entry) => entry.key === leg.numberKey) ?? []);
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
  change: Reconciliation,
): WithoutStream {
  const { position } = parcel;
  if (entry.key === null || entry.number === null) {
    const legs = closeListed(parcel.legs, change.changedAt);
    const told = { carrier: entry.company, trackingUrl: entry.url };
    return { position, cancelled: false, ...numberOf(legs, told), legs };
  }
  const listed = {
    number: entry.number.trim(),
    numberKey: entry.key,
    carrier: entry.company,
    carrierKey: carrierKey(entry.company),
    trackingUrl: entry.url,
    listed: true,
    replacedAt: null,
  };
  const carrying = carryingLeg(parcel.legs, entry.key);
  const others = leave(parcel.legs, { carrying, at: change.changedAt });
  const legs =
    carrying === null
      ? [...others, { ...newLeg(parcel.legs, change), ...listed }]
      : others.map((leg) => (leg.seq === carrying.seq ? { ...leg, ...listed } : leg));
  return { position, cancelled: false, ...numberOf(legs), legs };
}

/** The parcel's number and when its chain began, read off its legs; `told` is the carrier of a parcel without number. */
function numberOf(
  legs: readonly Leg[],
  told: { carrier: string | null; trackingUrl: string | null } = {
    carrier: null,
    trackingUrl: null,
  },
): Pick<
  ReconciledParcel,
  'number' | 'numberKey' | 'numberSeenAt' | 'carrier' | 'carrierKey' | 'trackingUrl'
> {
  const current = currentLeg(legs);
  if (current === null) {
    const none = { number: null, numberKey: null, numberSeenAt: null };
    return { ...none, ...told, carrierKey: carrierKey(told.carrier) };
  }
  const { number, numberKey: key, carrier, carrierKey: keyOfCarrier, trackingUrl } = current;
  const started = chainOf(legs).map(({ startedAt }) => startedAt);
  const numberSeenAt = started.reduce((first, at) => (at < first ? at : first), current.startedAt);
  return { number, numberKey: key, numberSeenAt, carrier, carrierKey: keyOfCarrier, trackingUrl };
}

/**
 * The leg that already stands for a listed number: the current one, one that only Lastscan knew, or an earlier or later one
 * of the same chain. Null when the number is new here, or comes back after the parcel had gone on without it.
 */
function carryingLeg(legs: readonly Leg[], key: string): Leg | null {
  const same = legs.filter((leg) => leg.numberKey === key);
  const inChain = new Set(chainOf(legs).map(({ seq }) => seq));
  return (
    same.findLast((leg) => inChain.has(leg.seq)) ??
    same.findLast((leg) => !leg.listed && leg.replacedAt === null) ??
    same.findLast((leg) => !leg.listed) ??
    null
  );
}

/**
 * The legs once Shopify lists another number. One that Lastscan had brought to Shopify goes back to being known to Lastscan
 * alone when Shopify returns to a number before it; any other that was listed is replaced.
 */
function leave(
  legs: readonly Leg[],
  { carrying, at }: { carrying: Leg | null; at: Date },
): readonly Leg[] {
  const chain = chainOf(legs);
  const place = chain.findIndex((leg) => leg.seq === carrying?.seq);
  const later = new Set(place < 0 ? [] : chain.slice(place + 1).map(({ seq }) => seq));
  return legs.map((leg) => {
    const isLeft = leg.listed && leg.replacedAt === null && leg.seq !== carrying?.seq;
    if (!isLeft) return leg;
    const isOurs = leg.linkedBy !== 'shopify' && later.has(leg.seq);
    return isOurs ? { ...leg, listed: false } : { ...leg, replacedAt: at };
  });
}

function newLeg(
  legs: readonly Leg[],
  { firstSight, shippedAt, changedAt }: Reconciliation,
): Pick<Leg, 'seq' | 'kind' | 'startedAt' | 'startedBasis' | 'linkedBy' | 'continuesSeq'> {
  return {
    seq: Math.max(-1, ...legs.map(({ seq }) => seq)) + 1,
    kind: 'unknown',
    startedAt: firstSight ? shippedAt : changedAt,
    startedBasis: firstSight ? 'fulfillment_created' : 'number_changed',
    linkedBy: 'shopify',
    continuesSeq: null,
  };
}

/** Its number is no longer listed: it keeps what it had, closed by cancellation, so that a return revives it whole. */
function withoutEntry(parcel: ExistingParcel): ReconciledParcel {
  const last = currentLeg(parcel.legs) ?? parcel.legs.at(-1);
  return {
    ...parcel,
    cancelled: true,
    carrier: last?.carrier ?? null,
    carrierKey: last?.carrierKey ?? null,
    trackingUrl: last?.trackingUrl ?? null,
    sharedStream: false,
  };
}

function closeListed(legs: readonly Leg[], replacedAt: Date): Leg[] {
  return legs.map((leg) => (leg.listed && leg.replacedAt === null ? { ...leg, replacedAt } : leg));
}
