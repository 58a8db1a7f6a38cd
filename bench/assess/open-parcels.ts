import { createRemainingModel } from '#app/domain/lanes/delivery/remaining-model.ts';
import { emptyRemaining } from '#app/domain/lanes/delivery/remaining-cell.ts';
import type { RemainingCell } from '#app/domain/lanes/delivery/remaining-cell.ts';
import type { SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { createLaneModel } from '#app/domain/lanes/lane-model.ts';
import { emptyCell, type SilenceCell } from '#app/domain/lanes/silence-cell.ts';
import { legKindOf, SILENCE_STAGES } from '#app/domain/lanes/silence-stage.ts';
import { BIN_COUNT } from '#app/domain/lanes/time-bins.ts';
import type { Milestone, Scan } from '#app/domain/scans/scan.ts';
import { calendarsFor, DEFAULT_SETTINGS, limitsFor } from '#app/domain/verdicts/settings.ts';
import type { VerdictInput } from '#app/domain/verdicts/verdict.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const DAY_MS = 86_400_000;
const DESTINATIONS = ['US', 'DE', 'GB', 'AU', 'FR', 'BR', 'CA', 'JP', 'ES', 'IT'];
const CARRIERS = ['yunexpress', 'yanwen', '4px', 'cainiao'];
/** A way with one scan a day and a half. */
const WAY: readonly Milestone[] = [
  'accepted',
  'export_customs',
  'departed_origin',
  'arrived_destination',
  'customs_released',
  'domestic_transit',
];

/** Different open parcels, from just shipped to a month under way, as the services hand them to `assessParcel`. */
export function openParcels(count: number): VerdictInput[] {
  const { cells, remaining } = countsOf(lanesOf(CARRIERS, DESTINATIONS));
  const model = createLaneModel({ cells, version: 1 });
  const delivery = createRemainingModel({ remaining, pit: [], businessDays: true, version: 1 });
  const lanes = DESTINATIONS.map((destination) => {
    const lane = { origin: 'CN', destination };
    return {
      lane,
      limits: limitsFor(DEFAULT_SETTINGS, lane),
      calendars: calendarsFor(DEFAULT_SETTINGS, lane),
    };
  });
  return Array.from({ length: count }, (_, index) => {
    const { lane, limits, calendars } = pick(lanes, index);
    const shippedAt = new Date(NOW.getTime() - (index % 30) * DAY_MS - (index % 977) * 60_000);
    return {
      parcel: {
        number: `YT${index}`,
        numberSeenAt: shippedAt,
        shippedAt,
        cancelled: false,
        ...lane,
        // One in four has a promised date.
        estimatedDeliveryAt: index % 4 === 0 ? new Date(shippedAt.getTime() + 14 * DAY_MS) : null,
        sharedStream: false,
        carrierFollowedByShopify: true,
        followedBySource: false,
      },
      scans: scansOf(shippedAt, { destination: lane.destination, count: index % (WAY.length + 1) }),
      proofs: [],
      answeredBy: 'shopify',
      sourceAnsweredAt: NOW,
      incident: null,
      limits,
      learned: { model, delivery, patience: 5, carrier: pick(CARRIERS, index >> 3) },
      calendars,
      now: NOW,
    };
  });
}

/** The same parcels under fixed limits alone. */
export function withoutLearning(parcels: readonly VerdictInput[]): VerdictInput[] {
  return parcels.map((parcel) => ({ ...parcel, learned: null }));
}

export function lanesOf(carriers: readonly string[], destinations: readonly string[]) {
  return carriers.flatMap((carrier) =>
    destinations.map((destination) => ({ carrier, origin: 'CN', destination })),
  );
}

/** Some sixty silences and deliveries at every stage of every lane. */
export function countsOf(lanes: readonly Pick<SilenceKey, 'carrier' | 'origin' | 'destination'>[]) {
  const cells: [SilenceKey, SilenceCell][] = [];
  const remaining: [SilenceKey, RemainingCell][] = [];
  for (const [index, lane] of lanes.entries()) {
    for (const stage of SILENCE_STAGES) {
      const key = { ...lane, stage, leg: legKindOf(stage, lane) };
      const cell = emptyCell();
      const left = emptyRemaining();
      for (let bin = 10; bin < BIN_COUNT - 8; bin += 1) {
        cell.moved[bin] = (bin + index) % 3;
        left.delivered[bin] = (bin + index) % 3;
      }
      cell.stuck = index % 2;
      cells.push([key, cell]);
      remaining.push([key, left]);
    }
  }
  return { cells, remaining };
}

function scansOf(
  shippedAt: Date,
  { destination, count }: { destination: string; count: number },
): Scan[] {
  return WAY.slice(0, count).map((milestone, step) => {
    const occurredAt = new Date(shippedAt.getTime() + (step + 1) * 1.3 * DAY_MS);
    const isAbroad = step >= 3;
    return {
      source: 'shopify',
      eventId: String(1_000 + step),
      occurredAt,
      recordedAt: new Date(occurredAt.getTime() + 3_600_000),
      milestone,
      physical: true,
      rawStatus: 'IN_TRANSIT',
      message: 'In transit',
      place: isAbroad ? 'Gateway' : 'Shenzhen',
      country: isAbroad ? destination : 'CN',
      estimatedDeliveryAt: null,
    };
  });
}

function pick<T>(list: readonly T[], index: number): T {
  const picked = list[index % list.length];
  if (picked === undefined) throw new Error('an empty list has nothing to pick');
  return picked;
}
