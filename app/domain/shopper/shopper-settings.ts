import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** The languages in which shoppers are spoken to. */
export const SHOPPER_LANGUAGES = ['en', 'zh-CN', 'zh-TW', 'de', 'fr', 'es', 'pt', 'ja'] as const;
export type ShopperLanguage = (typeof SHOPPER_LANGUAGES)[number];

/** What a shopper may ask about a parcel, and `cancel`: asked instead of waiting, answered by staff like the others. */
export const ASK_KINDS = [
  'damaged',
  'not_received',
  'wrong_item',
  'address',
  'other',
  'cancel',
] as const;
export type AskKind = (typeof ASK_KINDS)[number];

/** What a shop lets its shoppers see. The state, the last scan and its date are always shown: hiding them would mislead. */
export interface ShopperSettings {
  show: {
    /** Every tracking number and carrier of the chain. */
    numbers: boolean;
    /** How usual a silence is on this route. */
    silence: boolean;
    /** The range of days with its confidence. */
    delivery: boolean;
    /** What happens next, and until when to wait. */
    next: boolean;
  };
  /** Whether shoppers may ask about a parcel, and within how many hours outside quiet hours they are answered. */
  asks: { isOn: boolean; answerHours: number };
  /** Whether an open notice of delay can be answered on the page. */
  notices: { isOn: boolean };
  /**
   * When nobody answers, in the shop's time zone: no answer time runs. `from` and `until` are `HH:MM`; from 20:00 until 08:00
   * crosses midnight; equal = none. `closedWeekdays`: 1 (Monday) to 7 (Sunday).
   */
  quietHours: { from: string; until: string; closedWeekdays: number[] };
  /** The merchant's own first sentence, by verdict and language; what is missing is said in Lastscan's words. */
  wording: Partial<Record<VerdictKind, Partial<Record<ShopperLanguage, string>>>>;
}

/** The longest sentence of a merchant's own, in characters. */
export const LONGEST_WORDING = 240;

export const DEFAULT_SHOPPER_SETTINGS: ShopperSettings = {
  show: { numbers: true, silence: true, delivery: true, next: true },
  // One working day, counted outside quiet hours.
  asks: { isOn: true, answerHours: 24 },
  notices: { isOn: true },
  quietHours: { from: '20:00', until: '08:00', closedWeekdays: [7] },
  wording: {},
};
