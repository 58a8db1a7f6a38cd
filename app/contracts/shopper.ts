/**
 * What the shopper extension and the server say to each other. The first paint comes from an app-owned metafield of the order
 * (`$app`, `shopper_view`, type json, at most `LARGEST_METAFIELD_BYTES`), details from `${api}/shopper/orders/<order id>`.
 * `zod/mini`, because every byte of it is sent to shoppers.
 */
import * as z from 'zod/mini';
import {
  SHOPPER_NEEDS,
  SHOPPER_NEXTS,
  SHOPPER_STATES,
} from '#app/domain/shopper/shopper-parcel.ts';
import { ASK_KINDS } from '#app/domain/shopper/shopper-settings.ts';

export const METAFIELD_NAMESPACE = '$app';
export const METAFIELD_KEY = 'shopper_view';
export const LARGEST_METAFIELD_BYTES = 4096;

/** Header that carries the metafield's `key`: proof that the asker sees this order's status page. */
export const ORDER_KEY_HEADER = 'X-Lastscan-Order-Key';

/** Limits of an ask; the extension counts with the same ones. */
export const LONGEST_ASK = 2_000;
export const MOST_OPEN_ASKS = 5;
export const MOST_MESSAGES_OF_AN_ASK = 20;
/** Of a customer's writing in an hour. */
export const MOST_WRITINGS_AN_HOUR = 10;

const basis = z.enum(['lane', 'carrier', 'stage', 'prior']);
const nullable = z.nullable;

/** See `ShopperParcel`. Fields may be added, never changed: a reader passes over what it does not know. */
export const shopperParcelSchema = z.object({
  id: z.string(),
  state: z.enum(SHOPPER_STATES),
  verdict: z.string(),
  since: nullable(z.string()),
  own: z._default(nullable(z.object({ language: z.string(), text: z.string() })), null),
  origin: z._default(nullable(z.string()), null),
  destination: z._default(nullable(z.string()), null),
  legs: z._default(
    z.array(
      z.object({
        kind: z.enum(['supplier', 'linehaul', 'last_mile', 'unknown']),
        number: z.string(),
        carrier: nullable(z.string()),
        url: nullable(z.string().check(z.startsWith('https://'))),
      }),
    ),
    [],
  ),
  lastScan: z._default(
    nullable(z.object({ milestone: z.string(), at: z.string(), country: nullable(z.string()) })),
    null,
  ),
  silence: z._default(
    nullable(z.object({ from: z.string(), usualUntil: z.string(), basis })),
    null,
  ),
  delivery: z._default(
    nullable(
      z.object({
        earliestOn: z.string(),
        latestOn: z.string(),
        confidence: z.number(),
        basis,
      }),
    ),
    null,
  ),
  next: nullable(z.object({ code: z.enum(SHOPPER_NEXTS), until: nullable(z.string()) })),
  need: z._default(nullable(z.enum(SHOPPER_NEEDS)), null),
});
export type ShopperParcelView = z.infer<typeof shopperParcelSchema>;

/** The metafield's value. Parcels are read one by one, so that one that is not understood does not hide the others. */
export const orderMetafieldSchema = z.object({
  version: z.number(),
  /** When it was made. */
  at: z.string(),
  /** Where details are asked for; `https:` (`http:` on this machine alone). */
  api: z.string(),
  key: z.string(),
  parcels: z.array(z.unknown()),
  /** Parcels that did not fit. */
  more: z._default(z.number(), 0),
});
export const METAFIELD_VERSION = 1;

/** A delay notice the shopper can answer. */
const shopperNoticeSchema = z.object({
  noticeId: z.string(),
  sentAt: z.string(),
  newShipBy: nullable(z.string()),
  answer: z.enum(['none', 'accepted', 'cancelled']),
});
export type ShopperNotice = z.infer<typeof shopperNoticeSchema>;

const shopperAskSchema = z.object({
  askId: z.string(),
  /** Null: of the order as a whole. */
  parcelId: nullable(z.string()),
  kind: z.enum(ASK_KINDS),
  state: z.enum(['open', 'answered', 'closed']),
  askedAt: z.string(),
  /** By when an answer was promised. */
  dueAt: z.string(),
  messages: z.array(
    z.object({ author: z.enum(['shopper', 'staff']), text: nullable(z.string()), at: z.string() }),
  ),
});
export type ShopperAsk = z.infer<typeof shopperAskSchema>;

/** `GET /shopper/orders/<order id>?language=de`. Whatever is not the asker's and whatever is not there is the same 404. */
export const shopperOrderSchema = z.object({
  version: z.number(),
  at: z.string(),
  parcels: z.array(z.unknown()),
  /** Null without a signed-in customer: asking and answering need one. */
  signedIn: nullable(
    z.object({
      canAsk: z.boolean(),
      asks: z.array(shopperAskSchema),
      /** When an ask written now would be answered. */
      answerBy: z.string(),
      notice: nullable(shopperNoticeSchema),
    }),
  ),
});
export type ShopperOrder = z.infer<typeof shopperOrderSchema>;

/** Plain ASCII: the database takes no NUL, and would keep two broken characters as one. */
const requestKey = z.string().check(z.minLength(8), z.maxLength(64), z.regex(/^[ -~]+$/));
const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(LONGEST_ASK));

/**
 * `POST /shopper/orders/<order id>`, JSON, answered with the order as it then is (`shopperOrderSchema`) or a refusal.
 * `requestKey` is the extension's own, so that sending twice does once.
 */
export const shopperActionSchema = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('ask'),
    requestKey,
    parcelId: z.string(),
    kind: z.enum(['damaged', 'not_received', 'wrong_item', 'address', 'other']),
    text,
    language: z.string().check(z.maxLength(35)),
  }),
  z.strictObject({ intent: z.literal('write'), requestKey, askId: z.uuid(), text }),
  z.strictObject({
    intent: z.literal('answer_notice'),
    noticeId: z.uuid(),
    answer: z.enum(['accepted', 'cancelled']),
    language: z.string().check(z.maxLength(35)),
  }),
]);
export type ShopperAction = z.infer<typeof shopperActionSchema>;

/** Why something was not taken; words in the extension under `refused.<code>`. */
export const SHOPPER_REFUSALS = [
  'not_signed_in',
  'too_long', // of `limit` characters
  'empty',
  'too_many_open', // `limit` open asks an order
  'too_often', // wait `retryAfterSeconds`; with `limit`: so many writings an hour
  'no_attachments',
  'bad_field', // `field`
  'closed', // the ask, or asking, is closed; with `limit`: the ask is full, ask anew
  'not_found',
  'too_late', // the notice was answered, or its time is over
] as const;
export const shopperRefusalSchema = z.object({
  refused: z.enum(SHOPPER_REFUSALS),
  field: z.optional(z.string()),
  limit: z.optional(z.number()),
  retryAfterSeconds: z.optional(z.number()),
});
export type ShopperRefusal = z.infer<typeof shopperRefusalSchema>;
