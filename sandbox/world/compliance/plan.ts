import type { CarrierKey } from '../carriers.ts';
import type { FulfillmentEventStatus } from '../event-status.ts';
import type { PhraseKey } from '../phrases.ts';
import type { RuleTruth, WorldDispute } from '../shop-side.ts';

export type Verdict = RuleTruth['verdict'];

/** A verdict that holds from an instant on (epoch ms), until the next one. */
export interface Turn {
  from: number;
  verdict: Verdict;
  /** One line: why. */
  why: string;
}

/** What is true of one subject under one rule, at any time: turns in order of `from`; nothing before the first. */
export interface Verdicts {
  ruleId: string;
  subject: RuleTruth['subject'];
  turns: readonly Turn[];
}

/** The place the goods leave from: the shop's own warehouse in the United States, or its supplier's in China. */
export type ShipsFrom = 'newark' | 'shenzhen';

/** Days are counted from the world's first, negative ones lie before it; hours are the shop's. */
export interface Moment {
  day: number;
  /** 12 unless told. */
  hour?: number;
}

/**
 * An order with everything that will ever happen to it. Valid by default: paid by card when it is placed, one piece of one
 * article, to a buyer of its own.
 */
export interface PlannedOrder {
  /** Names the case, so that a reader of the truth finds it. */
  about: string;
  placed: Moment;
  to: Destination;
  /** SKUs with quantities; one `MG-CUSHION` unless told. */
  lines?: readonly {
    sku: string;
    quantity: number;
    sellingPlan?: { name: string; category: string };
  }[];
  /** Orders of the same buyer share his address. */
  buyer?: string;
  /** `manual`: cash on delivery. `later`: authorised on `paid`. */
  payment?: 'card' | 'manual';
  paid?: Moment;
  shippingMinor?: number;
  shippingTitle?: string;
  isCompany?: boolean;
  fulfillBy?: Moment;
  method?: 'SHIPPING' | 'LOCAL' | 'PICK_UP';
  maxDelivery?: Moment;
  /** Absent: duties are in the price of whatever crosses a border. */
  duties?: { included: boolean; minor: number | null };
  cancelled?: Moment;
  parcels?: readonly PlannedParcel[];
  refunds?: readonly PlannedRefund[];
  return?: PlannedReturn;
  dispute?: PlannedDispute;
}

export type Destination = 'US' | 'DE' | 'FR' | 'GB' | 'CA' | 'AU';

/** One fulfillment with one number. */
export interface PlannedParcel {
  from: ShipsFrom;
  marked: Moment;
  carrier: CarrierKey;
  /** As uploaded, instead of one of the carrier's own. */
  number?: string;
  /** When the carrier's own number takes its place. */
  corrected?: Moment;
  /** Which lines of the order it holds, by index; all of them when absent. */
  lines?: readonly number[];
  scans: readonly PlannedScan[];
  /** What of it cannot be so if the number were right: a scan, by index, or the number itself. */
  contradiction?: { scan: number | 'number'; why: string };
}

/** A carrier's scan. Shopify hears of it twenty minutes later. */
export interface PlannedScan extends Moment {
  phrase: PhraseKey;
  status?: FulfillmentEventStatus;
  /** Where it says it was, when that is not where such scans are made. */
  place?: { city: string; country: string; zip: string | null };
}

export interface PlannedRefund {
  at: Moment;
  /** Goods paid back; the whole of them when absent. */
  goodsMinor?: number;
  shippingMinor?: number;
  /** Gift card or store credit instead of the buyer's own card. */
  isStoreCredit?: boolean;
  /** It belongs to the order's return. */
  ofReturn?: boolean;
}

export interface PlannedReturn {
  asked: Moment;
  /** Shopify's `ReturnReason`. */
  reason: string;
  goodsBack?: Moment;
  closed?: Moment;
}

export interface PlannedDispute {
  opened: Moment;
  due: Moment | null;
  reason: string;
  type?: WorldDispute['type'];
  networkReasonCode?: string;
  evidenceSent?: Moment;
  finalised?: Moment & { as: 'WON' | 'LOST' | 'ACCEPTED' };
}
