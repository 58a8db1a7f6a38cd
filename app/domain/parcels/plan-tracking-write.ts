import { carrierKey, numberKey } from '#app/domain/numbers/normalise.ts';
import { SHOPIFY_CARRIERS } from '#app/domain/numbers/shopify-carriers.ts';
import type { TrackingEntry } from '#app/domain/parcels/reconcile.ts';

/** What is to stand in a fulfillment's tracking, and what we believed to stand there. */
export interface WantedTracking {
  mode: 'write' | 'restore';
  ours: { number: string; carrier: string | null; url: string | null };
  /** Keys of the numbers listed when the write was asked for. */
  known: readonly string[];
  /** Key of the number ours takes (or took) the place of; null = ours is added. */
  replaces: string | null;
  /** What stood there before ours; null = ours was never written. */
  before: readonly TrackingEntry[] | null;
}

/** Shopify's input: one carrier name for all numbers of a fulfillment; `urls` only when each number has one. */
export interface TrackingInput {
  numbers: string[];
  company: string | null;
  urls: string[] | null;
}

export type TrackingPlan =
  /** Nothing to do: it stands as wanted. */
  | { kind: 'done' }
  /** Nothing may be done: somebody else changed the numbers, or Shopify could not hold them truthfully. */
  | { kind: 'stop'; code: 'changed_meanwhile' | 'mixed_carriers' }
  | { kind: 'write'; input: TrackingInput };

/**
 * What is to be written over the tracking that stands at Shopify now. Only our own place is touched; others keep their order.
 * Ours goes only over exactly what we knew to stand there, and is taken back only where it still stands: another app's number
 * is never overwritten. Repeating it after it was done gives `done`.
 */
export function planTrackingWrite(
  current: readonly TrackingEntry[],
  wanted: WantedTracking,
): TrackingPlan {
  const listed = current.filter(({ number }) => keyOf(number) !== '');
  const ours = numberKey(wanted.ours.number);
  const shows = listed.some(({ number }) => keyOf(number) === ours);
  if (wanted.mode === 'restore') return shows ? restored(listed, { ...wanted, key: ours }) : DONE;
  if (shows) return DONE;
  const keys = listed.map(({ number }) => keyOf(number));
  if (!isSameSet(keys, wanted.known)) return { kind: 'stop', code: 'changed_meanwhile' };
  const entry = {
    number: wanted.ours.number,
    company: shopifyCompany(wanted.ours.carrier),
    url: wanted.ours.url,
  };
  const { replaces } = wanted;
  const after =
    replaces === null
      ? [...listed, entry]
      : listed.map((one) => (keyOf(one.number) === replaces ? entry : one));
  return inputOf(after);
}

/** The carrier's name in the capitalisation that Shopify links by itself; any other name as it is. */
export function shopifyCompany(carrier: string | null): string | null {
  const key = carrierKey(carrier);
  if (key === null) return null;
  return SHOPIFY_CARRIERS.find((name) => carrierKey(name) === key) ?? carrier;
}

const DONE: TrackingPlan = { kind: 'done' };

/** Ours gives way to what stood in its place; what came beside it since stays. */
function restored(
  listed: readonly TrackingEntry[],
  { before, replaces, key }: WantedTracking & { key: string },
): TrackingPlan {
  const isListed = listed.some(({ number }) => keyOf(number) === replaces);
  const gone = (before ?? []).filter(({ number }) => !isListed && keyOf(number) === replaces);
  return inputOf(listed.flatMap((one) => (keyOf(one.number) === key ? gone : [one])));
}

function inputOf(entries: readonly TrackingEntry[]): TrackingPlan {
  const companies = new Set(entries.map(({ company }) => carrierKey(company)));
  // One name would be put on every number, and be false for some.
  if (companies.size > 1) return { kind: 'stop', code: 'mixed_carriers' };
  const urls = entries.flatMap(({ url }) => (url === null || url === '' ? [] : [url]));
  return {
    kind: 'write',
    input: {
      numbers: entries.flatMap(({ number }) => number ?? []),
      company: entries[0]?.company ?? null,
      urls: urls.length === entries.length && urls.length > 0 ? urls : null,
    },
  };
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  const a = new Set(one.filter((key) => key !== ''));
  const b = new Set(other.filter((key) => key !== ''));
  return a.size === b.size && [...a].every((key) => b.has(key));
}

function keyOf(number: string | null): string {
  return numberKey(number ?? '');
}
