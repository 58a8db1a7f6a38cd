import type { Said } from '#app/domain/findings/outcome.ts';
import { lastDayOf, startOfDayAfter } from '#app/domain/shared/day-in-zone.ts';

/** How a language writes what stands in a sentence; `ui/format.ts` makes one. */
export interface SaidFormat {
  instant(at: string): string;
  date(on: string): string;
  dateOf(at: string): string;
  money(amount: { minor: number; currency: string }): string;
  number(value: number): string;
  country(code: string): string;
}

const PLACE = /\{\{\s*(\w+)\s*\}\}/g;

/** True when every `{{name}}` of a text has a value: a ready text with a gap says something else than it means. */
export function isFilled(text: string, params: Readonly<Record<string, Said>>): boolean {
  return [...text.matchAll(PLACE)].every(([, name = '']) => params[name] !== undefined);
}

/** Sets each `{{name}}` of a text to its value in words; a place nobody fills stays empty rather than showing its braces. */
export function fillIn(
  text: string,
  params: Readonly<Record<string, Said>>,
  { format, timeZone }: { format: SaidFormat; timeZone: string },
): string {
  return text.replaceAll(PLACE, (_, name: string) => {
    const value = params[name];
    return value === undefined ? '' : sayValue(value, { format, timeZone });
  });
}

/** A value in words. An instant at midnight of the shop's zone ends a day, so the day before is said: by then is by its end. */
export function sayValue(
  value: Said,
  { format, timeZone }: { format: SaidFormat; timeZone: string },
): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return format.number(value);
  if (value instanceof Date) {
    const on = dayThatEnds(value, timeZone);
    return on === null ? format.instant(value.toISOString()) : format.date(on);
  }
  if ('minor' in value) return format.money(value);
  return 'day' in value ? format.date(value.day) : format.country(value.country);
}

/** The ISO date whose end an instant is; null when it lies within a day. */
export function dayThatEnds(at: Date, timeZone: string): string | null {
  const isMidnight = startOfDayAfter(at, 0, timeZone).getTime() === at.getTime();
  return isMidnight ? lastDayOf(at, timeZone) : null;
}
