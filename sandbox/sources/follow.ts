import type { CarrierRecord, CarrierScan } from '../world/effects.ts';
import { Random, seedFrom } from '../world/random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A carrier's page shows a scan to its visitors this long after the carrier has it. */
const SHOWN_AFTER_MS = 10 * MINUTE;
/** Parcels with a scan younger than this are asked for every two hours, others every six. */
const MOVING_MS = 3 * DAY;

/** A number that a source follows, and how often it has asked the carrier. Instants are epoch ms of virtual time. */
export interface Followed {
  number: string;
  registeredAt: number;
  nextSyncAt: number;
  syncs: number;
  /** The last time the carrier answered; null before. */
  syncedAt: number | null;
  /** The last time the carrier was asked. */
  triedAt: number | null;
  isFailing: boolean;
  /** When something new was last seen. */
  changedAt: number;
  /** How much was seen: scans and the successor. */
  seen: string;
}

/** A number as it was just registered: the carrier is asked for the first time within a minute. */
export function follow(number: string, now: number): Followed {
  const random = new Random(hashOf(number));
  return {
    number,
    registeredAt: now,
    nextSyncAt: now + random.between(5, 50) * 1000,
    syncs: 0,
    syncedAt: null,
    triedAt: null,
    isFailing: false,
    changedAt: now,
    seen: '',
  };
}

/**
 * Asks the carrier as often as was due until `now`, and yields after each time that something new was seen. The next
 * one is due about two hours later while scans are young, else six.
 */
export function* ask(
  followed: Followed,
  record: CarrierRecord | null,
  { now, isStale }: { now: number; isStale: boolean },
): Generator<number> {
  while (followed.nextSyncAt <= now) {
    const at = followed.nextSyncAt;
    followed.syncs += 1;
    followed.triedAt = at;
    followed.isFailing = isStale;
    const latest = latestScanAt(record, at);
    const hours = latest !== null && at - latest < MOVING_MS ? 2 : 6;
    const random = new Random(seedFrom(hashOf(followed.number), followed.syncs));
    followed.nextSyncAt = at + hours * random.between(0.8, 1.2) * HOUR;
    if (isStale) continue;
    followed.syncedAt = at;
    const seen = fingerprintOf(record, at);
    if (seen === followed.seen) continue;
    followed.seen = seen;
    followed.changedAt = at;
    yield at;
  }
}

/** What a source that last heard at `syncedAt` knows of the carrier's record; null when it knows nothing. */
export function seenOf(
  record: CarrierRecord | null,
  syncedAt: number | null,
): CarrierRecord | null {
  if (record === null || syncedAt === null) return null;
  const shownBy = syncedAt - SHOWN_AFTER_MS;
  const scans = record.scans.filter(({ knownAt }) => knownAt <= shownBy);
  if (scans.length === 0) return null;
  const { successor } = record;
  const isStated = successor !== null && successor.knownAt <= shownBy;
  return { ...record, scans, successor: isStated ? successor : null };
}

/** A whole number fixed by a text (FNV-1a), to seed streams and to vary answers by number. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** A scan's own hash: the same whenever the same scan is told. */
export function scanHash(number: string, { at, phrase }: CarrierScan): number {
  return hashOf(`${number} ${at} ${phrase}`);
}

function latestScanAt(record: CarrierRecord | null, at: number): number | null {
  return seenOf(record, at)?.scans.at(-1)?.at ?? null;
}

function fingerprintOf(record: CarrierRecord | null, at: number): string {
  const seen = seenOf(record, at);
  if (seen === null) return '';
  return `${seen.scans.length} ${seen.scans.at(-1)?.at ?? 0} ${seen.successor?.number ?? ''}`;
}
