import type { Milestone } from '#app/domain/scans/scan.ts';
import type { Cause, NextStep, VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** A parcel's row as lists and the parcel's own page need it. */
export interface ParcelRecord {
  fulfillmentId: string;
  position: number;
  orderId: string;
  orderName: string;
  number: string | null;
  carrier: string | null;
  origin: string | null;
  destination: string | null;
  verdict: VerdictKind | 'unassessed';
  cause: Cause | null;
  verdictSince: Date | null;
  mutedUntil: Date | null;
  milestone: Milestone | null;
  lastScanAt: Date | null;
  silenceFrom: Date | null;
  silenceLimitDays: number | null;
  silenceLimitAt: Date | null;
  /** Whether the limit follows the lane's past; null = not judged. */
  silenceIsLearned: boolean | null;
  /** Decimal text of a bigint. */
  valueMinor: string;
  currency: string;
  nextStep: NextStep | null;
  shippedAt: Date;
}

/** The select list of a `ParcelRecord`, from `parcels` under the given alias. */
export function parcelColumns(alias: string): string {
  return COLUMNS.map((column) => `${alias}.${column}`).join(', ');
}

const COLUMNS = [
  'fulfillment_id::text as "fulfillmentId"',
  'position',
  'order_id::text as "orderId"',
  'order_name as "orderName"',
  'number',
  'carrier',
  'origin',
  'destination',
  'verdict',
  'cause',
  'verdict_since as "verdictSince"',
  'muted_until as "mutedUntil"',
  'milestone',
  'last_scan_at as "lastScanAt"',
  'silence_from as "silenceFrom"',
  'silence_limit_days as "silenceLimitDays"',
  'silence_limit_at as "silenceLimitAt"',
  `population->>'basis' = 'learned' as "silenceIsLearned"`,
  'value_minor::text as "valueMinor"',
  'currency',
  'next_step as "nextStep"',
  'shipped_at as "shippedAt"',
] as const;
