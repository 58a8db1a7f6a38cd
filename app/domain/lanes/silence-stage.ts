import type { Scan } from '#app/domain/scans/scan.ts';
import type { Ends } from '#app/domain/verdicts/parcel-state.ts';

/** Where a parcel is while it is silent: named after its last physical scan. Order is the order of the way. */
export const SILENCE_STAGES = [
  'first_scan', // no physical scan yet
  'origin', // with the carrier, not yet handed to export
  'export', // export customs
  'linehaul', // left its origin
  'arrival', // reached the destination's gateway
  'customs', // import customs
  'customs_request', // customs asked for something
  'released', // left customs
  'transit', // on the way, nobody says where
  'destination', // in the delivering network
  'delivery', // out for delivery
  'attempt', // an attempt failed
  'pickup', // waits to be collected
  'exception', // the carrier named a problem
] as const;
export type SilenceStage = (typeof SILENCE_STAGES)[number];

/** Which part of the way a stage belongs to. A parcel that crosses no border has one leg. */
export const LEG_KINDS = ['domestic', 'supplier', 'linehaul', 'last_mile'] as const;
export type LegKind = (typeof LEG_KINDS)[number];

/**
 * The stage after a physical scan, or null when the scan ends the way (delivered, returning, returned, lost).
 * `before` is the stage it found: a scan that does not say where it was made leaves the side of the border as it was.
 */
export function stageAfterScan(
  before: SilenceStage,
  { milestone, country }: Pick<Scan, 'milestone' | 'country'>,
  { origin, destination }: Ends,
): SilenceStage | null {
  const isDomestic = origin !== null && origin === destination;
  const isAtOrigin = country !== null && country === origin && !isDomestic;
  switch (milestone) {
    case 'delivered':
    case 'returning':
    case 'returned':
    case 'lost':
      return null;
    case 'accepted':
      return 'origin';
    case 'export_customs':
      return 'export';
    case 'departed_origin':
      return isDomestic ? 'destination' : 'linehaul';
    case 'arrived_destination':
      return 'arrival';
    case 'import_customs':
      return isAtOrigin ? 'export' : 'customs';
    case 'customs_action_needed':
      return 'customs_request';
    case 'customs_released':
      // "Cleared" at the origin is the export side.
      return isAtOrigin ? 'export' : 'released';
    case 'out_for_delivery':
      return 'delivery';
    case 'attempt_failed':
      return 'attempt';
    case 'available_pickup':
      return 'pickup';
    case 'exception':
      return 'exception';
    case 'domestic_transit':
      if (isDomestic || (country !== null && country === destination)) return 'destination';
      if (isAtOrigin) return 'origin';
      if (country !== null && origin !== null && destination !== null) return 'linehaul';
      return isInDestination(before) ? 'destination' : 'transit';
    case 'announced':
    case 'unknown':
    case 'source_gave_up':
      return before;
  }
}

/** The stage after all news in timeline order. An ending that was overruled by later news leaves the stage as it was. */
export function silenceStageOf(
  news: readonly Pick<Scan, 'milestone' | 'country' | 'physical'>[],
  ends: Ends,
): SilenceStage {
  let stage: SilenceStage = 'first_scan';
  for (const scan of news) if (scan.physical) stage = stageAfterScan(stage, scan, ends) ?? stage;
  return stage;
}

const DESTINATION_SIDE: ReadonlySet<SilenceStage> = new Set([
  'arrival',
  'customs',
  'customs_request',
  'released',
  'destination',
  'delivery',
  'attempt',
  'pickup',
]);

/** True once the parcel has reached the country it goes to. */
export function isInDestination(stage: SilenceStage): boolean {
  return DESTINATION_SIDE.has(stage);
}

/** The leg a stage is on. Unknown ends count as crossing a border: the more patient reading. */
export function legKindOf(stage: SilenceStage, { origin, destination }: Ends): LegKind {
  if (origin !== null && origin === destination) return 'domestic';
  switch (stage) {
    case 'first_scan':
    case 'origin':
    case 'export':
      return 'supplier';
    case 'linehaul':
    case 'transit':
    case 'arrival':
    case 'customs':
    case 'customs_request':
    case 'exception':
      return 'linehaul';
    case 'released':
    case 'destination':
    case 'delivery':
    case 'attempt':
    case 'pickup':
      return 'last_mile';
  }
}

/** Whose days a silence is counted in. Aircraft and ships rest for nobody: `plain` days of 24 hours. */
export function clockOf(stage: SilenceStage): 'origin' | 'plain' | 'destination' {
  if (stage === 'linehaul' || stage === 'transit') return 'plain';
  return isInDestination(stage) ? 'destination' : 'origin';
}
