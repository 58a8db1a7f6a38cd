import type { Outcome } from '#app/domain/lanes/journey.ts';
import { carrierFamily } from '#app/domain/lanes/lane-key.ts';
import { estimateInstant, instantOrUtc } from '#app/domain/scans/source-instant.ts';
import { MILESTONES } from '#app/domain/scans/scan.ts';
import { countryCode } from '#app/domain/shared/country.ts';
import { readRows, UnusableTable, type TableRow } from '../csv/read-table.ts';
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
  const parcels = new Map<string, ParcelHistory>();
  const refused = new Set<string>();
  /** Ended ones whose row does not say when, by line. */
  const undated: { id: string; line: number }[] = [];
  const parcelFile = await readFile<ParcelColumn>(parcelsPath, PARCELS, (row, readOtherwise) => {
    const { parcel_id: id, ended_at: endedAt } = row.cells;
    if (parcels.has(id)) return 'parcel_id twice';
    const parcel = parcelOf(row, { now, readOtherwise });
    if (typeof parcel === 'string') {
      refused.add(id);
      return parcel;
    }
    parcels.set(id, parcel);
    if (endedAt === '' && parcel.outcome !== 'open') undated.push({ id, line: row.line });
    return null;
  });
  const scanFile = await readFile<ScanColumn>(scansPath, SCANS, (row, readOtherwise) => {
    const id = row.cells.parcel_id;
    const parcel = parcels.get(id);
    if (parcel !== undefined) return addScan(row, { parcel, now, readOtherwise });
    return `parcel ${refused.has(id) ? 'set aside' : 'unknown'}`;
  });
  const dataEnd = dataEndOf(parcels.values());
  for (const { id, line } of undated) {
    const reason = endWithoutDate(parcels.get(id), { dataEnd, line, file: parcelFile });
    if (reason === null) continue;
    parcelFile.setAside.add(reason, line);
    parcels.delete(id);
  }
  if (parcels.size === 0) {
    const reasons = parcelFile.setAside.counts().map(({ reason, rows }) => `${reason}: ${rows}`);
    throw new UnusableTable(`${parcelsPath}: none of its rows can be used (${reasons.join(', ')})`);
  }
  const files = [parcelFile, scanFile];
  return { parcels: [...parcels.values()], dataEnd, everyLossIsKnown: false, files };
}

const END_INSTEAD = {
  delivered: 'its last scan "delivered"',
  returned: 'its last scan "returned" or "returning"',
  lost: 'lost at the end of the data',
} as const;

/** Ends a parcel by what its scans say, or says why that is impossible. */
function endWithoutDate(
  parcel: ParcelHistory | undefined,
  { dataEnd, line, file }: { dataEnd: Date; line: number; file: FileReport },
): string | null {
  if (parcel === undefined || parcel.outcome === 'open') return null;
  parcel.endedAt = endFromScans(parcel, dataEnd);
  const what = `${parcel.outcome} without ended_at`;
  if (parcel.endedAt === null) return `${what} or a scan that says when`;
  file.readOtherwise.add(`${what}: ${END_INSTEAD[parcel.outcome]}`, line);
  return null;
}

/** Reads a file that must have all columns; `take` says why it cannot use a row, or null. */
async function readFile<Column extends string>(
  path: string,
  { required, mayBeEmpty }: { required: readonly Column[]; mayBeEmpty: readonly Column[] },
  take: (row: TableRow<Column>, readOtherwise: SetAside) => string | null,
): Promise<FileReport> {
  const readOtherwise = createSetAside();
  const refused = createSetAside();
  let rows = 0;
  const columns = { required, optional: mayBeEmpty };
  const { absent, setAside } = await readRows<Column, Column>(path, columns, (row) => {
    rows += 1;
    const reason = take(row, readOtherwise);
    if (reason !== null) refused.add(reason, row.line);
  });
  const [missing] = absent;
  if (missing !== undefined) {
    throw new UnusableTable(
      `${path} has no column "${missing}": add it to the header, with empty cells where nothing is known`,
    );
  }
  rows += setAside.rows();
  if (rows === 0) {
    throw new UnusableTable(`${path} has a header and no rows: nothing can be replayed`);
  }
  setAside.addAll(refused);
  return { path, rows, setAside, readOtherwise };
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
