import { DAY } from './calendar.ts';
import type { CarrierKey } from './carriers.ts';
import type { PhraseKey } from './phrases.ts';

/**
 * How often things go wrong: `base` always, `incident` while the matching incident is on. Assumed rates, tuned so that
 * a shop of 2,000 orders shows some 10 to 25 parcels in each kind of trouble and the bulk moving or delivered.
 */
export const RATES = {
  /** The number is never uploaded, or days late. */
  numberNeverUploaded: { base: 0.007, incident: 1 },
  numberUploadedLate: { base: 0.008, incident: 0 },
  /** Cross-border only: the number exists days before the parcel does. */
  numberBeforeParcel: { base: 0.11, incident: 1 },
  fakeNumber: { base: 0.008, incident: 0.5 },
  /** `base` counts in worlds with tracking sources only, as for the hand-offs that fall silent. */
  borrowedNumber: { base: 0.006, incident: 0.25 },
  reusedNumber: { base: 0.006, incident: 0.25 },
  /** Of the borrowed and reused numbers. */
  lieCorrected: 0.5,
  /** Cross-border only, decided on departure. */
  lostAtHandOff: { base: 0.013, incident: 0.7 },
  /**
   * Anywhere else on the way, by the scan after which nothing comes any more: together about as many as at the hand-off.
   * No public figure splits losses by stage; carriers' own claim statistics name depots and the last mile beside it.
   */
  lostAfter: {
    accepted: 0.003,
    import_customs: 0.01,
    domestic_departed: 0.004,
    domestic_transit: 0.004,
    out_for_delivery: 0.002,
  } as const satisfies Partial<Record<PhraseKey, number>>,
  /** Of the parcels presented to import customs. */
  heldForInformation: { base: 0.12, incident: 0.35 },
  /** A number typed wrong and corrected later. */
  mistypedNumber: 0.01,
  /** The last-mile number replaces the supplier's once the parcel is in the country. */
  replacedByLastMile: 0.03,
  /** The last mile's number exists beside the supplier's, which goes on reporting; or goes quiet. */
  handedOffUnderBoth: 0.3,
  handedOffQuietly: 0.12,
  attemptFails: { crossBorder: 0.07, domestic: 0.04 },
  returnAfterAttempt: 0.12,
  returnAfterHold: 0.15,
  neverCollected: 0.08,
  refusedAtDoor: 0.012,
  fulfillmentCancelled: 0.005,
  orderCancelled: 0.02,
  neverFulfilled: 0.004,
  splitOrder: 0.06,
  twoNumbers: 0.02,
  digitalOnlyOrder: 0.02,
  weatherDelay: 0.03,
  scanMissed: 0.015,
  scanRepeated: 0.015,
  /** While its carrier is out, nearly every scan is lost for good. */
  scanLostInOutage: 0.93,
} as const;

/** Share of the numbers held back by `number_never_uploaded` that arrive once it ends. */
export const UPLOADED_AFTER_INCIDENT = 0.6;

/** Whose scans stop while `carrier_outage` is on. */
export const OUTAGE_CARRIER: CarrierKey = 'yunexpress';

/** An outage every world goes through around its start, so that the first sight shows one; days from `startAt`. */
export const BUILT_IN_OUTAGE = {
  carrier: 'yanwen',
  fromMs: -6 * DAY,
  untilMs: 3 * DAY,
} as const satisfies { carrier: CarrierKey; fromMs: number; untilMs: number };
