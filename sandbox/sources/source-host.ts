import type { CarrierRecord, Incident } from '../world/effects.ts';

/** The world as a source sees it. */
export interface SourceHost {
  /** Epoch ms of virtual time. */
  now(): number;
  /** What a carrier has published under a number by now; null when nothing. */
  record(number: string): CarrierRecord | null;
  incidents: ReadonlySet<Incident>;
}
