/**
 * What the screens are given: plain, serialisable, already computed. Instants are ISO 8601 strings in UTC,
 * money is integer minor units. Words are chosen in the browser from codes (i18n), never here.
 */
import type { CauseView } from '#app/contracts/diagnosis.ts';
import type { DeliveryView, LaneCurveView } from '#app/contracts/lanes.ts';
import type { LinkWithHistory } from '#app/contracts/links.ts';
import type { ProofCode } from '#app/domain/parcels/proof.ts';
import type { ParcelMessages } from './messages.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import type {
  Cause,
  Evidence,
  NextStep,
  Population,
  Queue,
  VerdictKind,
} from '#app/domain/verdicts/verdict.ts';
import type { MoneyAtRisk } from '#app/domain/cash/money-at-risk.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** Everything a screen must know about its shop. */
export interface ShopFrame {
  domain: string;
  name: string;
  timeZone: string;
  currency: string;
  /** The app's current instant: screens never read the browser's clock for facts. */
  now: string;
}

export interface ImportProgress {
  state: 'running' | 'done' | 'failed' | 'stopped';
  phase:
    'bulk_requested' | 'bulk_running' | 'reading_file' | 'reading_events' | 'assessing' | 'done';
  ordersDone: number;
  ordersTotal: number | null;
  fulfillmentsDone: number;
  eventsDone: number;
  eventFulfillmentsDone: number;
  eventFulfillmentsTotal: number | null;
  quarantined: number;
  /** Rows a second over the running phase; null before the first. */
  ratePerSecond: number | null;
  secondsLeft: number | null;
  startedAt: string;
  finishedAt: string | null;
  error: string | null;
}

export interface QueueSummary {
  queue: Queue;
  count: number;
  /** One entry per currency, largest first. */
  money: Money[];
  /** What of it goes back to buyers on average, by the rates of the queue's verdict; in the same order. */
  atRisk: Money[];
  /** Against the end of yesterday (shop's zone); null when yesterday was not recorded. */
  changeSinceYesterday: number | null;
  oldestSince: string | null;
}

/** A source or a carrier that has stopped for many parcels together. Exactly one of the two is named. */
export interface IncidentView {
  id: string;
  source: SourceName | null;
  /** `key` is what the list filters by. */
  carrier: { key: string; name: string } | null;
  beganAt: string;
  /** Null = it lasts. */
  endedAt: string | null;
  /** Parcels it concerns, and of them those whose alarm was held back; at their highest. */
  parcels: number;
  heldBack: number;
  reason: 'no_scans' | 'calls_fail' | 'not_synced' | null;
  /** Scans, or numbers out of date, that were to be expected and that there were; null = it was not a matter of counts. */
  expected: number | null;
  seen: number | null;
}

export interface HomeView {
  /** Parcels in the queues that need a person today, without double counting. */
  needsActionCount: number;
  needsActionMoney: Money[];
  /** What of it goes back to buyers on average. */
  needsActionAtRisk: Money[];
  onTheirWayCount: number;
  mutedCount: number;
  sourceBlindCount: number;
  /** When the next time-based change may happen, or null. */
  nextReviewAt: string | null;
  queues: QueueSummary[];
  trend: { dayOn: string; open: number; entered: number; cleared: number }[];
  import: ImportProgress | null;
  health: {
    syncedAt: string | null;
    ourFulfillments: number;
    shopifyFulfillments: number | null;
    parityAt: string | null;
  };
  /** What has stopped for many parcels together; open ones first, then those that ended in the last days. */
  incidents: IncidentView[];
  /** Next numbers to decide on, and written numbers that another app has overwritten. */
  handOffs: { open: number; overwritten: number };
  /** Shoppers who wait for an answer. */
  asks: {
    open: number;
    /** Of these, those whose time is over. */
    overdue: number;
    /** When the first of them is to be answered, or was to be; null: none is open. */
    oldestDueAt: string | null;
  };
  setup: { limitsReviewed: boolean; calendarReviewed: boolean; importDone: boolean };
}

export interface SilenceView {
  from: string;
  limitDays: number;
  limitAt: string;
  /** Whether the limit follows the lane's past; else somebody set it. */
  isLearned: boolean;
  /** Working days silent so far. */
  days: number;
  /** 0..1 of the limit, capped at 1.5. */
  fraction: number;
}

export interface ParcelRow {
  /** `${fulfillmentId}-${position}`, used in URLs. */
  id: string;
  orderId: string;
  orderName: string;
  number: string | null;
  carrier: string | null;
  origin: string | null;
  destination: string | null;
  verdict: VerdictKind | 'unassessed';
  cause: Cause | null;
  verdictSince: string | null;
  mutedUntil: string | null;
  lastScan: { milestone: Milestone; at: string } | null;
  silence: SilenceView | null;
  value: Money;
  /** What of the value goes back to the buyer on average, in its minor units. */
  atRiskMinor: number;
  nextStep: NextStep | null;
  shippedAt: string;
}

export const PARCEL_SORTS = [
  'shipped_desc',
  'shipped_asc',
  'since_asc',
  'since_desc',
  'value_desc',
  'value_asc',
] as const;
export type ParcelSort = (typeof PARCEL_SORTS)[number];

