import { readNumber } from '#app/domain/uploads/cells.ts';
import { fieldOfHeader } from '#app/domain/uploads/headers.ts';
import { UPLOAD_FIELDS } from '#app/domain/uploads/upload.ts';
import type { ColumnPlaces, UploadField } from '#app/domain/uploads/upload.ts';

export interface FileColumns {
  /** 0-based record that holds the names; null when the file has none and the cells themselves told. */
  headerRecord: number | null;
  places: ColumnPlaces;
  /** What each column is called, for choosing another; empty where the file says nothing fit to be kept. */
  headers: string[];
}

/** Titles and notes may stand above the names. */
export const HEADER_WITHIN = 10;
/** Records that suffice to recognise the columns. */
export const SAMPLE_RECORDS = 40;

/**
 * Which column is what, from a file's first records: by the names of the columns in any order and language, or, when
 * there are none, by what the cells look like. Never throws; a file without a number column has no place for one.
 */
export function recogniseColumns(records: readonly (readonly string[])[]): FileColumns {
  let best: { at: number; places: ColumnPlaces; count: number } | null = null;
  for (const [at, record] of records.slice(0, HEADER_WITHIN).entries()) {
    const places = placesOfNames(record);
    const count = Object.keys(places).length;
    const isHeader = count >= 2 || places.number !== undefined || places.next !== undefined;
    if (isHeader && count > (best?.count ?? 0)) best = { at, places, count };
  }
  if (best === null) {
    const width = Math.max(0, ...records.map((record) => record.length));
    return {
      headerRecord: null,
      places: placesOfCells(records, width),
      headers: Array.from({ length: width }, () => ''),
    };
  }
  return {
    headerRecord: best.at,
    places: best.places,
    headers: (records[best.at] ?? []).map(keptHeader),
  };
}

/** A person's choice of columns over what was recognised: a field they set to null has none. */
export function chooseColumns(
  { places }: Pick<FileColumns, 'places'>,
  chosen: Partial<Record<UploadField, number | null>>,
): ColumnPlaces {
  const result: ColumnPlaces = {};
  const taken = new Set(Object.values(chosen).filter((place) => place !== null));
  for (const field of UPLOAD_FIELDS) {
    const own = chosen[field];
    const place = own === undefined ? places[field] : own;
    if (place === undefined || place === null) continue;
    // A column that the person gave to another field leaves the one it was recognised as.
    if (own === undefined && taken.has(place)) continue;
    result[field] = place;
  }
  return result;
}

function placesOfNames(record: readonly string[]): ColumnPlaces {
  const found = new Map<UploadField, { place: number; rank: number }>();
  for (const [place, name] of record.entries()) {
    const known = fieldOfHeader(name);
    if (known === null) continue;
    const before = found.get(known.field);
    if (before === undefined || known.rank < before.rank)
      found.set(known.field, { place, rank: known.rank });
  }
  const places: ColumnPlaces = {};
  for (const [field, { place }] of found) places[field] = place;
  return places;
}

/** Without names: the column whose cells read as tracking numbers, and the first that looks like order names. */
function placesOfCells(records: readonly (readonly string[])[], width: number): ColumnPlaces {
  const columns = Array.from({ length: width }, (_, place) => {
    const cells = records
      .map((record) => record[place]?.trim() ?? '')
      .filter((cell) => cell !== '');
    const share = (test: (cell: string) => boolean) =>
      cells.length === 0 ? 0 : cells.filter(test).length / cells.length;
    return { place, numbers: share(looksLikeNumber), orders: share(looksLikeOrder) };
  });
  const [number] = columns
    .filter((column) => column.numbers >= MOSTLY)
    .sort((a, b) => b.numbers - a.numbers || a.place - b.place);
  if (number === undefined) return {};
  const order = columns.find((column) => column !== number && column.orders >= MOSTLY);
  return { number: number.place, ...(order !== undefined && { order: order.place }) };
}

const MOSTLY = 0.6;

function looksLikeNumber(cell: string): boolean {
  if (looksLikeOrder(cell)) return false;
  const read = readNumber(cell);
  return read.kind === 'number' || (read.kind === 'bad' && read.code === 'number_rounded');
}

function looksLikeOrder(cell: string): boolean {
  return /^(?:#\s*)?[A-Z]{0,6}[-_]?#?\d{3,7}(?:[-.][A-Z0-9]{1,3})?$/i.test(cell);
}

/** A column's name as it may be stored: one with a number or an address in it may be somebody's data. */
function keptHeader(header: string): string {
  const text = header.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').trim();
  const isSafe = text.length <= LONGEST_NAME && !/[@＠]|\d{3,}/u.test(text);
  return isSafe ? text : '';
}

const LONGEST_NAME = 40;
