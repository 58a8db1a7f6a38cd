import type { FactOrigin, Missing } from '#app/domain/findings/fact.ts';
import type { Money } from '#app/domain/shared/money.ts';

export const FINDING_VERDICTS = [
  'pass',
  'upcoming',
  'fail',
  'unknown',
  'not_applicable',
  'suppressed',
] as const;
export type FindingVerdict = (typeof FINDING_VERDICTS)[number];

/** What stands in a sentence. Days are ISO dates; texts are quoted as they are. */
export type Said = string | number | Date | Money | { day: string } | { country: string };

/** One condition of a rule as it came out, in the order in which they were asked. */
export interface TraceLine {
  /** Words under `conditions.<condition>` of the rule's texts. */
  condition: string;
  /** Null: a fact was missing. */
  holds: boolean | null;
  /** What it rested on. */
  facts: readonly TracedFact[];
}

export interface TracedFact {
  /** Words under `ruleFact.<name>`. */
  name: string;
  value: Said | null;
  at: Date | null;
  origin: FactOrigin | null;
  missing: Missing | null;
}

/** Why a finding has no date. */
export const NO_DEADLINES = [
  'standing', // the duty holds at all times, so it is broken now and stays so until mended
  'on_happening', // it becomes due when something happens that has no date yet
  'fact_missing', // a missing fact decides the date
  'done', // it is over and cannot be undone by a date
] as const;
export type NoDeadline = (typeof NO_DEADLINES)[number];

/** Why a finding has no sum. */
export const NO_EXPOSURES = [
  'no_sum', // what is at stake is no amount of the shop's own orders
  'nothing_open', // no open order or sale depends on it now
  'fact_missing',
] as const;
export type NoExposure = (typeof NO_EXPOSURES)[number];

/** What Lastscan can do in Shopify itself, or where there to do it. */
export type Fix =
  | { kind: 'set_compare_at'; productId: string; variantId: string; compareAt: Money | null }
  | { kind: 'tag_order'; orderId: string; tag: string }
  /** A page of the Shopify admin, from its root: `products/1`, `settings/legal`. */
  | { kind: 'admin_page'; path: string };

/** A sentence of the merchant's own text that a rule found. Plain text, at most 300 characters. */
export interface Quote {
  text: string;
  /** Where it stands: a policy's type, `title`, `description`, `tags`. */
  where: string;
  locale: string | null;
}

/** What a rule concludes of one subject. */
export interface Outcome {
  verdict: Exclude<FindingVerdict, 'suppressed'>;
  /** Words under `messages.<code>` of the rule's texts; null for `pass` and `not_applicable`. */
  message: { code: string; params: Readonly<Record<string, Said>> } | null;
  /** When the duty began to run: part of the fingerprint, so that a new duty is a new finding. Null: none runs. */
  clockStart: Date | null;
  deadline: Date | null;
  noDeadline: NoDeadline | null;
  /** Money that could have to be paid back or is leaking, one amount a currency. */
  exposure: readonly Money[];
  noExposure: NoExposure | null;
  /** The exception that holds; null: none does. */
  exception: string | null;
  missing: readonly Missing[];
  trace: readonly TraceLine[];
  quotes: readonly Quote[];
  fixes: readonly Fix[];
  /** What ready texts say beside the message's params. A text is offered only when all its places are filled. */
  template: Readonly<Record<string, Said>>;
  /** The earliest instant after `asOf` at which the verdict could change by time alone; null: only a changed fact can. */
  reviewAt: Date | null;
}
