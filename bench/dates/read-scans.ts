import { carrierFamily } from '#app/domain/lanes/lane-key.ts';
import { MILESTONES } from '#app/domain/scans/scan.ts';
import { countryCode } from '#app/domain/shared/country.ts';
import { readTable } from '../csv/read-table.ts';
import type { SetAside } from '../csv/set-aside.ts';
import { scanOf } from '../verdicts/histories.ts';
import type { Delivery } from './deliveries.ts';
import { readTimestamp } from './timestamp.ts';
import type { TracedParcel, Traces } from './traced.ts';

/** Reads the scans of deliveries; `parcel_id` is a delivery's id, milestones are ours. */
export async function readScans(
  path: string,
  deliveries: readonly Delivery[],
): Promise<{ traces: Traces; scans: number; setAside: SetAside }> {
  const { rows, setAside } = await readTable(path, {
    required: ['parcel_id', 'occurred_at', 'milestone'],
    optional: ['country', 'place'],
  });
  const parcels = new Map(deliveries.map((delivery) => [delivery.id, tracedParcel(delivery)]));
  let scans = 0;
  for (const { line, cells } of rows) {
    const parcel = parcels.get(cells.parcel_id);
    const milestone = MILESTONES.find((each) => each === cells.milestone.toLowerCase());
    const occurred = readTimestamp(cells.occurred_at);
    if (parcel === undefined) setAside.add('no delivery with this parcel_id', line);
    else if (milestone === undefined) setAside.add(`milestone we do not have`, line);
    else if (occurred === null) setAside.add('unreadable occurred_at', line);
    else {
      scans += 1;
      const country = countryCode(cells.country === '' ? null : cells.country);
      const hasPlace = cells.place !== '';
      const occurredAt = new Date(occurred.at);
      parcel.scans.push(scanOf({ occurredAt, milestone, country, hasPlace }));
    }
  }
  const lastEnd = deliveries.reduce((last, { endedAt }) => Math.max(last, endedAt), 0);
  const destinations = deliveries.map(({ destination }) => destination).filter(Boolean);
  return {
    traces: {
      parcels: [...parcels.values()],
      dataEnd: new Date(lastEnd),
      hasBusinessDays: destinations.length > 0 && destinations.every(isCountry),
    },
    scans,
    setAside,
  };
}

const isCountry = (text: string) => /^[A-Z]{2}$/.test(text) && countryCode(text) !== null;

function tracedParcel(delivery: Delivery): TracedParcel {
  const { id, mode, carrier, origin, destination, startedAt, endedAt, promisedAt } = delivery;
  // A mode is another way to be carried.
  const carriage = [carrierFamily(carrier === '' ? null : carrier), mode].filter(Boolean).join(' ');
  return {
    id,
    lane: {
      carrier: carriage === '' ? null : carriage.replaceAll('|', ' '),
      origin: origin === '' ? null : origin.replaceAll('|', ' '),
      destination: destination === '' ? null : destination.replaceAll('|', ' '),
    },
    startedAt: new Date(startedAt),
    outcome: 'delivered',
    endedAt: new Date(endedAt),
    promisedAt: promisedAt === null ? null : new Date(promisedAt),
    scans: [],
  };
}
