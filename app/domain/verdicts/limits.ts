/**
 * How long is too long, for one destination group. Days are business days while the calendar is on, else 24 hours each;
 * they pass continuously from the instant of the last news (see shared/business-calendar.ts).
 */
export interface LimitSet {
  /** Days after shipping until a missing number is a problem. */
  missingNumberDays: number;
  /** Days after the number was first seen until "never scanned". */
  neverScannedDays: number;
  /** Days since the last physical scan until "stalled". */
  silentDays: number;
  /** Days in customs without a scan until "customs hold". */
  customsDays: number;
  /** Calendar days after shipping until "late" when nobody promised a date; null = never late without a date. */
  lateDays: number | null;
}

/** The limits that hold for one parcel, and why these: shown as the population it is judged against. */
export interface AppliedLimits {
  set: LimitSet;
  group: 'domestic' | 'international' | 'country';
  country: string | null;
  sourceBlindHours: number;
  /** `learned`: silence is judged by the lane's own past, and the set's days of silence are not used. */
  alert: 'learned' | 'fixed';
}

/** When silence becomes an alarm. */
export interface AlertSettings {
  /** `learned`: by each lane's own past, within a budget of false alarms. `fixed`: by the limits below. */
  mode: 'learned' | 'fixed';
  /** Of a hundred parcels that arrive, about so many may be flagged on their way. */
  flaggedOf100: number;
}

/** What a merchant can set. Parsed by `parseShopSettings` in domain/verdicts/parse-shop-settings.ts. */
export interface ShopSettings {
  alerts: AlertSettings;
  limits: {
    domestic: LimitSet;
    international: LimitSet;
    /** By destination country (ISO alpha-2); beats the two groups, and what was learned. */
    countries: Record<string, LimitSet>;
  };
  calendar: {
    /** Count business days only (weekends and public holidays rest). */
    businessDays: boolean;
    /** Where parcels start when Shopify does not say; null = unknown. */
    defaultOrigin: string | null;
    /** Extra closed days, ISO dates, for origin and destination. */
    originClosedOn: string[];
    destinationClosedOn: string[];
  };
  /** Hours without a successful answer from the source after which silence is not judged. */
  sourceBlindHours: number;
  /** Language of the app; `auto` follows Shopify admin. */
  language: 'auto' | 'en' | 'zh-CN' | 'zh-TW';
}
