import {
  DEFAULT_SHOPPER_SETTINGS,
  LONGEST_WORDING,
  SHOPPER_LANGUAGES,
  type ShopperSettings,
} from '#app/domain/shopper/shopper-settings.ts';
import { VERDICTS } from '#app/domain/verdicts/verdict.ts';

/** One thing wrong with one field; `code` names the sentence in i18n, `params` fill it. */
export interface ShopperSettingsError {
  /** Dotted, e.g. `quietHours.from` or `wording.stalled.de`. */
  path: string;
  code: ShopperSettingsErrorCode;
  params: Record<string, string | number>;
}

type ShopperSettingsErrorCode =
  | 'required'
  | 'not_a_choice'
  | 'not_whole'
  | 'out_of_range' // of `min` to `max`
  | 'not_a_time' // such as 08:00
  | 'not_a_weekday'
  | 'too_quiet' // fewer than `hours` hours open on every day
  | 'too_long'; // more than `max` characters

const MIN_ANSWER_HOURS = 1;
const MAX_ANSWER_HOURS = 168;
/** Fewer open hours on a day are a slip, and would promise answers in years. */
const LEAST_OPEN_HOURS = 4;

export type ParsedShopperSettings =
  { ok: true; settings: ShopperSettings } | { ok: false; errors: ShopperSettingsError[] };

/**
 * Reads settings from a form or from storage. `answerHours` may be a number or a decimal string. A part that is not there at
 * all has its default; unknown fields, verdicts and languages are dropped, and so is an empty sentence. Every wrong field is
 * named, and then nothing is accepted.
 */
export function parseShopperSettings(value: unknown): ParsedShopperSettings {
  const errors: ShopperSettingsError[] = [];
  const refuse: Refuse = (path, code, params = {}) => errors.push({ path, code, params });
  const form = fieldsOf(value);
  const part = (name: keyof ShopperSettings) =>
    form[name] === undefined ? DEFAULT_SHOPPER_SETTINGS[name] : form[name];
  const settings: ShopperSettings = {
    show: {
      numbers: readBoolean(part('show'), 'show.numbers', refuse),
      silence: readBoolean(part('show'), 'show.silence', refuse),
      delivery: readBoolean(part('show'), 'show.delivery', refuse),
      next: readBoolean(part('show'), 'show.next', refuse),
    },
    asks: {
      isOn: readBoolean(part('asks'), 'asks.isOn', refuse),
      answerHours: readHours(fieldsOf(part('asks'))['answerHours'], refuse),
    },
    notices: { isOn: readBoolean(part('notices'), 'notices.isOn', refuse) },
    quietHours: readQuietHours(part('quietHours'), refuse),
    wording: readWording(part('wording'), refuse),
  };
  return errors.length === 0 ? { ok: true, settings } : { ok: false, errors };
}

type Refuse = (
  path: string,
  code: ShopperSettingsErrorCode,
  params?: ShopperSettingsError['params'],
) => void;

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function readBoolean(part: unknown, path: string, refuse: Refuse): boolean {
  const raw = fieldsOf(part)[path.slice(path.indexOf('.') + 1)];
  if (raw === undefined) refuse(path, 'required');
  else if (typeof raw !== 'boolean') refuse(path, 'not_a_choice');
  return raw === true;
}

function readHours(raw: unknown, refuse: Refuse): number {
  const path = 'asks.answerHours';
  const range = { min: MIN_ANSWER_HOURS, max: MAX_ANSWER_HOURS };
  if (raw === undefined || raw === null || raw === '') {
    refuse(path, 'required');
    return range.min;
  }
  const isDecimal = typeof raw === 'number' || (typeof raw === 'string' && /^\s*\d+\s*$/.test(raw));
  const hours = isDecimal ? Number(raw) : Number.NaN;
  if (!Number.isInteger(hours)) refuse(path, 'not_whole');
  else if (hours < range.min || hours > range.max) refuse(path, 'out_of_range', range);
  return hours;
}

function readQuietHours(part: unknown, refuse: Refuse): ShopperSettings['quietHours'] {
  const fields = fieldsOf(part);
  const from = readTime(fields['from'], 'quietHours.from', refuse);
  const until = readTime(fields['until'], 'quietHours.until', refuse);
  const closedWeekdays = readWeekdays(fields['closedWeekdays'], refuse);
  const quiet = { from, until, closedWeekdays };
  if (openMinutes(quiet) < LEAST_OPEN_HOURS * 60 || closedWeekdays.length === DAYS_OF_WEEK)
    refuse('quietHours', 'too_quiet', { hours: LEAST_OPEN_HOURS });
  return quiet;
}

const DAYS_OF_WEEK = 7;
const MINUTES_OF_DAY = 1_440;

function openMinutes({ from, until }: { from: string; until: string }): number {
  const [begins, ends] = [minuteOf(from), minuteOf(until)];
  return (begins - ends + MINUTES_OF_DAY) % MINUTES_OF_DAY || MINUTES_OF_DAY;
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function readTime(raw: unknown, path: string, refuse: Refuse): string {
  if (typeof raw === 'string' && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(raw)) return raw;
  refuse(path, raw === undefined || raw === null || raw === '' ? 'required' : 'not_a_time');
  return '00:00';
}

/** Sorted, each once. */
function readWeekdays(raw: unknown, refuse: Refuse): number[] {
  if (!Array.isArray(raw)) {
    refuse('quietHours.closedWeekdays', 'required');
    return [];
  }
  const days = new Set<number>();
  raw.forEach((entry: unknown, index) => {
    const isDay = typeof entry === 'number' && Number.isInteger(entry);
    if (isDay && entry >= 1 && entry <= DAYS_OF_WEEK) days.add(entry);
    else refuse(`quietHours.closedWeekdays.${index}`, 'not_a_weekday');
  });
  return [...days].sort((a, b) => a - b);
}

function readWording(part: unknown, refuse: Refuse): ShopperSettings['wording'] {
  const wording: ShopperSettings['wording'] = {};
  for (const verdict of VERDICTS) {
    const sentences = fieldsOf(fieldsOf(part)[verdict]);
    const own: ShopperSettings['wording'][typeof verdict] = {};
    for (const language of SHOPPER_LANGUAGES) {
      const text = sentenceOf(sentences[language]);
      if (text === '') continue;
      if ([...text].length > LONGEST_WORDING)
        refuse(`wording.${verdict}.${language}`, 'too_long', { max: LONGEST_WORDING });
      own[language] = text;
    }
    if (Object.keys(own).length > 0) wording[verdict] = own;
  }
  return wording;
}

/** Plain text on one line, without characters that are not seen. */
function sentenceOf(raw: unknown): string {
  if (typeof raw !== 'string') return '';
  return raw
    .slice(0, LONGEST_WORDING * 20)
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
