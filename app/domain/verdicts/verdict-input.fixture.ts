import { calendarsFor, DEFAULT_SETTINGS, limitsFor } from '#app/domain/verdicts/settings.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import type { VerdictInput } from '#app/domain/verdicts/verdict.ts';

/** Monday noon in Shanghai, 4:00 UTC: no holiday of China or Germany within the next weeks but Dragon Boat (19 June). */
export const SHIPPED_AT = new Date('2026-06-01T04:00:00Z');

/** An instant `days` × 24 h (and some ms) after the shipment. */
export const dayAfter = (days: number, ms = 0) =>
  new Date(SHIPPED_AT.getTime() + days * 86_400_000 + ms);

interface Overrides {
  parcel?: Partial<VerdictInput['parcel']>;
  scans?: VerdictInput['scans'];
  now?: Date;
  /** Defaults to `now`: the source has just answered. */
  sourceAnsweredAt?: Date | null;
  answeredBy?: VerdictInput['answeredBy'];
  proofs?: VerdictInput['proofs'];
  incident?: VerdictInput['incident'];
  settings?: ShopSettings;
  learned?: VerdictInput['learned'];
}

/** A CN→DE parcel with a number, known since its shipment, under the default settings; seen one day later. */
export function aVerdictInput({
  parcel = {},
  scans = [],
  now = dayAfter(1),
  sourceAnsweredAt = now,
  answeredBy = 'shopify',
  proofs = [],
  incident = null,
  settings = DEFAULT_SETTINGS,
  learned = null,
}: Overrides = {}): VerdictInput {
  const whole: VerdictInput['parcel'] = {
    number: 'YT123',
    numberSeenAt: SHIPPED_AT,
    shippedAt: SHIPPED_AT,
    cancelled: false,
    origin: 'CN',
    destination: 'DE',
    estimatedDeliveryAt: null,
    sharedStream: false,
    carrierFollowedByShopify: true,
    followedBySource: false,
    ...parcel,
  };
  return {
    parcel: whole,
    scans,
    proofs,
    answeredBy,
    sourceAnsweredAt,
    incident,
    limits: limitsFor(settings, whole),
    learned,
    calendars: calendarsFor(settings, whole),
    now,
  };
}
