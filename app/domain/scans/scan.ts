import type { SourceName } from '#app/domain/scans/source-name.ts';

/**
 * Our normalised names for what a carrier says. `unknown` is a value: a status we cannot read is kept
 * with its raw text and never guessed.
 */
export const MILESTONES = [
  'unknown',
  'announced',
  'accepted',
  'export_customs',
  'departed_origin',
  'arrived_destination',
  'import_customs',
  'customs_action_needed',
  'customs_released',
  'domestic_transit',
  'out_for_delivery',
  'attempt_failed',
  'available_pickup',
  'delivered',
  'returning',
  'returned',
  'exception',
  'lost',
  'source_gave_up',
] as const;
export type Milestone = (typeof MILESTONES)[number];

/** A dated statement by a source about a leg. */
export interface Scan {
  source: SourceName;
  /** The source's own id of the event: the durable key against duplicates. */
  eventId: string;
  /** When it happened, by the source. May lie after `receivedAt`: sources do send future scans. */
  occurredAt: Date;
  /** When the source recorded it (Shopify: createdAt). */
  recordedAt: Date;
  milestone: Milestone;
  /** True when the scan proves custody; false for notices such as "label created". */
  physical: boolean;
  /** Status exactly as the source wrote it. */
  rawStatus: string;
  /** Carrier text, untrusted: cleaned and capped, shown as plain text only. */
  message: string | null;
  place: string | null;
  /** ISO 3166 alpha-2, or null when the source does not say. */
  country: string | null;
  /** Of the place of a delivery, comparable with orders' within the shop; null or left out: not told. */
  postcodeHash?: string | null;
  estimatedDeliveryAt: Date | null;
}

/** True for a physical scan with one of these milestones. */
export function isPhysicalScanOf(
  { physical, milestone }: Pick<Scan, 'physical' | 'milestone'>,
  milestones: ReadonlySet<Milestone>,
): boolean {
  return physical && milestones.has(milestone);
}
