import { z } from 'zod';
import type {
  LegKind,
  LinkBasis,
  LinkDecision,
  LinkEvidence,
  LinkState,
  WriteState,
} from '#app/domain/parcels/link.ts';
import { LINK_DECISIONS } from '#app/domain/parcels/link.ts';

/** Shorter than any list a person reads through at once. */
export const MOST_LINKS_AT_ONCE = 200;

const kind = z.enum(['supplier', 'linehaul', 'last_mile', 'unknown']);
const number = z.string().trim().min(1).max(100);
const carrier = z.string().trim().max(100).nullable();

/** What a person does to links, as the screen sends it. */
export const linkActionSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('decide_links'),
    decision: z.enum(LINK_DECISIONS),
    linkIds: z.array(z.uuid()).min(1).max(MOST_LINKS_AT_ONCE),
    /** Whether confirmed numbers are written to Shopify; left out = as the settings say. */
    write: z.boolean().optional(),
  }),
  z.object({
    intent: z.literal('edit_link'),
    linkId: z.uuid(),
    number,
    carrier,
    kind,
    write: z.boolean().optional(),
  }),
  z.object({
    intent: z.literal('add_link'),
    /** `${fulfillmentId}-${position}`. */
    parcelId: z.string(),
    number,
    carrier,
    kind,
    write: z.boolean().optional(),
  }),
]);
export type LinkAction = z.infer<typeof linkActionSchema>;

export type LinkErrorCode =
  | 'bad_field'
  | 'no_such_link'
  | 'no_such_parcel'
  | 'no_such_number'
  | 'same_number'
  | 'in_chain'
  | 'not_now'
  | 'not_a_number'
  | 'taken';

export type LinkActionResult =
  /** `linkIds` are those that were changed; `refused` counts the others, `code` says why the first was. */
  | {
      ok: true;
      decision: LinkDecision;
      linkIds: string[];
      refused: number;
      code: LinkErrorCode | null;
    }
  | { ok: false; code: LinkErrorCode; field: string | null };

export interface LinkEventView {
  at: string;
  action: string;
  /** `user:<id>`, `rule:confirm_stated`, a source's name, `shopify`, `lastscan`, `person`, `upload`. */
  actor: string;
  detail: Record<string, string | number | null>;
}

/** A link as screens show it. */
export interface LinkView {
  linkId: string;
  parcelId: string;
  orderName: string;
  destination: string | null;
  /** As typed where we still have it; null = the parcel had none. */
  fromNumber: string | null;
  fromCarrier: string | null;
  number: string;
  carrier: string | null;
  trackingUrl: string | null;
  kind: LegKind;
  state: LinkState;
  basis: LinkBasis;
  source: string | null;
  evidence: LinkEvidence[];
  /** Something speaks against it. */
  isDoubtful: boolean;
  proposedAt: string;
  decidedAt: string | null;
  decidedBy: string | null;
  writeState: WriteState;
  /** Why the last write failed; words under `links.writeError.<code>`. Null = it did not. */
  writeError: { code: string; message: string | null } | null;
  /** What another app put over ours; empty = nothing. */
  theirNumbers: string[];
}

/** A link with its history, newest first. */
export interface LinkWithHistory extends LinkView {
  events: LinkEventView[];
}

export const LINK_TABS = ['open', 'overwritten', 'decided'] as const;
export type LinkTab = (typeof LINK_TABS)[number];

export interface LinksView {
  tab: LinkTab;
  rows: LinkView[];
  openCount: number;
  overwrittenCount: number;
  /** Whether more wait than are shown. */
  hasMore: boolean;
  /** Whether the shop has confirmed numbers written to Shopify by itself. */
  writeBack: boolean;
}

/** The scopes any one of which lets a number be written, by who fulfills. */
export const TRACKING_WRITE_SCOPES = [
  'write_assigned_fulfillment_orders',
  'write_merchant_managed_fulfillment_orders',
  'write_third_party_fulfillment_orders',
] as const;
