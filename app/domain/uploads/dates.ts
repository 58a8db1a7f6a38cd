/** Which of `11/03/2026`'s first two numbers is the month. */
export type DateOrder = 'dmy' | 'mdy';

/**
 * The order of days and months in a file's slashed and dotted dates: a number above twelve in one place proves it.
 * `either` when no date tells; `mixed` when they contradict each other. Such dates are then left unread where it matters.
 */
export function dateOrderOf(texts: Iterable<string>): DateOrder | 'either' | 'mixed' | 'none' {
  let isDayFirst = false;
  let isMonthFirst = false;
  let isAmbiguous = false;
  for (const text of texts) {
    const parts = slashed(text);
    if (parts === null) continue;
    const { first, second } = parts;
    if (first > 12 && second <= 12) isDayFirst = true;
    else if (second > 12 && first <= 12) isMonthFirst = true;
    else if (first !== second) isAmbiguous = true;
  }
  if (isDayFirst && isMonthFirst) return 'mixed';
  if (isDayFirst) return 'dmy';
  if (isMonthFirst) return 'mdy';
  return isAmbiguous ? 'either' : 'none';
}

/**
 * An ISO date from what spreadsheets and suppliers' exports write: ISO with or without a time, `2026/11/3 14:05`,
 * `2026年11月3日`, `03.11.2026`, `11/03/2026`, `3 Nov 2026`, `20261103` and Excel's day numbers. The time of day is
 * dropped. `order` null: a date that reads both ways is `ambiguous`. Years from 2000 to 2099.
 */
export function readDate(
  text: string,
  order: DateOrder | null,
): { ok: true; on: string } | { ok: false; why: 'unread' | 'ambiguous' } {
  const cell = text.normalize('NFKC').trim().slice(0, LONGEST_DATE);
  const yearFirst =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)/u.exec(cell) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(cell);
  if (yearFirst !== null) return dateOf(yearFirst[1], yearFirst[2], yearFirst[3]);
  const parts = slashed(cell);
  if (parts !== null) return fromSlashed(parts, order);
  return fromWords(cell) ?? fromSerial(cell) ?? UNREAD;
}

const LONGEST_DATE = 40;
const UNREAD = { ok: false, why: 'unread' } as const;

type Reading = ReturnType<typeof readDate>;

interface Slashed {
  first: number;
  second: number;
  year: string;
  isDotted: boolean;
}

function slashed(text: string): Slashed | null {
  const match = /^\s*(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/.exec(text);
  if (match === null) return null;
  const [, first, sign, second, year = ''] = match;
  return {
    first: Number(first),
    second: Number(second),
    year: year.length === 2 ? `20${year}` : year,
    isDotted: sign === '.',
  };
}

function fromSlashed({ first, second, year, isDotted }: Slashed, order: DateOrder | null): Reading {
  const asDmy = () => dateOf(year, String(second), String(first));
  const asMdy = () => dateOf(year, String(first), String(second));
  // Dots between day and month are written day first everywhere they are used.
  if (isDotted || first > 12) return asDmy();
  if (second > 12) return asMdy();
  if (first === second || order === 'dmy') return asDmy();
  return order === 'mdy' ? asMdy() : { ok: false, why: 'ambiguous' };
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function fromWords(cell: string): Reading | null {
  const dayFirst =
    /^(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})/i.exec(
      cell,
    );
  const monthFirst =
    /^(?:[a-z]{3,9},\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/i.exec(cell);
  const [word, day, year] =
    dayFirst !== null
      ? [dayFirst[2], dayFirst[1], dayFirst[3]]
      : [monthFirst?.[1], monthFirst?.[2], monthFirst?.[3]];
  if (word === undefined) return null;
  const month = MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;
  return month === 0 ? null : dateOf(year, String(month), day);
}

/** Excel counts days from 30 December 1899; these are the years 2000 to 2099. */
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 73_050;
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

function fromSerial(cell: string): Reading | null {
  if (!/^\d{5}(?:\.\d{1,12})?$/.test(cell)) return null;
  const days = Math.floor(Number(cell));
  if (days < FIRST_SERIAL || days > LAST_SERIAL) return null;
  return { ok: true, on: new Date(EXCEL_EPOCH_MS + days * DAY_MS).toISOString().slice(0, 10) };
}

function dateOf(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): Reading {
  const on = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const at = new Date(`${on}T00:00:00Z`);
  // 31 April rolls over to May: no such day.
  const isReal = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(on);
  return isReal && on.startsWith('20') ? { ok: true, on } : UNREAD;
}

/** Whole days from one ISO date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
