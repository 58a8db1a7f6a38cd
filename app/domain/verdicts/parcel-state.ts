import { provenAt } from '#app/domain/scans/merge-scans.ts';
import type { Scan } from '#app/domain/scans/scan.ts';

/** What the scans say outright about a parcel's end, and the scan that said it first. */
export interface Ending {
  is: 'delivered' | 'returning' | 'returned' | 'lost';
  scan: Scan;
  /** True when a delivery was read as a return: it followed a return scan and happened where the parcel came from. */
  deliveredAtOrigin: boolean;
}

export interface Ends {
  origin: string | null;
  destination: string | null;
}

/**
 * The ending that holds after all news, in timeline order, or null while the parcel is on its way. Delivered ends
 * everything but a return; a return ends everything but a delivery to the buyer; a physical scan finds a lost parcel again.
 */
export function endingOf(news: readonly Scan[], ends: Ends): Ending | null {
  let ending: Ending | null = null;
  for (const scan of news) ending = nextEnding(ending, scan, ends);
  return ending;
}

function nextEnding(before: Ending | null, scan: Scan, ends: Ends): Ending | null {
  const is = endingAfter(before, scan, ends);
  if (is === null || is === before?.is) return is === null ? null : before;
  return { is, scan, deliveredAtOrigin: is === 'returned' && scan.milestone === 'delivered' };
}

function endingAfter(ending: Ending | null, scan: Scan, ends: Ends): Ending['is'] | null {
  const before = ending?.is ?? null;
  const turnedBack = before === 'returning' || before === 'returned';
  switch (scan.milestone) {
    case 'returned':
      return 'returned';
    case 'returning':
      return before === 'returned' ? 'returned' : 'returning';
    case 'delivered':
      if (turnedBack && isAtOriginOnly(scan, ends)) return 'returned';
      return before === 'returned' ? 'returned' : 'delivered';
    case 'lost':
      return before ?? 'lost';
    default:
      return before === 'lost' && scan.physical ? null : before;
  }
}

function isAtOriginOnly(scan: Scan, { origin, destination }: Ends): boolean {
  return scan.country !== null && scan.country === origin && origin !== destination;
}

/** The first scan of an open customs request: nothing physical has happened since. Null when customs asks for nothing. */
export function openCustomsRequest(news: readonly Scan[]): Scan | null {
  let request: Scan | null = null;
  for (const scan of news) {
    if (scan.milestone === 'customs_action_needed') request ??= scan;
    else if (scan.physical && scan.milestone !== 'exception') request = null;
  }
  return request;
}

/** The last proof of custody: the last physical scan, and the latest instant any physical scan proves. */
export function lastProof(news: readonly Scan[]): { scan: Scan; at: Date } | null {
  let last: Scan | null = null;
  let at: Date | null = null;
  for (const scan of news) {
    if (!scan.physical) continue;
    const proven = provenAt(scan);
    if (at === null || proven.getTime() > at.getTime()) at = proven;
    last = scan;
  }
  return last === null || at === null ? null : { scan: last, at };
}
