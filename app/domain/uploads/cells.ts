import { isJunk } from '#app/domain/numbers/junk.ts';
import { numberKey } from '#app/domain/numbers/normalise.ts';
import { recogniseNumber } from '#app/domain/numbers/recognise.ts';
import { cleanCarrierText } from '#app/domain/scans/clean-text.ts';
import { readDate } from '#app/domain/uploads/dates.ts';
import type { DateOrder } from '#app/domain/uploads/dates.ts';
import { reason } from '#app/domain/uploads/upload.ts';
import type {
  ColumnPlaces,
  RowReason,
  RowReasonCode,
  UploadCells,
  UploadField,
} from '#app/domain/uploads/upload.ts';

/**
 * What is kept of one record, and what was noticed while reading it. `bad` names what makes the row unusable; null when it
 * can be matched. A record without anything in the known columns is null: an empty line. Cells that are not shaped like
 * their field (a name in the order column) are not kept. Never throws.
 */
export function readRow(
  record: readonly string[],
  places: ColumnPlaces,
  dateOrder: DateOrder | null,
): { cells: UploadCells; notes: RowReason[]; bad: RowReason | null } | null {
  const cell = (field: UploadField): string => {
    const place = places[field];
    return place === undefined ? '' : tidy(record[place] ?? '');
  };
  if (Object.values(places).every((place) => isEmpty(tidy(record[place] ?? '')))) return null;
  const number = readNumber(cell('number'));
  const next = readNumber(cell('next'));
  const existing = readNumber(cell('existing'));
  const order = readOrder(cell('order'));
  const shipped = readShipped(cell('shipped'), dateOrder);
  const notes: RowReason[] = [...order.notes, ...shipped.notes];
  for (const read of [number, next, existing])
    if (read.kind === 'number' && read.isRepaired) notes.push(reason('repaired', read.number));
  if (existing.kind === 'bad') notes.push(reason('existing_unread'));
  for (const read of [number, next])
    if (read.kind === 'number' && hasWrongCheckDigit(read.number))
      notes.push(reason('check_digit_fails', read.number));
  const unread = number.kind === 'bad' ? number : next.kind === 'bad' ? next : null;
  const cells: UploadCells = {
    order: order.name,
    number: numberOf(number),
    next: numberOf(next),
    existing: numberOf(existing),
    carrier: cut(cleanCarrierText(cell('carrier')), LONGEST_CARRIER),
    sku: cut(cleanCarrierText(cell('sku')), LONGEST_SKU),
    quantity: readQuantity(cell('quantity')),
    shippedOn: shipped.on,
    unread: unread?.shown ?? null,
  };
  return {
    cells: isSameNumber(cells) ? { ...cells, next: null } : cells,
    notes,
    bad: badOf(unread, cells),
  };
}

function badOf(
  unread: Extract<NumberCell, { kind: 'bad' }> | null,
  cells: UploadCells,
): RowReason | null {
  if (unread !== null) return reason(unread.code, unread.shown ?? '');
  return cells.number === null && cells.next === null ? reason('number_missing') : null;
}

/** Suppliers fill the second column with the first number until there is another. */
function isSameNumber({ number, next }: UploadCells): boolean {
  return number !== null && next !== null && numberKey(number) === numberKey(next);
}

export type NumberCell =
  | { kind: 'empty' }
  | { kind: 'number'; number: string; isRepaired: boolean }
  /** `shown`: the cell again, as far as it may be kept. */
  | { kind: 'bad'; code: RowReasonCode; shown: string | null };

/**
 * A tracking number out of a spreadsheet's cell. Put right where that is certain: a text quote in front, `="…"`, `.0` behind
 * digits, scientific notation that still holds every digit. Refused where digits are gone or it would be a formula.
 */
