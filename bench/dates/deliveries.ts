import { readTable } from '../csv/read-table.ts';
import type { SetAside } from '../csv/set-aside.ts';
import { readTimestamp, type Stated } from './timestamp.ts';

/** One parcel that arrived. Texts are opaque, '' = unknown; instants in epoch ms. */
export interface Delivery {
  id: string;
  mode: string;
  carrier: string;
  origin: string;
  destination: string;
  startedAt: number;
  endedAt: number;
  /** The instant up to which the promise is kept; null = none was made. */
  promisedAt: number | null;
}

const REQUIRED = ['id', 'started_at', 'ended_at'] as const;
const OPTIONAL = ['mode', 'carrier', 'origin', 'destination', 'promised_at'] as const;
const DAY_MS = 86_400_000;

/** Reads a file of deliveries, by start. What cannot be used is set aside by reason; a row is never repaired. */
export async function readDeliveries(
  path: string,
): Promise<{ deliveries: Delivery[]; absent: string[]; setAside: SetAside }> {
  const { rows, absent, setAside } = await readTable(path, {
    required: REQUIRED,
    optional: OPTIONAL,
  });
  const ids = new Set<string>();
  const deliveries: Delivery[] = [];
  for (const { line, cells } of rows) {
    const started = readTimestamp(cells.started_at);
    const ended = readTimestamp(cells.ended_at);
    const promised = cells.promised_at === '' ? null : readTimestamp(cells.promised_at);
    const reason =
      started === null
        ? 'unreadable started_at'
        : ended === null
          ? 'unreadable ended_at'
          : promised === null && cells.promised_at !== ''
            ? 'unreadable promised_at'
            : ids.has(cells.id)
              ? 'id seen before'
              : endedBefore(started, ended)
                ? 'ended before it started'
                : null;
    if (started === null || ended === null || reason !== null) {
      setAside.add(reason ?? 'unreadable', line);
      continue;
    }
    ids.add(cells.id);
    deliveries.push({
      id: cells.id,
      mode: cells.mode,
      carrier: cells.carrier,
      origin: cells.origin,
      destination: cells.destination,
      startedAt: started.at,
      endedAt: Math.max(started.at, ended.at),
      promisedAt: promised === null ? null : keptUntil(promised, ended),
    });
  }
  deliveries.sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1));
  return { deliveries, absent, setAside };
}

/** A day alone is not before an instant on that day. */
function endedBefore(started: Stated, ended: Stated): boolean {
  const until = ended.isDate && !started.isDate ? ended.at + DAY_MS : ended.at;
  return until < started.at;
}

/** A promised day is kept until it is over; where deliveries are days too, the days are compared. */
function keptUntil(promised: Stated, ended: Stated): number {
  return promised.isDate && !ended.isDate ? promised.at + DAY_MS - 1 : promised.at;
}
