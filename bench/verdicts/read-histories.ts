import type { Outcome } from '#app/domain/lanes/journey.ts';
import { carrierFamily } from '#app/domain/lanes/lane-key.ts';
import { estimateInstant, instantOrUtc } from '#app/domain/scans/source-instant.ts';
import { MILESTONES } from '#app/domain/scans/scan.ts';
import { countryCode } from '#app/domain/shared/country.ts';
import { readTable, UnusableTable, type TableRow } from '../csv/read-table.ts';
import { createSetAside, type SetAside } from '../csv/set-aside.ts';
import { dataEndOf, endFromScans } from './data-end.ts';
import { scanOf, type Histories, type ParcelHistory } from './histories.ts';

const OUTCOMES = ['delivered', 'returned', 'lost', 'open'] as const satisfies readonly Outcome[];

const PARCELS = {
  required: ['parcel_id', 'started_at', 'outcome'],
  mayBeEmpty: ['carrier', 'origin', 'destination', 'ended_at'],
} as const;
const SCANS = {
  required: ['parcel_id', 'occurred_at', 'milestone'],
  mayBeEmpty: ['country', 'place'],
} as const;
type ParcelColumn = (typeof PARCELS)['required' | 'mayBeEmpty'][number];
type ScanColumn = (typeof SCANS)['required' | 'mayBeEmpty'][number];

export interface ReadHistories extends Histories {
  files: FileReport[];
}

/** What became of the rows of a file. */
export interface FileReport {
  path: string;
  rows: number;
  /** Left out: nothing is learned from them. */
  setAside: SetAside;
  /** Used, but not as they are written. */
  readOtherwise: SetAside;
}

/**
 * Reads parcels and scans. An instant without an offset is UTC; a day alone is its midnight, as an end its last second.
 * `now`: what is dated after it is a mistake. Throws `UnusableTable` when a file cannot be used at all.
 */
export async function readHistories({
  parcelsPath,
  scansPath,
  now,
}: {
  parcelsPath: string;
  scansPath: string;
  now: Date;
}): Promise<ReadHistories> {
  const parcelFile = await readRows<ParcelColumn>(parcelsPath, PARCELS);
  const parcels = new Map<string, ParcelHistory>();
  const refused = new Set<string>();
  for (const row of parcelFile.rows) {
    const id = row.cells.parcel_id;
    const parcel = parcels.has(id)
      ? 'parcel_id twice'
      : parcelOf(row, { now, readOtherwise: parcelFile.report.readOtherwise });
    if (typeof parcel !== 'string') parcels.set(id, parcel);
    else {
      parcelFile.report.setAside.add(parcel, row.line);
      if (!parcels.has(id)) refused.add(id);
    }
  }
  const scanFile = await readRows<ScanColumn>(scansPath, SCANS);
  for (const row of scanFile.rows) {
    const id = row.cells.parcel_id;
    const parcel = parcels.get(id);
    const reason =
      parcel === undefined
        ? `parcel ${refused.has(id) ? 'set aside' : 'unknown'}`
        : addScan(row, { parcel, now, readOtherwise: scanFile.report.readOtherwise });
    if (reason !== null) scanFile.report.setAside.add(reason, row.line);
  }
  const dataEnd = dataEndOf(parcels.values());
  for (const { cells, line } of parcelFile.rows) {
    const parcel = parcels.get(cells.parcel_id);
    if (parcel === undefined || parcel.endedAt !== null || parcel.outcome === 'open') continue;
    parcel.endedAt = endFromScans(parcel, dataEnd);
    const what = `${parcel.outcome} without ended_at`;
    if (parcel.endedAt !== null) {
      parcelFile.report.readOtherwise.add(`${what}: ${END_INSTEAD[parcel.outcome]}`, line);
      continue;
    }
    parcelFile.report.setAside.add(`${what} or a scan that says when`, line);
    parcels.delete(cells.parcel_id);
  }
  if (parcels.size === 0) {
    throw new UnusableTable(
      `${parcelsPath}: none of its rows can be used (${reasons(parcelFile)})`,
    );
  }
  return {
    parcels: [...parcels.values()],
    dataEnd,
    everyLossIsKnown: false,
    files: [parcelFile.report, scanFile.report],
  };
}

