import { isCountryCode } from '#app/domain/shared/country.ts';
import type { AlertSettings, LimitSet, ShopSettings } from '#app/domain/verdicts/limits.ts';
import { DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';

/** One thing wrong with one field; `code` names the sentence in i18n, `params` fill it. */
export interface SettingsError {
  /** Dotted, e.g. `limits.domestic.silentDays` or `calendar.originClosedOn.2`. */
  path: string;
  code: SettingsErrorCode;
  params: Record<string, string | number>;
}

/** What can be wrong with a setting, each with its English sentence. */
export const SETTINGS_ERRORS = {
  required: 'Fill in this field.',
  not_a_number: 'Enter a number.',
  out_of_range: 'Enter a number from {{min}} to {{max}}.',
  not_half_step: 'Enter whole or half days, such as 3 or 2.5.',
  not_whole: 'Enter a whole number.',
  not_a_country: '“{{value}}” is not a country code of two letters, such as US.',
  not_a_date: '“{{value}}” is not a date such as 2026-12-24.',
  not_a_choice: 'Choose one of the given values.',
  not_a_list: 'Give a list.',
  too_many: 'Give at most {{max}}.',
} as const;
export type SettingsErrorCode = keyof typeof SETTINGS_ERRORS;

export const MIN_LIMIT_DAYS = 0.5;
export const MAX_LIMIT_DAYS = 60;
export const MIN_SOURCE_BLIND_HOURS = 1;
export const MAX_SOURCE_BLIND_HOURS = 168;
/** A merchant's own closed days; a year of them is a mistake. */
const MAX_CLOSED_DAYS = 200;
/** ISO assigns 249. */
const MAX_COUNTRIES = 249;
const LANGUAGES = ['auto', 'en', 'zh-CN', 'zh-TW'] as const;

export type ParsedSettings =
  { ok: true; settings: ShopSettings } | { ok: false; errors: SettingsError[] };

/**
 * Reads settings from a form or from storage. Numbers may be numbers or decimal strings (`lateDays` also null or empty:
 * never late without a date). Settings saved before there were alerts by budget get the default ones. Unknown fields are dropped; every wrong field is named, and then nothing is accepted.
 */
export function parseShopSettings(value: unknown): ParsedSettings {
  const errors: SettingsError[] = [];
  const form = new FieldReader(value, '', errors);
  const limits = form.child('limits');
  const calendar = form.child('calendar');
  const settings: ShopSettings = {
    alerts: form.isAbsent('alerts') ? DEFAULT_SETTINGS.alerts : readAlerts(form.child('alerts')),
    limits: {
      domestic: readLimits(limits.child('domestic')),
      international: readLimits(limits.child('international')),
      countries: readCountries(limits.child('countries')),
    },
    calendar: {
      businessDays: calendar.boolean('businessDays'),
      defaultOrigin: calendar.country('defaultOrigin'),
      originClosedOn: calendar.dates('originClosedOn'),
      destinationClosedOn: calendar.dates('destinationClosedOn'),
    },
    sourceBlindHours: form.number('sourceBlindHours', {
      min: MIN_SOURCE_BLIND_HOURS,
      max: MAX_SOURCE_BLIND_HOURS,
      step: 1,
    }),
    language: form.choice('language', LANGUAGES),
  };
  return errors.length === 0 ? { ok: true, settings } : { ok: false, errors };
}

/** Half of all good parcels flagged is no budget any more. */
export const MAX_FLAGGED_OF_100 = 50;
const ALERT_MODES = ['learned', 'fixed'] as const;

function readAlerts(form: FieldReader): AlertSettings {
  return {
    mode: form.choice('mode', ALERT_MODES),
    flaggedOf100: form.number('flaggedOf100', { min: 1, max: MAX_FLAGGED_OF_100, step: 1 }),
  };
}

const DAYS = { min: MIN_LIMIT_DAYS, max: MAX_LIMIT_DAYS, step: 0.5 } as const;

function readLimits(form: FieldReader): LimitSet {
  return {
    missingNumberDays: form.number('missingNumberDays', DAYS),
    neverScannedDays: form.number('neverScannedDays', DAYS),
    silentDays: form.number('silentDays', DAYS),
    customsDays: form.number('customsDays', DAYS),
    lateDays: form.isEmpty('lateDays') ? null : form.number('lateDays', DAYS),
  };
}

function readCountries(form: FieldReader): Record<string, LimitSet> {
  const countries = form.keys();
  if (countries.length > MAX_COUNTRIES) form.refuse('', 'too_many', { max: MAX_COUNTRIES });
  const entries = countries.slice(0, MAX_COUNTRIES).map((country) => {
    if (!isCountryCode(country)) form.refuse(country, 'not_a_country', { value: shown(country) });
    return [country, readLimits(form.child(country))] as const;
  });
  return Object.fromEntries(entries);
}

/** Reads fields of an untrusted object and collects what is wrong with each; a refused field gets a placeholder value. */
class FieldReader {
  readonly #fields: Record<string, unknown>;
  readonly #path: string;
  readonly #errors: SettingsError[];

  constructor(value: unknown, path: string, errors: SettingsError[]) {
    this.#fields =
      typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
    this.#path = path;
    this.#errors = errors;
  }

  child(name: string): FieldReader {
    return new FieldReader(this.#fields[name], this.#pathOf(name), this.#errors);
  }

  keys(): string[] {
    return Object.keys(this.#fields);
  }

  isEmpty(name: string): boolean {
    return this.#fields[name] === null || this.#fields[name] === '';
  }

  isAbsent(name: string): boolean {
    return this.#fields[name] === undefined;
  }

  refuse(name: string, code: SettingsErrorCode, params: SettingsError['params'] = {}): void {
    this.#errors.push({ path: this.#pathOf(name), code, params });
  }

  number(name: string, { min, max, step }: { min: number; max: number; step: 0.5 | 1 }): number {
    const raw = this.#fields[name];
    if (raw === undefined || raw === null || raw === '') {
      this.refuse(name, 'required');
      return min;
    }
    const isDecimal =
      typeof raw === 'number' || (typeof raw === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(raw));
    const number = isDecimal ? Number(raw) : Number.NaN;
    if (!Number.isFinite(number)) this.refuse(name, 'not_a_number');
    else if (number < min || number > max) this.refuse(name, 'out_of_range', { min, max });
    else if (!Number.isInteger(number / step))
      this.refuse(name, step === 1 ? 'not_whole' : 'not_half_step');
    return number;
  }

  boolean(name: string): boolean {
    const raw = this.#fields[name];
    if (raw === undefined) this.refuse(name, 'required');
    else if (typeof raw !== 'boolean') this.refuse(name, 'not_a_choice');
    return raw === true;
  }

  choice<T extends string>(name: string, choices: readonly [T, ...T[]]): T {
    const raw = this.#fields[name];
    const chosen = choices.find((choice) => choice === raw);
    if (chosen === undefined) this.refuse(name, raw === undefined ? 'required' : 'not_a_choice');
    return chosen ?? choices[0];
  }

  /** Null or an empty text means unknown. */
  country(name: string): string | null {
    const raw = this.#fields[name];
    if (raw === undefined || raw === null || raw === '') return null;
    if (typeof raw === 'string' && isCountryCode(raw)) return raw;
    this.refuse(name, 'not_a_country', { value: shown(raw) });
    return null;
  }

  /** ISO dates, sorted, each once. */
  dates(name: string): string[] {
    const raw = this.#fields[name];
    if (raw === undefined || raw === null) return [];
    if (!Array.isArray(raw)) {
      this.refuse(name, 'not_a_list');
      return [];
    }
    if (raw.length > MAX_CLOSED_DAYS) {
      this.refuse(name, 'too_many', { max: MAX_CLOSED_DAYS });
      return [];
    }
    const dates = new Set<string>();
    raw.forEach((entry: unknown, index) => {
      if (isRealDate(entry)) dates.add(entry);
      else this.refuse(`${name}.${index}`, 'not_a_date', { value: shown(entry) });
    });
    return [...dates].sort();
  }

  #pathOf(name: string): string {
    return [this.#path, name].filter((part) => part !== '').join('.');
  }
}

function isRealDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^(?:19|20)\d\d-\d\d-\d\d$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  // 30 February rolls over into March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

/** A wrong value, short enough to repeat in a sentence. */
function shown(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 20);
}