export function readNumber(raw: string): NumberCell {
  const cell = tidy(raw);
  if (isEmpty(cell)) return { kind: 'empty' };
  const bad = (code: RowReasonCode): NumberCell => ({ kind: 'bad', code, shown: keepable(cell) });
  const quoted = /^=\s*"([^"]*)"$/.exec(cell)?.[1];
  const text = tidy(quoted ?? cell.replace(/^['’‘`]+/, ''));
  if (/^#(?:N\/A|REF!|VALUE!|NAME\?|NUM!|NULL!|DIV\/0!)/i.test(text))
    return bad('number_error_cell');
  if (/^[=@+]/.test(text)) return bad('number_formula');
  if (/^\d+(?:[.,]\d+)?E\+?\d{1,3}$/i.test(text)) {
    const whole = fromScientific(text);
    return whole === null
      ? bad('number_rounded')
      : { kind: 'number', number: whole, isRepaired: true };
  }
  const number = text.replace(/^(\d{5,})\.0{1,2}$/, '$1');
  if (/[,;|/\n、，；]/u.test(number)) return bad('number_several');
  const key = numberKey(number);
  if (!isShaped(number, key)) return bad('number_shapeless');
  if (isRounded(key)) return bad('number_rounded');
  if (isJunk(key)) return bad('number_junk');
  return { kind: 'number', number, isRepaired: number !== cell };
}

/** Letters and digits with the signs people put between them. Every carrier's number has five digits; a word has none. */
function isShaped(number: string, key: string): boolean {
  return (
    number.length <= LONGEST_NUMBER &&
    /^[A-Z0-9][A-Z0-9\s._-]*$/i.test(number) &&
    (key.match(/\d/g)?.length ?? 0) >= FEWEST_DIGITS &&
    !/[A-Z]{8}/.test(key)
  );
}

const FEWEST_DIGITS = 5;
const LONGEST_NUMBER = 60;
const LONGEST_CARRIER = 60;
const LONGEST_SKU = 80;

/** `1.23456789012E+11` lost nothing: as many digits behind the point as the exponent says. Null when digits are gone. */
function fromScientific(text: string): string | null {
  const [, lead = '', decimals = '', exponent = '0'] =
    /^(\d)(?:[.,](\d+))?E\+?(\d{1,3})$/i.exec(text) ?? [];
  return lead !== '' && decimals.length === Number(exponent) && decimals.length >= 7
    ? lead + decimals
    : null;
}

/** Spreadsheets keep fifteen digits and write zeros for the rest; three zeros by chance are one in a thousand. */
const SPREADSHEET_DIGITS = 15;
const SUSPICIOUS_LENGTH = 18;

function isRounded(key: string): boolean {
  return (
    /^\d+$/.test(key) &&
    key.length >= SUSPICIOUS_LENGTH &&
    /^0+$/.test(key.slice(SPREADSHEET_DIGITS))
  );
}

function hasWrongCheckDigit(number: string): boolean {
  return recogniseNumber(number).suspicions.some(({ code }) => code === 'check_digit_failed');
}

/** An order's name: a digit, no white space inside but after `#`, at most forty characters. Anything else may be a person. */
function readOrder(cell: string): { name: string | null; notes: RowReason[] } {
  if (isEmpty(cell)) return { name: null, notes: [] };
  const text = tidy((/^=\s*"([^"]*)"$/.exec(cell)?.[1] ?? cell).replace(/^['’‘`]+/, '')).replace(
    /^(\d{1,18})\.0{1,2}$/,
    '$1',
  );
  const name = text.replace(/\s*#\s*/, '#');
  return /^[#\p{L}\p{N}_./-]{1,40}$/u.test(name) && /\d/.test(name)
    ? { name, notes: [] }
    : { name: null, notes: [reason('order_unread')] };
}

function readShipped(
  cell: string,
  order: DateOrder | null,
): { on: string | null; notes: RowReason[] } {
  if (isEmpty(cell)) return { on: null, notes: [] };
  const read = readDate(cell, order);
  if (read.ok) return { on: read.on, notes: [] };
  return { on: null, notes: [reason(read.why === 'ambiguous' ? 'date_ambiguous' : 'date_unread')] };
}

function readQuantity(cell: string): number | null {
  const match = /^(\d{1,5})(?:\.0+)?$/.exec(cell);
  return match === null ? null : Number(match[1]);
}

function numberOf(read: NumberCell): string | null {
  return read.kind === 'number' ? read.number : null;
}

/** A cell that may be shown again: short, with a digit, and no address or telephone number. */
function keepable(cell: string): string | null {
  return /\d/.test(cell) &&
    /^[A-Z0-9=".,+\s/|;-]{1,60}$/i.test(cell) &&
    !/^\s*[+=]?\s*\d{1,3}[\s-]\d/.test(cell)
    ? cell
    : null;
}

const LONGEST_CELL = 500;

/** Compatibility-normalised, without control and invisible characters and outer white space. */
function tidy(raw: string): string {
  return raw
    .slice(0, LONGEST_CELL)
    .toWellFormed()
    .normalize('NFKC')
    .replaceAll(/[\p{Cc}\p{Cf}\uFFFD]/gu, (character) => (character === '\n' ? '\n' : ''))
    .trim();
}

/** What people write for "none". */
function isEmpty(cell: string): boolean {
  return cell === '' || /^(?:[-—/]+|n\/?a|none|null|nil|无|暂无|無|未填|空)$/iu.test(cell);
}

function cut(text: string | null, length: number): string | null {
  if (text === null || isEmpty(text)) return null;
  return [...text].slice(0, length).join('');
}