const END_INSTEAD = {
  delivered: 'its last scan "delivered"',
  returned: 'its last scan "returned" or "returning"',
  lost: 'lost at the end of the data',
} as const;

interface RowsOf<Column extends string> {
  rows: readonly TableRow<Column>[];
  report: FileReport;
}

async function readRows<Column extends string>(
  path: string,
  { required, mayBeEmpty }: { required: readonly Column[]; mayBeEmpty: readonly Column[] },
): Promise<RowsOf<Column>> {
  const { rows, absent, setAside } = await readTable<Column, Column>(path, {
    required,
    optional: mayBeEmpty,
  });
  const [missing] = absent;
  if (missing !== undefined) {
    throw new UnusableTable(
      `${path} has no column "${missing}": add it to the header, with empty cells where nothing is known`,
    );
  }
  const count = rows.length + setAside.rows();
  if (count === 0) {
    throw new UnusableTable(`${path} has a header and no rows: nothing can be replayed`);
  }
  return { rows, report: { path, rows: count, setAside, readOtherwise: createSetAside() } };
}

function reasons({ report }: RowsOf<string>): string {
  return report.setAside
    .counts()
    .map(({ reason, rows }) => `${reason}: ${rows}`)
    .join(', ');
}

/** The parcel, or why it cannot be used. */
function parcelOf(
  { cells, line }: TableRow<ParcelColumn>,
  { now, readOtherwise }: { now: Date; readOtherwise: SetAside },
): ParcelHistory | string {
  const outcome = OUTCOMES.find((each) => each === cells.outcome.toLowerCase());
  if (outcome === undefined) return 'outcome unknown';
  const startedAt = instantOrUtc(cells.started_at);
  if (startedAt === null) return 'started_at is no date';
  if (startedAt > now) return 'started_at in the future';
  const endedAt = cells.ended_at === '' ? null : estimateInstant(cells.ended_at);
  if (endedAt === null && cells.ended_at !== '') return 'ended_at is no date';
  if (endedAt !== null && endedAt > now) return 'ended_at in the future';
  if (endedAt !== null && endedAt < startedAt) return 'ended_at before started_at';
  if (endedAt !== null && outcome === 'open') {
    readOtherwise.add('open with an ended_at: last looked at then', line);
  }
  const country = (column: 'origin' | 'destination') => {
    const code = countryCode(cells[column] === '' ? null : cells[column]);
    if (code === null && cells[column] !== '') {
      readOtherwise.add(`${column} is no country: unknown`, line);
    }
    return code;
  };
  const carrier = carrierFamily(cells.carrier === '' ? null : cells.carrier);
  const lane = { carrier, origin: country('origin'), destination: country('destination') };
  return { lane, startedAt, outcome, endedAt, scans: [] };
}

/** Adds the scan to its parcel, or says why not. */
function addScan(
  { cells, line }: TableRow<ScanColumn>,
  { parcel, now, readOtherwise }: { parcel: ParcelHistory; now: Date; readOtherwise: SetAside },
): string | null {
  const milestone = MILESTONES.find((each) => each === cells.milestone.toLowerCase());
  if (milestone === undefined) return 'milestone unknown';
  const occurredAt = instantOrUtc(cells.occurred_at);
  if (occurredAt === null) return 'occurred_at is no date';
  if (occurredAt > now) return 'occurred_at in the future';
  const country = countryCode(cells.country === '' ? null : cells.country);
  if (country === null && cells.country !== '') {
    readOtherwise.add('country is no country: unknown', line);
  }
  parcel.scans.push(scanOf({ occurredAt, milestone, country, hasPlace: cells.place !== '' }));
  return null;
}
