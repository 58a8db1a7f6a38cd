import { carrierKey } from '#app/domain/numbers/normalise.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';
import { carrierStop, type CarrierStop } from '#app/domain/source-health/carrier-stop.ts';
import { holidayWork, type ParcelsByEnds } from '#app/domain/source-health/holiday-work.ts';
import { hourOf, instantOf, type HourlyCounts } from '#app/domain/source-health/hourly-counts.ts';
import type { History } from '../world/histories.ts';
import type { ParcelRow } from '../world/rows.ts';
import type { ScanRow } from '../world/told.ts';

/** A carrier's stop as the app finds it, from the looks at which it was called and lifted. */
export interface FoundStop {
  /** As in `carrierKey`. */
  carrier: string;
  beganAt: Date;
  calledAt: Date;
  /** Null = it was still on at the end of the history. */
  liftedAt: Date | null;
}

/** The app looks every hour; fewer looks find a stop some hours later. */
const LOOK_HOURS = 6;
/** Both as in services/watch-carriers.server.ts. */
const READ_DAYS = 46;
const MOVING_DAYS = 14;
const DAY_MS = 86_400_000;

/** Runs the product's own detection over a history, on the hours of the scans that had been heard at each look. */
export function findStops({ parcels, scans, from, now }: History): FoundStop[] {
  const rows = new Map(parcels.map((row) => [row.parcelId, row]));
  const told = scans.flatMap((scan): ToldScan[] => {
    const row = rows.get(scan.parcelId);
    return scan.physical && row !== undefined ? [{ ...scan, row }] : [];
  });
  const byCarrier = Map.groupBy(told, ({ row }) => carrierKey(row.carrier) ?? '');
  byCarrier.delete('');
  return [...byCarrier].flatMap(([carrier, own]) => stopsOf(carrier, { told: own, from, now }));
}

type ToldScan = ScanRow & { row: ParcelRow };

function stopsOf(
  carrier: string,
  { told, from, now }: { told: ToldScan[]; from: Date; now: Date },
): FoundStop[] {
  const heard = told.toSorted((a, b) => a.heardAt.getTime() - b.heardAt.getTime());
  const first = hourOf(from);
  const counts = new Uint16Array(hourOf(now) - first + 1);
  const onTheirWay = new Map<ParcelRow, Date>();
  const stops: FoundStop[] = [];
  let open: FoundStop | null = null;
  let next = 0;
  for (let hour = first + LOOK_HOURS; instantOf(hour) <= now; hour += LOOK_HOURS) {
    const at = instantOf(hour);
    for (let scan = heard[next]; scan !== undefined && scan.heardAt <= at; scan = heard[next]) {
      const index = hourOf(scan.occurredAt) - first;
      counts[index] = (counts[index] ?? 0) + 1;
      if (ENDS.has(scan.milestone)) onTheirWay.delete(scan.row);
      else onTheirWay.set(scan.row, scan.occurredAt);
      next += 1;
    }
    const since = Math.max(first, hour - READ_DAYS * 24);
    const hours = [...counts.subarray(since - first, hour - first + 1)];
    const openSince: Date | null = open?.beganAt ?? null;
    const look = lookAt({ firstHour: since, counts: hours }, { onTheirWay, openSince, now: at });
    const { stopped, beganAt } = look;
    // The silence of a stop that was called over already is no new one (services/watch-sources.server.ts).
    const isOld = stops.some(({ liftedAt }) => liftedAt !== null && liftedAt > (beganAt ?? at));
    if (open === null && stopped && beganAt !== null && !isOld) {
      open = { carrier, beganAt, calledAt: at, liftedAt: null };
      stops.push(open);
    } else if (open !== null && !look.stopped) {
      open.liftedAt = at;
      open = null;
    }
  }
  return stops;
}

const ENDS: ReadonlySet<Milestone> = new Set(['delivered', 'returned', 'lost']);

/** Counts alone decide who is under suspicion; only then holidays are looked up, which takes longer. */
function lookAt(
  hours: Pick<HourlyCounts, 'firstHour' | 'counts'>,
  {
    onTheirWay,
    openSince,
    now,
  }: { onTheirWay: ReadonlyMap<ParcelRow, Date>; openSince: Date | null; now: Date },
): CarrierStop {
  const since = now.getTime() - MOVING_DAYS * DAY_MS;
  const moving = [...onTheirWay].flatMap(([row, scannedAt]) =>
    scannedAt.getTime() >= since ? [row] : [],
  );
  const watch = { movingParcels: moving.length, openSince, now };
  const look = carrierStop({ ...watch, hours: { ...hours, work: hours.counts.map(() => 1) } });
  if (openSince === null && !look.stopped) return look;
  return carrierStop({ ...watch, hours: { ...hours, work: holidayWork(hours, byEnds(moving)) } });
}

function byEnds(moving: readonly ParcelRow[]): ParcelsByEnds[] {
  const ways = Map.groupBy(moving, ({ origin, destination }) => `${origin} ${destination}`);
  return [...ways.values()].flatMap((own) => {
    const [any] = own;
    if (any === undefined) return [];
    return [{ origin: any.origin, destination: any.destination, parcels: own.length }];
  });
}

/** The stop of a carrier that is on at an instant, as the app knows it then. */
export function openStop(
  stops: readonly FoundStop[],
  { carrier, at }: { carrier: string | null; at: Date },
): FoundStop | null {
  return (
    stops.find(
      (stop) =>
        stop.carrier === carrier &&
        stop.calledAt <= at &&
        (stop.liftedAt === null || stop.liftedAt > at),
    ) ?? null
  );
}

/** The stops of a carrier that are over at an instant, as the app knows it then. */
export function pastStops(
  stops: readonly FoundStop[],
  { carrier, at }: { carrier: string | null; at: Date },
): { beganAt: Date; endedAt: Date }[] {
  return stops.flatMap((stop) =>
    stop.carrier === carrier && stop.liftedAt !== null && stop.liftedAt <= at
      ? [{ beganAt: stop.beganAt, endedAt: stop.liftedAt }]
      : [],
  );
}
