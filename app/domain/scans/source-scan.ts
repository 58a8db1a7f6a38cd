import { cleanCarrierText } from '#app/domain/scans/clean-text.ts';
import { PROVES_CUSTODY } from '#app/domain/scans/milestone-facts.ts';
import { milestoneInText } from '#app/domain/scans/phrases.ts';
import type { Milestone, Scan } from '#app/domain/scans/scan.ts';

/** A row of a source's table: what its status means, and which meanings the carrier's words may name instead. */
export interface StatusMeaning {
  milestone: Milestone;
  refinedBy: readonly Milestone[];
}

/** A scan that has no id yet: `eventKey` names the event for good, and the adapter hashes it. */
export interface KeyedScan {
  eventKey: string;
  scan: Omit<Scan, 'eventId'>;
}

/** What a status that merely says "on its way" may mean by its words. */
export const REFINES_TRANSIT: readonly Milestone[] = [
  'returned',
  'returning',
  'customs_action_needed',
  'customs_released',
  'export_customs',
  'import_customs',
  'arrived_destination',
  'departed_origin',
];

/** The milestone of a status under its carrier's words. */
export function refine(meaning: StatusMeaning, message: string | null): Milestone {
  const named = meaning.refinedBy.length === 0 ? null : milestoneInText(message);
  return named !== null && meaning.refinedBy.includes(named) ? named : meaning.milestone;
}

/** Whether a scan of this milestone proves custody, given where it was made. */
export function provesCustody(
  milestone: Milestone,
  { place, country }: { place: string | null; country: string | null },
): boolean {
  const custody = PROVES_CUSTODY[milestone];
  return custody === 'with_place' ? place !== null || country !== null : custody;
}

/**
 * One string for an event, the same whenever the source tells it again: what identifies it and nothing that a source
 * corrects later, such as its status. Parts are length-prefixed, so that no two lists of parts give one string.
 */
export function eventKey(parts: readonly (string | null)[]): string {
  return parts
    .map((part) => {
      const text = (part ?? '').slice(0, 2000).trim();
      return `${text.length}:${text}`;
    })
    .join('');
}

/** A status as it is kept: clean, short, never empty-handed about what the source wrote. */
export function rawStatus(raw: string | null): string {
  return (cleanCarrierText(raw) ?? '').slice(0, 80);
}
