import { canonicalize } from 'json-canonicalize';
import { z } from 'zod';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';

/** What is put into the log, each with the row it comes from. */
export const EVIDENCE_KINDS = [
  'scan', // a statement of a source, as received
  'number', // a tracking number of a parcel: when it came, from whom, when it was replaced
  'link', // what somebody did to the link between two numbers
  'message', // a message to a carrier or a supplier
  'notice', // a delay notice to the buyer, and the answer
  'ask', // what a shopper wrote, or was answered
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/**
 * A record of the log from a row as the database wrote it down (names in snake_case, instants in any zone). Ids become text,
 * instants ISO 8601 in UTC with milliseconds; columns that only serve searching are left out. Throws on a row of another shape.
 */
export function evidenceRecordOf(kind: EvidenceKind, row: unknown): EvidenceRecord {
  switch (kind) {
    case 'scan':
      return scanSchema.parse(row);
    case 'number':
      return numberSchema.parse(row);
    case 'link':
      return linkSchema.parse(row);
    case 'message':
      return messageSchema.parse(row);
    case 'notice':
      return noticeSchema.parse(row);
    case 'ask':
      return askSchema.parse(row);
    default:
      return assertExhaustive(kind);
  }
}

/** The one text of a record (RFC 8785): what is committed to. */
export function canonicalRecord(record: EvidenceRecord): string {
  return canonicalize(record);
}

const id = z.union([z.string(), z.number().int()]).transform(String);
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
const parcel = { fulfillment_id: id, position: z.number().int() };

const scanSchema = z
  .object({
    ...parcel,
    position: z.number().int().nullable(),
    leg_seq: z.number().int().nullable(),
    source: z.string(),
    event_id: z.string(),
    occurred_at: instant,
    recorded_at: instant,
    received_at: instant,
    milestone: z.string(),
    physical: z.boolean(),
    raw_status: z.string(),
    message: z.string().nullable(),
    place: z.string().nullable(),
    country: z.string().nullable(),
    estimated_delivery_at: instant.nullable(),
  })
  .transform((row) => ({
    kind: 'scan' as const,
    fulfillmentId: row.fulfillment_id,
    /** Null: the fulfillment's parcels share one stream. */
    position: row.position,
    legSeq: row.leg_seq,
    source: row.source,
    eventId: row.event_id,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    receivedAt: row.received_at,
    milestone: row.milestone,
    physical: row.physical,
    rawStatus: row.raw_status,
    message: row.message,
    place: row.place,
    country: row.country,
    estimatedDeliveryAt: row.estimated_delivery_at,
  }));

const numberSchema = z
  .object({
    ...parcel,
    seq: z.number().int(),
    kind: z.string(),
    number: z.string(),
    carrier: z.string().nullable(),
    tracking_url: z.string().nullable(),
    started_at: instant,
    started_basis: z.string(),
    replaced_at: instant.nullable(),
    linked_by: z.string(),
    evidence: z.json(),
    listed: z.boolean(),
    continues_seq: z.number().int().nullable(),
  })
  .transform((row) => ({
    kind: 'number' as const,
    fulfillmentId: row.fulfillment_id,
    position: row.position,
    legSeq: row.seq,
    legKind: row.kind,
    number: row.number,
    carrier: row.carrier,
    trackingUrl: row.tracking_url,
    startedAt: row.started_at,
    startedBasis: row.started_basis,
    /** Null: it has not been replaced. */
    replacedAt: row.replaced_at,
    linkedBy: row.linked_by,
    evidence: row.evidence,
    listedAtShopify: row.listed,
    /** The number that it continues; null: it begins a journey. */
    continuesLegSeq: row.continues_seq,
  }));

const linkSchema = z
  .object({
    link_id: z.string(),
    at: instant,
    action: z.string(),
    actor: z.string(),
    detail: z.json(),
    link: z.object({
      ...parcel,
      from_number_key: z.string().nullable(),
      number: z.string(),
      carrier: z.string().nullable(),
      kind: z.string(),
      state: z.string(),
      basis: z.string(),
      source: z.string().nullable(),
      evidence: z.json(),
      proposed_at: instant,
      decided_at: instant.nullable(),
      decided_by: z.string().nullable(),
      write_state: z.string(),
    }),
  })
  .transform(({ link, ...row }) => ({
    kind: 'link' as const,
    linkId: row.link_id,
    fulfillmentId: link.fulfillment_id,
    position: link.position,
    at: row.at,
    action: row.action,
    actor: row.actor,
    detail: row.detail,
    /** Null: the parcel had no number. */
    fromNumber: link.from_number_key,
    toNumber: link.number,
    toCarrier: link.carrier,
    toLegKind: link.kind,
    state: link.state,
    basis: link.basis,
    source: link.source,
    evidence: link.evidence,
    proposedAt: link.proposed_at,
    decidedAt: link.decided_at,
    decidedBy: link.decided_by,
    writtenToShopify: link.write_state,
  }));

const messageSchema = z
  .object({
    ...parcel,
    message_id: z.string(),
    kind: z.string(),
    to_name: z.string(),
    language: z.string(),
    channel: z.string(),
    subject: z.string(),
    body: z.string(),
    answer_by_on: z.string().nullable(),
    state: z.string(),
    created_at: instant,
    created_by: z.string(),
    sent_at: instant.nullable(),
    error: z.string().nullable(),
  })
  .transform((row) => ({
    kind: 'message' as const,
    messageId: row.message_id,
    fulfillmentId: row.fulfillment_id,
    position: row.position,
    toKind: row.kind,
    toName: row.to_name,
    language: row.language,
    channel: row.channel,
    subject: row.subject,
    body: row.body,
    answerByOn: row.answer_by_on,
    state: row.state,
    createdAt: row.created_at,
    createdBy: row.created_by,
    sentAt: row.sent_at,
    error: row.error,
  }));

const noticeSchema = z
  .object({
    notice_id: z.string(),
    order_id: id,
    sent_at: instant,
    new_ship_by: instant.nullable(),
    answer: z.string(),
    recorded_by: z.string(),
    recorded_at: instant,
  })
  .transform((row) => ({
    kind: 'notice' as const,
    noticeId: row.notice_id,
    orderId: row.order_id,
    sentAt: row.sent_at,
    /** Null: without a new date. */
    newShipBy: row.new_ship_by,
    answer: row.answer,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
  }));

/** The text is opened by whoever hands the row over; it is sealed where it lies. */
const askSchema = z
  .object({
    ask_id: z.string(),
    seq: id,
    ask_kind: z.string(),
    order_id: id.nullish(),
    author: z.enum(['shopper', 'staff']),
    actor: z.string(),
    text: z.string(),
    at: instant,
  })
  .transform((row) => ({
    kind: 'ask' as const,
    askId: row.ask_id,
    messageSeq: row.seq,
    askKind: row.ask_kind,
    orderId: row.order_id ?? null,
    author: row.author,
    actor: row.actor,
    text: row.text,
    at: row.at,
  }));

/** One thing that was recorded, as it stands in the log. Instants: ISO 8601 in UTC. */
export type EvidenceRecord =
  | z.output<typeof scanSchema>
  | z.output<typeof numberSchema>
  | z.output<typeof linkSchema>
  | z.output<typeof messageSchema>
  | z.output<typeof noticeSchema>
  | z.output<typeof askSchema>;