/** Parsed from the page's search parameters by `parseParcelQuery` (services); a bad one is a 400 that names the field. */
export interface ParcelQuery {
  verdicts: VerdictKind[];
  carriers: string[];
  destinations: string[];
  muted: 'hide' | 'only' | 'show';
  /** ISO dates, shop's zone, inclusive. */
  shippedFrom: string | null;
  shippedTo: string | null;
  minimumValueMinor: number | null;
  search: string | null;
  sort: ParcelSort;
  /** Opaque, signed by content (sort key + id); null = first page. */
  cursor: string | null;
  direction: 'next' | 'previous';
}

export interface ParcelPage {
  rows: ParcelRow[];
  nextCursor: string | null;
  previousCursor: string | null;
  /** Exact when it comes from counters, else null (the screen then says "more than …"). */
  total: number | null;
  /** Values that exist, for the filters' choices. */
  carriers: string[];
  destinations: string[];
}

export interface SavedView {
  viewId: string;
  name: string;
  /** Search-parameter string without cursor. */
  query: string;
}

export interface TimelineScan {
  eventId: string;
  source: SourceName;
  occurredAt: string;
  receivedAt: string;
  milestone: Milestone;
  physical: boolean;
  rawStatus: string;
  message: string | null;
  place: string | null;
  country: string | null;
  legSeq: number | null;
}

/** One real event of the timeline: places in `scans`. */
export interface TimelineEvent {
  /** The statement that stands for it. */
  scan: number;
  /** The same event by others, or said again. */
  also: number[];
  /** Statements that cannot be true together with it. */
  conflicts: { kind: 'end' | 'country'; with: number }[];
}

/** A fact that speaks against one of the parcel's numbers. */
export interface ProofView {
  code: ProofCode;
  weight: 'proof' | 'suspicion';
  number: string;
  numberKey: string;
  sentence: Evidence;
  /** Null = it counts. */
  dismissed: { reason: string; at: string } | null;
}

export interface ParcelView extends ParcelRow {
  /** What hangs on it, and how probably it goes back; null: nothing does any more. */
  risk: MoneyAtRisk | null;
  fulfillmentName: string;
  evidence: Evidence[];
  population: Population | null;
  probability: number | null;
  reviewAt: string | null;
  assessedAt: string | null;
  trackingUrl: string | null;
  sharedStream: boolean;
  /** The two clocks. */
  clocks: {
    lastPhysicalScanAt: string | null;
    numberSeenAt: string | null;
    /** Whose answer counts for this parcel, and when it last had news; null = none has. */
    answeredBy: SourceName;
    sourceAnsweredAt: string | null;
  };
  /** Its silence on its lane's curve; null when the way is over, while a number is waited for and before it was judged. */
  lane: LaneCurveView | null;
  /** When it is expected; null in the same cases. */
  delivery: DeliveryView | null;
  /** Why it is silent, with odds; null when nothing is asked or nothing can be said. */
  diagnosis: CauseView | null;
  /** Since when a person has had sources asked no more about it; null = they are asked. */
  unfollowedAt: string | null;
  /** Sources that stopped asking the carrier after a long silence, and are read every day all the same. */
  stops: { source: SourceName; number: string; at: string }[];
  /** Most telling first. */
  proofs: ProofView[];
  legs: {
    seq: number;
    number: string;
    carrier: string | null;
    trackingUrl: string | null;
    startedAt: string;
    startedBasis: 'fulfillment_created' | 'number_changed';
    replacedAt: string | null;
    linkedBy: string;
    kind: 'supplier' | 'linehaul' | 'last_mile' | 'unknown';
    /** Whether Shopify lists (or listed) it. */
    listed: boolean;
    /** The leg it continues, once confirmed. */
    continuesSeq: number | null;
  }[];
  /** How its numbers hand over to each other, proposals included; the oldest first. */
  links: LinkWithHistory[];
  /** What was written to carriers and suppliers, and what the next message starts with. */
  messages: ParcelMessages;
  /** Newest first. */
  scans: TimelineScan[];
  /** What those scans tell, each event once, newest first. */
  timeline: TimelineEvent[];
  changes: {
    changedAt: string;
    from: VerdictKind | 'unassessed';
    to: VerdictKind;
    cause: Cause;
    trigger: 'scan' | 'time' | 'number' | 'settings' | 'source' | 'first' | 'proof' | 'person';
    detail: Record<string, string | number | null>;
  }[];
  estimatedDeliveryAt: string | null;
}

export interface HealthView {
  lastWebhookAt: string | null;
  webhooksOpen: number;
  lastSweepAt: string | null;
  nextSweepAt: string | null;
  sourceAnsweredAt: string | null;
  parity: {
    takenAt: string;
    shopifyOrders: number | null;
    ourOrders: number;
    shopifyFulfillments: number | null;
    ourFulfillments: number;
    polledFulfillments: number;
    differences: { kind: string; id: string; name: string | null }[];
  } | null;
  api: { version: string; supportedUntil: string; served: string | null };
  queue: { waiting: number; oldestSeconds: number | null };
  gaps: { path: string; message: string; count: number; lastAt: string }[];
  quarantined: { lineNumber: number; reason: string; at: string }[];
  throttle: { available: number; maximum: number; restorePerSecond: number } | null;
  lastError: { message: string; at: string } | null;
}
