import { z } from 'zod';
import type { CashItem } from '#app/domain/cash/cash-facts.ts';
import { readTypedAmount } from '#app/domain/cash/typed-amount.ts';

/** A column of a file of costs. */
export const COST_FIELDS = [
  'name',
  'kind',
  'amount',
  'currency',
  'every',
  'from',
  'until',
] as const;
export type CostField = (typeof COST_FIELDS)[number];

/** Why a row is left out; the others are taken. */
export interface CostFault {
  /** As a spreadsheet counts rows, from 1. */
  line: number;
  field: CostField;
  code:
    | 'missing'
    | 'not_an_amount'
    | 'amount_unclear'
    | 'not_positive'
    | 'not_a_date'
    | 'ends_before_start'
    | 'not_a_kind'
    | 'not_a_rhythm'
    | 'not_a_currency';
}

export type CostsReading =
  | { ok: true; items: (CashItem & { currency: string })[]; faults: CostFault[] }
  /** The header names none of these columns. */
  | { ok: false; missing: CostField[] };

/**
 * Reads a file of costs: one row an item, its columns found by their names in English or Chinese, whatever their order. Without
 * a kind a row recurs, or is a single cost where it says no rhythm; without a currency it is in the shop's. Dates are ISO
 * (`2026-12-01`). A row that cannot be read is named and stops no other.
 */
export function readCostsCsv(
  records: readonly { line: number; cells: readonly string[] }[],
  { currency }: { currency: string },
): CostsReading {
  const [header, ...rows] = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const places = placesOf(header?.cells ?? []);
  const missing = (['name', 'amount', 'from'] as const).filter((field) => !places.has(field));
  if (missing.length > 0) return { ok: false, missing };
  const items: (CashItem & { currency: string })[] = [];
  const faults: CostFault[] = [];
  for (const { line, cells } of rows) {
    const cell = (field: CostField) => (cells[places.get(field) ?? -1] ?? '').trim();
    const read = readItem(cell, currency);
    if ('code' in read) faults.push({ line, ...read });
    else items.push(read);
  }
  return { ok: true, items, faults };
}

type Fault = Omit<CostFault, 'line'>;

function readItem(
  cell: (field: CostField) => string,
  shopCurrency: string,
): (CashItem & { currency: string }) | Fault {
  const name = cell('name').slice(0, 80);
  if (name === '') return { field: 'name', code: 'missing' };
  const currency = cell('currency') === '' ? shopCurrency : cell('currency').toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) return { field: 'currency', code: 'not_a_currency' };
  const amount = readTypedAmount(cell('amount'), currency);
  if (!amount.ok) return { field: 'amount', code: amount.code };
  if (amount.minor <= 0) return { field: 'amount', code: 'not_positive' };
  const every = wordIn(EVERY, cell('every'), 'once');
  if (every === null) return { field: 'every', code: 'not_a_rhythm' };
  const kind = wordIn(KINDS, cell('kind'), every === 'once' ? 'one_off' : 'recurring');
  if (kind === null) return { field: 'kind', code: 'not_a_kind' };
  const startsOn = cell('from');
  if (!isDay(startsOn)) return { field: 'from', code: 'not_a_date' };
  const endsOn = cell('until') === '' ? null : cell('until');
  if (endsOn !== null && !isDay(endsOn)) return { field: 'until', code: 'not_a_date' };
  if (endsOn !== null && endsOn < startsOn) return { field: 'until', code: 'ends_before_start' };
  return { name, kind, minor: amount.minor, currency, every, startsOn, endsOn };
}

function placesOf(header: readonly string[]): Map<CostField, number> {
  const places = new Map<CostField, number>();
  header.forEach((cell, place) => {
    const field = COST_FIELDS.find((each) => NAMES[each].includes(cell.trim().toLowerCase()));
    if (field !== undefined && !places.has(field)) places.set(field, place);
  });
  return places;
}

const NAMES: Readonly<Record<CostField, readonly string[]>> = {
  name: ['name', 'item', 'cost', '名称', '项目', '名稱', '項目'],
  kind: ['kind', 'type', '类型', '類型'],
  amount: ['amount', '金额', '金額'],
  currency: ['currency', '币种', '货币', '幣別'],
  every: ['every', 'frequency', 'rhythm', '频率', '周期', '頻率', '週期'],
  from: [
    'from',
    'starts',
    'start',
    'date',
    'starts on',
    '开始',
    '日期',
    '开始日期',
    '開始',
    '開始日期',
  ],
  until: ['until', 'ends', 'end', 'ends on', '结束', '结束日期', '結束', '結束日期'],
};

const KINDS: Readonly<Record<CashItem['kind'], readonly string[]>> = {
  recurring: ['recurring', 'fixed', '固定', '经常', '經常'],
  ads: ['ads', 'ad', 'advertising', '广告', '廣告'],
  one_off: ['one_off', 'one-off', 'once', '一次性', '单次', '單次'],
  receipt: ['receipt', 'in', 'income', '收入', '收款'],
};

const EVERY: Readonly<Record<CashItem['every'], readonly string[]>> = {
  once: ['once', '一次', '单次', '單次'],
  day: ['day', 'daily', '每天', '每日'],
  week: ['week', 'weekly', '每周', '每週'],
  month: ['month', 'monthly', '每月'],
  quarter: ['quarter', 'quarterly', '每季', '每季度'],
  year: ['year', 'yearly', 'annually', '每年'],
};

/** The word that a cell means; an empty cell means `otherwise`, null: none of them. */
function wordIn<W extends string>(
  words: Readonly<Record<W, readonly string[]>>,
  cell: string,
  otherwise: W,
): W | null {
  if (cell === '') return otherwise;
  const said = cell.toLowerCase();
  for (const word in words) if (words[word].includes(said)) return word;
  return null;
}

/** `Date.parse` would take the 30th of February for the 2nd of March; the database would refuse the whole file. */
function isDay(text: string): boolean {
  return text >= FIRST_DAY && z.iso.date().safeParse(text).success;
}

const FIRST_DAY = '1970-01-01';
