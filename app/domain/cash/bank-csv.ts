import { decimalSignOf, readAmount, signOf } from '#app/domain/cash/bank-amounts.ts';
import type { DecimalSign } from '#app/domain/cash/bank-amounts.ts';
import { bankColumns, hasAmount } from '#app/domain/cash/bank-columns.ts';
import type { BankField, BankPlaces } from '#app/domain/cash/bank-columns.ts';
import { gatewayIn } from '#app/domain/cash/gateway-names.ts';
import { dateOrderOf, readDate } from '#app/domain/uploads/dates.ts';
import type { DateOrder } from '#app/domain/uploads/dates.ts';

/** A record of the file, split into cells; `line` counts as a spreadsheet does, from 1. */
export interface BankRecord {
  line: number;
  cells: readonly string[];
}

/** A movement on the account, as far as it is kept: never its text, which may name people. */
export interface BankLine {
  line: number;
  /** ISO date. */
  bookedOn: string;
  /** In is positive. */
  minor: number;
  /** Which of the shop's gateways it came from; null: none of them. */
  gateway: string | null;
  /** Of date, amount and text, and of how many the same came before: what is uploaded twice is one line. */
  digest: string;
}

/** Why a row is left out; the others are taken. */
export interface BankFault {
  line: number;
  field: BankField;
  code:
    | 'date_missing'
    | 'date_unread'
    | 'amount_missing'
    | 'amount_unread' // no number, or more digits than the currency has
    | 'amount_twice' // both in and out are filled in
    | 'other_currency';
}

/** What a person must say before the file can be read: which columns and rows it is about, and what can be chosen. */
export type BankQuestion =
  | { code: 'columns'; missing: ('date' | 'amount')[]; headers: readonly string[] }
  | { code: 'date_order'; header: string; lines: number[]; choices: readonly DateOrder[] }
  | { code: 'decimal_sign'; header: string; lines: number[]; choices: readonly DecimalSign[] };

export interface BankChoices {
  columns?: Partial<Record<Exclude<BankField, 'text'>, number | null>>;
  dateOrder?: DateOrder;
  decimal?: DecimalSign;
}

export type BankReading =
  | {
      ok: true;
      lines: BankLine[];
      faults: BankFault[];
      headers: readonly string[];
      places: BankPlaces;
      dateOrder: DateOrder | null;
      decimal: DecimalSign;
    }
  | { ok: false; question: BankQuestion };

/**
 * Reads a bank statement's records in one currency. Which of day and month comes first, and which sign is the decimal one,
 * is decided from the whole file; what reads both ways, or contradicts itself, is asked and never guessed. A row that cannot
 * be read is named and stops no other.
 */
