import { createHash } from 'node:crypto';
import type { Scan } from '#app/domain/scans/scan.ts';
import type { KeyedScan } from '#app/domain/scans/source-scan.ts';

/** 96 bits: a shop with a hundred million events meets a collision about once in ten million shops. */
const ID_HEX_LENGTH = 24;

/** The scan with the durable id of its event. */
export function withEventId({ eventKey, scan }: KeyedScan): Scan {
  return { ...scan, eventId: eventId(eventKey) };
}

/** A short id of what names an event. */
export function eventId(eventKey: string): string {
  return createHash('sha256').update(eventKey).digest('hex').slice(0, ID_HEX_LENGTH);
}
