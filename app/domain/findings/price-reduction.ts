import type { PricePoint, PriceSubject } from '#app/domain/findings/subjects.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** A reduction that is announced now: a price below a compare-at price. */
export interface Reduction {
  price: Money;
  compareAt: Money;
  /** When it began. Anchored: it does not move while the reduction lasts. */
  startedAt: Date;
  /** False: the record begins with it, so it may be older than `startedAt`. */
  startIsSeen: boolean;
  /** The price was lowered again while the reduction ran, without a break. */
  isStepwise: boolean;
}

/** Edits within this time before an announcement belong to it: a price and its compare-at price are often saved one by one. */
const ONE_EDIT_MS = 3_600_000;

/**
 * The reduction that the last recorded price announces; null when it announces none. Steps downwards belong to the reduction
 * that they continue; a price or a compare-at price that goes up announces a new one (Commission notice 2021/C 526/02, on
 * reductions in sequence). Prices of another currency than today's are not looked at.
 */
export function runningReduction(history: readonly PricePoint[]): Reduction | null {
  const points = inTodaysCurrency(history);
  const last = points.at(-1);
  const claim = last === undefined ? null : claimOf(last);
  if (last === undefined || claim === null) return null;
  let first = points.length - 1;
  let isStepwise = false;
  while (first > 0) {
    const [before, after] = [points[first - 1], points[first]];
    if (before === undefined || after === undefined || !continues(before, after)) break;
    isStepwise ||= before.price.minor > after.price.minor;
    first -= 1;
  }
  const announcedAt = points[first]?.at ?? last.at;
  const edit = points.slice(0, first + 1).filter(({ at }) => within(at, announcedAt));
  return {
    ...claim,
    startedAt: edit[0]?.at ?? announcedAt,
    startIsSeen: edit.length <= first,
    isStepwise,
  };
}

/** The lowest price in force at any time of `from` ≤ t < `until`, of today's currency; null where the record has none. */
export function lowestPrice(history: readonly PricePoint[], window: Window): Money | null {
  const prices = pricesInForce(history, window);
  return prices.find(({ minor }) => minor === Math.min(...prices.map((one) => one.minor))) ?? null;
}

/** The same for the highest. */
export function highestPrice(history: readonly PricePoint[], window: Window): Money | null {
  const prices = pricesInForce(history, window);
  return prices.find(({ minor }) => minor === Math.max(...prices.map((one) => one.minor))) ?? null;
}

interface Window {
  from: Date;
  until: Date;
}

function pricesInForce(history: readonly PricePoint[], { from, until }: Window): Money[] {
  const points = inTodaysCurrency(history);
  return points
    .filter(({ at }, index) => at < until && (points[index + 1]?.at ?? until) > from)
    .map(({ price }) => price);
}

/**
 * Whether the record tells every price from `from` until the reduction began. A product is read some time after it was
 * created: its life is recorded whole when that was within a day.
 */
export function isRecordWhole(
  { startIsSeen }: Pick<Reduction, 'startIsSeen'>,
  {
    history,
    recordedSince,
    productCreatedAt,
  }: Pick<PriceSubject, 'history' | 'recordedSince' | 'productCreatedAt'>,
  from: Date,
): boolean {
  const since = knownSince(history, recordedSince);
  const isLifeKnown = since.getTime() <= productCreatedAt.getTime() + FIRST_READ_MS;
  return isLifeKnown || (startIsSeen && since <= from);
}

const FIRST_READ_MS = 86_400_000;

/** Since when prices are known in today's currency: `recordedSince`, or later where the currency was changed. */
export function knownSince(history: readonly PricePoint[], recordedSince: Date): Date {
  const points = inTodaysCurrency(history);
  return points.length === history.length ? recordedSince : (points[0]?.at ?? recordedSince);
}

function continues(before: PricePoint, after: PricePoint): boolean {
  const [earlier, later] = [claimOf(before), claimOf(after)];
  return (
    earlier !== null &&
    later !== null &&
    later.price.minor <= earlier.price.minor &&
    later.compareAt.minor <= earlier.compareAt.minor
  );
}

function claimOf({ price, compareAt }: PricePoint): { price: Money; compareAt: Money } | null {
  if (compareAt === null || compareAt.currency !== price.currency) return null;
  return compareAt.minor > price.minor ? { price, compareAt } : null;
}

/** The points since the currency was last changed. */
function inTodaysCurrency(history: readonly PricePoint[]): readonly PricePoint[] {
  const currency = history.at(-1)?.price.currency;
  const change = history.findLastIndex(({ price }) => price.currency !== currency);
  return history.slice(change + 1);
}

const within = (at: Date, announcedAt: Date) => at.getTime() >= announcedAt.getTime() - ONE_EDIT_MS;
