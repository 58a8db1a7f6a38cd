import type { AlertSettings, LimitSet, ShopSettings } from '#app/domain/verdicts/limits.ts';

export const LIMIT_FIELDS = [
  'missingNumberDays',
  'neverScannedDays',
  'silentDays',
  'customsDays',
  'lateDays',
] as const satisfies readonly (keyof LimitSet)[];
export type LimitField = (typeof LIMIT_FIELDS)[number];
/** Those that hold whether or not silence is learned. */
export const UNLEARNED_FIELDS = [
  'missingNumberDays',
  'lateDays',
] as const satisfies readonly LimitField[];
export type LimitDraft = Record<LimitField, string>;

/** The settings as the form holds them while they are typed: every number a text, every list one entry a line. */
export interface SettingsDraft {
  alertMode: AlertSettings['mode'];
  flaggedOf100: number;
  domestic: LimitDraft;
  international: LimitDraft;
  countries: Record<string, LimitDraft>;
  businessDays: boolean;
  /** Empty = unknown. */
  defaultOrigin: string;
  originClosedOn: string;
  destinationClosedOn: string;
  sourceBlindHours: string;
  language: ShopSettings['language'];
}

export function draftOf({ alerts, limits, calendar, ...rest }: ShopSettings): SettingsDraft {
  const countries = Object.entries(limits.countries).map(([code, set]) => [code, limitDraft(set)]);
  return {
    alertMode: alerts.mode,
    flaggedOf100: alerts.flaggedOf100,
    domestic: limitDraft(limits.domestic),
    international: limitDraft(limits.international),
    countries: Object.fromEntries(countries),
    businessDays: calendar.businessDays,
    defaultOrigin: calendar.defaultOrigin ?? '',
    originClosedOn: calendar.originClosedOn.join('\n'),
    destinationClosedOn: calendar.destinationClosedOn.join('\n'),
    sourceBlindHours: String(rest.sourceBlindHours),
    language: rest.language,
  };
}

/** What `saveSettings` reads. Nothing is corrected here: a wrong text must come back as an error beside its field. */
export function formOf(draft: SettingsDraft) {
  return {
    alerts: { mode: draft.alertMode, flaggedOf100: draft.flaggedOf100 },
    limits: {
      domestic: draft.domestic,
      international: draft.international,
      countries: draft.countries,
    },
    calendar: {
      businessDays: draft.businessDays,
      defaultOrigin: draft.defaultOrigin,
      originClosedOn: linesOf(draft.originClosedOn),
      destinationClosedOn: linesOf(draft.destinationClosedOn),
    },
    sourceBlindHours: draft.sourceBlindHours,
    language: draft.language,
  };
}

/** Equal when saving one would store the same as saving the other. Order of countries does not matter. */
export function isSameDraft(one: SettingsDraft, other: SettingsDraft): boolean {
  return comparable(one) === comparable(other);
}

function comparable(draft: SettingsDraft): string {
  const countries = Object.entries(draft.countries).sort(([a], [b]) => a.localeCompare(b));
  return JSON.stringify({ ...formOf(draft), countries });
}

function limitDraft(set: LimitSet): LimitDraft {
  return {
    missingNumberDays: String(set.missingNumberDays),
    neverScannedDays: String(set.neverScannedDays),
    silentDays: String(set.silentDays),
    customsDays: String(set.customsDays),
    lateDays: set.lateDays === null ? '' : String(set.lateDays),
  };
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
