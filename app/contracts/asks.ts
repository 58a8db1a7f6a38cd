/**
 * What staff is given of shoppers' asks, and what it does with them: `/app/asks`. Instants are ISO 8601 in UTC; words are
 * chosen in the browser from codes.
 */
import { z } from 'zod';
import type { HomeView, ParcelRow } from '#app/contracts/pages.ts';
import { LONGEST_ASK } from '#app/contracts/shopper.ts';
import type { AskKind } from '#app/domain/shopper/shopper-settings.ts';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** 'open': staff is to write; 'answered': the shopper may write again, which opens it; 'closed': over. */
export const ASK_STATES = ['open', 'answered', 'closed'] as const;
export type AskState = (typeof ASK_STATES)[number];

/** An ask in the queue. */
export interface AskRow {
  /** A UUID, used in addresses: `/app/asks/<id>`. */
  id: string;
  orderId: string;
  orderName: string;
  /** Null: it is of the order as a whole, or the parcel is gone. */
  parcel: { id: string; number: string | null; verdict: VerdictKind | 'unassessed' } | null;
  kind: AskKind;
  state: AskState;
  /** BCP 47 tag of the page on which it was asked. */
  language: string;
  askedAt: string;
  /** By when the shopper was promised an answer. */
  dueAt: string;
  /** Open, and its time is over. */
  isOverdue: boolean;
  /** The beginning of what the shopper wrote last; null: nothing was (a cancellation), or it was erased on request. */
  firstLine: string | null;
  answeredAt: string | null;
  closedAt: string | null;
}

/** What is known of an ask without its parcel and what was written. */
export type AskFacts = Omit<AskRow, 'parcel' | 'firstLine'>;

/** The queue behind one tab: open ones by the time promised, the others by when they got there, newest first. */
export interface AskPage {
  tab: AskState;
  rows: AskRow[];
  nextCursor: string | null;
  /** Of the whole shop. */
  counts: AskCounts;
}

/** Open asks of a shop. */
export type AskCounts = HomeView['asks'];

export interface AskView extends Omit<AskRow, 'parcel'> {
  /** As lists of parcels show it; null: the ask is of the order as a whole, or the parcel is gone. */
  parcel: ParcelRow | null;
  /** Oldest first. */
  messages: {
    author: 'shopper' | 'staff';
    /** `user:<id>`, or `shopper`. */
    by: string;
    /** Null: erased on request. */
    text: string | null;
    at: string;
  }[];
  /** `user:<id>`; null: it is not closed. */
  closedBy: string | null;
  /** Beginnings of an answer that fit what is asked and where the parcel is, the best first. */
  suggestions: AnswerSuggestion[];
}

/** Beginnings of an answer; the words are in the screens' texts. */
export const ANSWER_SUGGESTIONS = [
  'looking_into_it', // we ask the carrier, and write by a day
  'send_photos', // of the damage, the wrong item and the label
  'send_again_or_refund', // which of the two does the shopper want
  'on_its_way', // it moves; the last scan and the expected days
  'late_sorry', // it is late; what is expected now
  'in_customs', // customs has it, nothing is asked of the shopper
  'customs_needs_you', // customs asks the shopper for something
  'ask_neighbours', // it counts as delivered: neighbours, porter, safe place
  'address_noted', // not shipped yet: the address is changed
  'address_too_late', // shipped already: what the carrier can still do
  'cancelled_refund', // cancelled; the money comes back by
  'cannot_cancel', // shipped already: how to send it back
] as const;
export type AnswerSuggestion = (typeof ANSWER_SUGGESTIONS)[number];

/** Texts that either side may write in one ask. */
export const MOST_ANSWERS_OF_AN_ASK = 20;

/** What staff does with an ask, as the screen sends it. `requestKey` is the screen's own, so that sending twice does once. */
export const askActionSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('answer'),
    requestKey: z
      .string()
      .min(8)
      .max(64)
      .regex(/^[ -~]+$/),
    text: z.string().max(LONGEST_ASK),
    /** Answers and closes. */
    close: z.boolean().default(false),
  }),
  z.object({ intent: z.literal('close') }),
  /** Undoes a closing: the ask is what it was before. */
  z.object({ intent: z.literal('reopen') }),
]);
export type AskAction = z.input<typeof askActionSchema>;

/** Doing again what was done already is fine and changes nothing. */
export type AskResult =
  | { ok: true; done: AskAction['intent']; state: AskState }
  | { ok: false; code: AskError; field: string | null };

type AskError =
  | 'bad_input' // `field` names it
  | 'gone' // there is no such ask
  | 'empty'
  | 'too_long' // of `LONGEST_ASK` characters
  | 'closed' // reopen it to answer
  | 'too_many'; // `MOST_ANSWERS_OF_AN_ASK`
