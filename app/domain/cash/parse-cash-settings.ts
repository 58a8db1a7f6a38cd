import { z } from 'zod';
import { readAmount, signOf } from '#app/domain/cash/bank-amounts.ts';
import type { CashSettings, StatedReserve } from '#app/domain/cash/cash-settings.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** What is wrong with a field, by its path (`reserve.percent`); the code has words that say the fix, `params` fill them. */
export interface CashSettingsFault {
  path: string;
  code: CashSettingsFaultCode;
  params: Readonly<Record<string, number | string>>;
}

export const CASH_SETTINGS_FAULTS = [
  'not_settings', // the field is not of its shape at all
  'not_an_amount',
  'amount_unclear', // 1.234 is a thousand or one and a bit: write it without grouping
  'below_zero',
  'other_currency', // the forecast is in {currency}
  'not_a_date',
  'in_the_future',
  'too_long_ago', // older than {days} days
  'out_of_range', // from {min} to {max}
] as const;
export type CashSettingsFaultCode = (typeof CASH_SETTINGS_FAULTS)[number];

/** A balance of last season says nothing of today. */
const OLDEST_OPENING_DAYS = 60;

/**
 * Reads what a person typed; amounts are text in either decimal sign. Every fault is named by its field, and with any fault
 * nothing is taken: settings are saved as a whole.
 */
export function parseCashSettings(
  form: unknown,
  { currency, today }: { currency: string; today: string },
): { ok: true; settings: CashSettings } | { ok: false; faults: CashSettingsFault[] } {
  const shape = formSchema.safeParse(form);
  if (!shape.success) {
    const paths = new Set(shape.error.issues.map((issue) => issue.path.map(String).join('.')));
    return {
      ok: false,
      faults: [...paths].map((path) => ({ path, code: 'not_settings', params: {} })),
    };
  }
  const { data } = shape;
  const reader = new Reader(currency);
  const settings: CashSettings = {
    opening: data.opening === null ? null : readOpening(data.opening, { reader, today }),
    threshold: data.threshold === null ? null : reader.money('threshold', data.threshold),
    reserve: data.reserve === null ? null : readReserve(data.reserve, reader),
    adElasticity: reader.within('adElasticity', data.adElasticity, { min: 0, max: 3 }),
    holdingShare: reader.within('holdingPercent', data.holdingPercent, { min: 0, max: 100 }) / 100,
    deadDays: reader.days('deadDays', data.deadDays, { min: 7, max: 730 }),
    shipsDirect: data.shipsDirect,
  };
  return reader.faults.length > 0 ? { ok: false, faults: reader.faults } : { ok: true, settings };
}

const money = z.object({ amount: z.string().max(40), currency: z.string().max(10) });
const number = z.number();

const formSchema = z.object({
  opening: money.extend({ on: z.string().max(20) }).nullable(),
  threshold: money.nullable(),
  reserve: z
    .object({
      held: z.string().max(40),
      percent: number,
      days: number,
      kind: z.enum(['rolling', 'fixed']),
    })
    .nullable(),
  adElasticity: number,
  holdingPercent: number,
  deadDays: number,
  shipsDirect: z.boolean(),
});
type Form = z.infer<typeof formSchema>;

function readOpening(
  { amount, currency, on }: NonNullable<Form['opening']>,
  { reader, today }: { reader: Reader; today: string },
): CashSettings['opening'] {
  const oldest = { days: OLDEST_OPENING_DAYS };
  if (!z.iso.date().safeParse(on).success) reader.refuse('opening.on', 'not_a_date');
  else if (on > today) reader.refuse('opening.on', 'in_the_future');
  else if (on < addDays(today, -OLDEST_OPENING_DAYS))
    reader.refuse('opening.on', 'too_long_ago', oldest);
  return { ...reader.money('opening', { amount, currency }), on };
}

function readReserve(
  { held, percent, days, kind }: NonNullable<Form['reserve']>,
  reader: Reader,
): StatedReserve {
  const heldMinor = reader.amount('reserve.held', held);
  if (heldMinor < 0) reader.refuse('reserve.held', 'below_zero');
  const share = reader.within('reserve.percent', percent, { min: 0, max: 100 });
  return {
    heldMinor,
    percentBp: Math.round(share * 100),
    days: reader.days('reserve.days', days, { min: 0, max: 365 }),
    kind,
  };
}

/** Reads fields and collects what is wrong with each; a refused field gives a value that is never used. */
class Reader {
  readonly faults: CashSettingsFault[] = [];
  readonly #currency: string;

  constructor(currency: string) {
    this.#currency = currency;
  }

  refuse(path: string, code: CashSettingsFaultCode, params: CashSettingsFault['params'] = {}) {
    this.faults.push({ path, code, params });
  }

  /** In the shop's currency; another one is never taken for it. */
  money(path: string, { amount, currency }: { amount: string; currency: string }): Money {
    if (currency !== this.#currency)
      this.refuse(`${path}.currency`, 'other_currency', { currency: this.#currency });
    return { minor: this.amount(`${path}.amount`, amount), currency: this.#currency };
  }

  amount(path: string, text: string): number {
    const sign = signOf(text);
    const decimal = sign === ',' ? ',' : '.';
    const minor = readAmount(text, { decimal, currency: this.#currency });
    if (sign === 'either') this.refuse(path, 'amount_unclear');
    else if (minor === null) this.refuse(path, 'not_an_amount');
    return minor ?? 0;
  }

  within(path: string, value: number, range: { min: number; max: number }): number {
    if (!(value >= range.min && value <= range.max)) this.refuse(path, 'out_of_range', range);
    return value;
  }

  days(path: string, value: number, range: { min: number; max: number }): number {
    if (!Number.isInteger(value)) this.refuse(path, 'out_of_range', range);
    else this.within(path, value, range);
    return value;
  }
}
