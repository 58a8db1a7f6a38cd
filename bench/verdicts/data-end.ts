import type { Milestone } from '#app/domain/scans/scan.ts';
import type { ParcelHistory } from './histories.ts';

/** When a parcel ended whose row does not say; null when its scans do not either. */
export function endFromScans({ outcome, scans }: ParcelHistory, dataEnd: Date): Date | null {
  if (outcome === 'lost') return dataEnd;
  const saying: readonly Milestone[] =
    outcome === 'delivered' ? ['delivered'] : ['returned', 'returning'];
  const ends = scans.filter(({ milestone }) => saying.includes(milestone));
  return ends.reduce<Date | null>(
    (last, { occurredAt }) => (last === null || occurredAt > last ? occurredAt : last),
    null,
  );
}

/** A date that lies so far behind nearly all others is a mistake, not the end of the data. */
const FARTHEST_END_MS = 365 * 86_400_000;

/** The last instant of all, leaving out the one in a thousand when it lies more than a year behind the rest. */
export function dataEndOf(parcels: Iterable<ParcelHistory>): Date {
  const instants: number[] = [];
  for (const { startedAt, endedAt, scans } of parcels) {
    instants.push(startedAt.getTime());
    if (endedAt !== null) instants.push(endedAt.getTime());
    for (const { occurredAt } of scans) instants.push(occurredAt.getTime());
  }
  const sorted = Float64Array.from(instants).sort();
  const latest = (sorted[Math.floor((sorted.length - 1) * 0.999)] ?? 0) + FARTHEST_END_MS;
  const last = sorted.findLast((instant) => instant <= latest);
  return new Date(last ?? 0);
}
