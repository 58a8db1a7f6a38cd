import type { Milestone, Scan } from '#app/domain/scans/scan.ts';
import type { Ends } from '#app/domain/verdicts/parcel-state.ts';

/** How far a parcel has come, by its physical scans. */
export type Stage = 'unknown' | 'before_departure' | 'after_departure' | 'destination';

/**
 * The stage after all news in timeline order. Once in the destination it stays there; a scan without country and without a
 * telling milestone makes an earlier stage unknown, because the parcel may have left since.
 */
export function stageOf(news: readonly Scan[], ends: Ends): Stage {
  if (ends.origin !== null && ends.origin === ends.destination) return 'destination';
  let stage: Stage = 'unknown';
  for (const scan of news) if (scan.physical) stage = stageAfter(stage, scan, ends);
  return stage;
}

function stageAfter(before: Stage, scan: Scan, { origin, destination }: Ends): Stage {
  if (before === 'destination') return 'destination';
  if (scan.milestone === 'departed_origin') return 'after_departure';
  if (scan.country !== null && scan.country === destination) return 'destination';
  // "Customs cleared" at the origin is the export side.
  if (scan.country !== null && scan.country === origin) return 'before_departure';
  if (ARRIVED.has(scan.milestone)) return 'destination';
  if (scan.milestone === 'accepted' || scan.milestone === 'export_customs')
    return 'before_departure';
  // A third country: somewhere between.
  if (scan.country !== null && origin !== null && destination !== null) return 'after_departure';
  return before === 'after_departure' ? 'after_departure' : 'unknown';
}

/** `customs_released` is not among them: without a country it may be the export side. */
const ARRIVED: ReadonlySet<Milestone> = new Set([
  'arrived_destination',
  'import_customs',
  'customs_action_needed',
  'out_for_delivery',
  'attempt_failed',
  'available_pickup',
]);