export function readBankCsv(
  records: readonly BankRecord[],
  {
    currency,
    gateways,
    digestOf,
    choices = {},
  }: {
    currency: string;
    /** As the shop's orders name them. */
    gateways: readonly string[];
    /** A one-way digest; the text goes nowhere else. */
    digestOf: (text: string) => string;
    choices?: BankChoices;
  },
): BankReading {
  const { header, places, headers } = bankColumns(
    records.map(({ cells }) => cells),
    choices.columns ?? {},
  );
  const missing: ('date' | 'amount')[] = [];
  if (places.date === undefined) missing.push('date');
  if (!hasAmount(places)) missing.push('amount');
  if (missing.length > 0) return ask({ code: 'columns', missing, headers });
  const rows = records
    .slice(header === null ? 0 : header + 1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const order = orderOf(rows, { places, headers, chosen: choices.dateOrder });
  if (!order.ok) return order;
  const sign = decimalOf(rows, { places, headers, chosen: choices.decimal });
  if (!sign.ok) return sign;
  const reader = { places, dateOrder: order.value, decimal: sign.value, currency };
  const lines: BankLine[] = [];
  const faults: BankFault[] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const read = readRow(row, reader);
    if (!read.ok) {
      faults.push({ line: row.line, ...read.fault });
      continue;
    }
    const text = places.text.map((place) => cellAt(row, place)).join(' ');
    const key = `${read.bookedOn}|${read.minor}|${text}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    const { bookedOn, minor } = read;
    const digest = digestOf(`${currency}|${key}|${before}`);
    lines.push({ line: row.line, bookedOn, minor, gateway: gatewayIn(text, gateways), digest });
  }
  const read = { dateOrder: order.value, decimal: sign.value };
  return { ok: true, lines, faults, headers, places, ...read };
}

type Settled<T> = { ok: true; value: T } | { ok: false; question: BankQuestion };

const ORDERS: readonly DateOrder[] = ['dmy', 'mdy'];
const SIGNS: readonly DecimalSign[] = ['.', ','];
/** Rows named in a question. */
const MOST_NAMED = 5;

interface FileShape<T> {
  places: BankPlaces;
  headers: readonly string[];
  chosen: T | undefined;
}

function orderOf(
  rows: readonly BankRecord[],
  { places, headers, chosen }: FileShape<DateOrder>,
): Settled<DateOrder | null> {
  if (chosen !== undefined) return { ok: true, value: chosen };
  const place = places.date ?? -1;
  // Dots between day and month are day first wherever they are used.
  const dated = rows.filter((row) => !/^\s*\d{1,2}\./.test(cellAt(row, place)));
  const order = dateOrderOf(dated.map((row) => cellAt(row, place)));
  if (order === 'dmy' || order === 'mdy') return { ok: true, value: order };
  if (order === 'none') return { ok: true, value: null };
  const lines = dated
    .filter((row) => order === 'mixed' || dateOrderOf([cellAt(row, place)]) === 'either')
    .slice(0, MOST_NAMED)
    .map(({ line }) => line);
  return ask({ code: 'date_order', header: headers[place] ?? '', lines, choices: ORDERS });
}

function decimalOf(
  rows: readonly BankRecord[],
  { places, headers, chosen }: FileShape<DecimalSign>,
): Settled<DecimalSign> {
  if (chosen !== undefined) return { ok: true, value: chosen };
  const columns = amountPlaces(places);
  const texts = rows.flatMap((row) => columns.map((place) => cellAt(row, place)));
  const sign = decimalSignOf(texts);
  if (sign === '.' || sign === ',') return { ok: true, value: sign };
  if (sign === 'none') return { ok: true, value: '.' };
  const lines = rows
    .filter((row) => columns.some((place) => signOf(cellAt(row, place)) !== 'none'))
    .slice(0, MOST_NAMED)
    .map(({ line }) => line);
  const header = headers[columns[0] ?? -1] ?? '';
  return ask({ code: 'decimal_sign', header, lines, choices: SIGNS });
}

function ask(question: BankQuestion): { ok: false; question: BankQuestion } {
  return { ok: false, question };
}

interface RowReader {
  places: BankPlaces;
  dateOrder: DateOrder | null;
  decimal: DecimalSign;
  currency: string;
}

type RowRead =
  { ok: true; bookedOn: string; minor: number } | { ok: false; fault: Omit<BankFault, 'line'> };

function readRow(row: BankRecord, reader: RowReader): RowRead {
  const { places, dateOrder, currency } = reader;
  const date = cellAt(row, places.date);
  if (date === '') return refuse('date', 'date_missing');
  const read = readDate(date, dateOrder);
  if (!read.ok) return refuse('date', 'date_unread');
  const own = cellAt(row, places.currency).toUpperCase();
  if (/^[A-Z]{3}$/.test(own) && own !== currency) return refuse('currency', 'other_currency');
  const minor = minorOf(row, reader);
  return typeof minor === 'number'
    ? { ok: true, bookedOn: read.on, minor }
    : { ok: false, fault: minor };
}

/** One signed amount, an amount with a column that says in or out, or a column each. */
function minorOf(row: BankRecord, reader: RowReader): number | Omit<BankFault, 'line'> {
  const { places } = reader;
  const amount = cellAt(row, places.amount);
  if (amount !== '') {
    const minor = readAmount(amount, reader);
    if (minor === null) return { field: 'amount', code: 'amount_unread' };
    return isOut(cellAt(row, places.direction)) ? -Math.abs(minor) : minor;
  }
  const credit = readSide(cellAt(row, places.credit), reader);
  const debit = readSide(cellAt(row, places.debit), reader);
  if (credit === 'unread') return { field: 'credit', code: 'amount_unread' };
  if (debit === 'unread') return { field: 'debit', code: 'amount_unread' };
  if (credit !== 0 && debit !== 0) return { field: 'debit', code: 'amount_twice' };
  if (credit === 0 && debit === 0) return { field: 'amount', code: 'amount_missing' };
  return credit !== 0 ? Math.abs(credit) : -Math.abs(debit);
}

/** An empty cell and a zero are both nothing. */
function readSide(text: string, reader: RowReader): number | 'unread' {
  if (/^[-—/]*$/u.test(text)) return 0;
  return readAmount(text, reader) ?? 'unread';
}

/** Words for money that leaves: debit, Soll, 借, 支, 付. */
function isOut(word: string): boolean {
  return /^(?:d|dr|dbit|debit|out|s|soll)$|[借支付]|转出|轉出/iu.test(word);
}

function refuse(field: BankField, code: BankFault['code']): RowRead {
  return { ok: false, fault: { field, code } };
}

function amountPlaces({ amount, credit, debit }: BankPlaces): number[] {
  return [amount, credit, debit].filter((place) => place !== undefined);
}

const LONGEST_CELL = 500;

function cellAt({ cells }: BankRecord, place: number | undefined): string {
  return (place === undefined ? '' : (cells[place] ?? '')).slice(0, LONGEST_CELL).trim();
}
