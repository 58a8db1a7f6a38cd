import type { LegKind, LinkBasis, LinkEvidence, LinkState } from '#app/domain/parcels/link.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import type { Cause, Evidence, VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** All that is held of one order and may be shown to whom its proof is handed. Nothing in it names a buyer. */
export interface PackFacts {
  order: PackOrder;
  /** In the order of their fulfillments. */
  parcels: PackParcel[];
  /** Oldest first, as everything below. */
  notices: PackNotice[];
  asks: PackAsk[];
}

export interface PackOrder {
  orderId: string;
  name: string;
  createdAt: Date;
  processedAt: Date | null;
  cancelledAt: Date | null;
  closedAt: Date | null;
  currency: string;
  totalMinor: number;
  financialStatus: string | null;
  fulfillmentStatus: string | null;
  destination: string | null;
}

export interface PackParcel {
  fulfillmentId: string;
  position: number;
  fulfillmentName: string;
  fulfillmentStatus: string;
  number: string | null;
  carrier: string | null;
  origin: string | null;
  destination: string | null;
  shippedAt: Date;
  cancelled: boolean;
  /** Its fulfillment's numbers share one stream of scans: which is whose, Shopify does not say. */
  sharedStream: boolean;
  deliveredAt: Date | null;
  /** Whether the postcode that a carrier names is the order's; null: none is named, or it may not be read. */
  postcodeMatches: boolean | null;
  verdict: VerdictKind | 'unassessed';
  verdictSince: Date | null;
  cause: Cause | null;
  evidence: Evidence[];
  legs: PackLeg[];
  links: PackLink[];
  scans: PackScan[];
  messages: PackMessage[];
  changes: PackChange[];
}

export interface PackLeg {
  seq: number;
  kind: LegKind;
  number: string;
  carrier: string | null;
  startedAt: Date;
  startedBasis: 'fulfillment_created' | 'number_changed';
  replacedAt: Date | null;
  linkedBy: string;
  listed: boolean;
  continuesSeq: number | null;
}

export interface PackLink {
  linkId: string;
  /** Folded as numbers are compared; null: the parcel had none. */
  fromNumberKey: string | null;
  number: string;
  carrier: string | null;
  kind: LegKind;
  state: LinkState;
  basis: LinkBasis;
  source: string | null;
  evidence: LinkEvidence[];
  proposedAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  events: { at: Date; action: string; actor: string }[];
}

export interface PackScan {
  source: SourceName;
  eventId: string;
  legSeq: number | null;
  occurredAt: Date;
  recordedAt: Date;
  receivedAt: Date;
  milestone: Milestone;
  physical: boolean;
  rawStatus: string;
  message: string | null;
  place: string | null;
  country: string | null;
}

export interface PackMessage {
  messageId: string;
  kind: 'carrier' | 'supplier';
  toName: string;
  channel: 'copied' | 'mail';
  subject: string;
  body: string;
  state: 'logged' | 'queued' | 'sent' | 'failed';
  createdAt: Date;
  sentAt: Date | null;
}

export interface PackChange {
  changedAt: Date;
  from: VerdictKind | 'unassessed';
  to: VerdictKind;
  cause: Cause;
  trigger: string;
}

export interface PackNotice {
  noticeId: string;
  sentAt: Date;
  newShipBy: Date | null;
  answer: 'none' | 'accepted' | 'cancelled';
  recordedAt: Date;
}

export interface PackAsk {
  askId: string;
  kind: string;
  state: 'open' | 'answered' | 'closed';
  askedAt: Date;
  closedAt: Date | null;
  /** Text null: erased. */
  messages: { seq: string; author: 'shopper' | 'staff'; at: Date; text: string | null }[];
}
