import { z } from 'zod';
import type { BrandAnswer } from '#app/domain/findings/brand-answers.ts';
import type { FactOrigin } from '#app/domain/findings/fact.ts';
import type { FindingVerdict, NoDeadline, NoExposure } from '#app/domain/findings/outcome.ts';
import type { ParamUnit } from '#app/domain/findings/params.ts';
import type { Authority, Certainty, RuleStatus, Severity } from '#app/domain/findings/rule.ts';
import type { SubjectKind } from '#app/domain/findings/subjects.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** Everything that a finding's page shows. Instants are ISO, days ISO dates; sentences are in the screen's language. */
export interface FindingView {
  id: string;
  rule: RuleBrief;
  subject: {
    kind: SubjectKind;
    id: string;
    label: string;
    /** Page of the Shopify admin, from its root; null: it has none. */
    adminPath: string | null;
    /** Null: it is about no order. */
    orderId: string | null;
    /** The order's parcels here; null: it is about no order. */
    orderName: string | null;
  };
  verdict: FindingVerdict;
  /** What is wrong, by when. */
  sentence: string;
  clock: {
    startAt: string | null;
    deadlineAt: string | null;
    noDeadline: NoDeadline | null;
    words: string;
  };
  exposure: readonly Money[];
  noExposure: NoExposure | null;
  consequence: string;
  maxFine: { amount: number; currency: string; per: string } | null;
  trace: readonly TraceView[];
  quotes: readonly { text: string; where: string; locale: string | null }[];
  missing: readonly MissingView[];
  params: readonly UsedParamView[];
  exceptions: readonly { words: string; cite: string }[];
  steps: readonly string[];
  templates: readonly TemplateView[];
  fixes: readonly FixView[];
  attestations: readonly AttestationView[];
  events: readonly { at: string; kind: string; actor: string; detail: Record<string, unknown> }[];
  notices:
    | readonly { id: string; sentAt: string; newShipBy: string | null; answer: NoticeAnswer }[]
    | null;
  suppressed: { until: string | null; reason: string; by: string } | null;
  assignee: string | null;
  firstSeenAt: string;
  verdictSince: string;
  judgedAt: string;
  curedAt: string | null;
}

/** What of a rule stands on its findings' pages. */
export interface RuleBrief {
  id: string;
  title: string;
  summary: string;
  version: string;
  status: RuleStatus;
  severity: Severity;
  certainty: Certainty;
  authority: Authority;
  jurisdictions: readonly string[];
  sources: readonly {
    cite: string;
    url: string;
    checkedOn: string;
    confidence: 'high' | 'medium' | 'low';
    isStale: boolean;
  }[];
}

export interface TraceView {
  words: string;
  holds: boolean | null;
  facts: readonly {
    name: string;
    /** Null: missing. */
    value: string | null;
    at: string | null;
    origin: FactOrigin | null;
    missing: MissingView | null;
  }[];
}

/** What is not known, and what supplies it. */
export type MissingView =
  | { kind: 'scope'; scope: string }
  | { kind: 'history'; since: string; days: number }
  | { kind: 'attestation'; code: string }
  | { kind: 'empty' | 'not_read'; field: string };

export interface UsedParamView {
  name: string;
  value: number;
  unit: ParamUnit;
  from: string | null;
  until: string | null;
  cite: string;
  key: string;
  by: 'law' | 'merchant';
}

export interface TemplateView {
  id: string;
  to: 'buyer' | 'supplier' | 'page' | 'self';
  /** The language that fits the reader best comes first. */
  texts: readonly { language: string; subject: string; body: string }[];
}

/** `index`: its place among the finding's fixes; null: it was done and is no longer needed, but can still be undone. */
export type FixView = { index: number | null; last: FixRequest | null } & (
  | { kind: 'set_compare_at'; compareAt: Money | null; scope: 'write_products' }
  | { kind: 'tag_order'; tag: string; scope: 'write_orders' }
  | { kind: 'admin_page'; path: string }
);

export interface FixRequest {
  fixId: string;
  state: 'queued' | 'done' | 'failed' | 'undoing' | 'undone';
  error: FixError | null;
  askedAt: string;
}

/** Why a fix could not be done. */
export const FIX_ERRORS = [
  'gone',
  'scope_missing',
  'refused',
  'changed_meanwhile', // somebody wrote something else there since
  'unreachable',
] as const;
export type FixError = (typeof FIX_ERRORS)[number];

export interface AttestationView {
  /** `POL-WDR-01.function_in_footer` */
  code: string;
  question: string;
  /** Answers to choose from, in order; empty: yes or no. */
  choices: readonly BrandAnswer[];
  given: {
    id: string;
    answer: 'yes' | 'no';
    choice: string;
    note: string;
    link: string | null;
    fileName: string | null;
    by: string;
    at: string;
    until: string | null;
    hasRunOut: boolean;
  } | null;
}

export const NOTICE_ANSWERS = ['none', 'accepted', 'cancelled'] as const;
export type NoticeAnswer = (typeof NOTICE_ANSWERS)[number];

const day = z.iso.date();

/** What a person can do on a finding's page. */
export const findingDetailActionSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('fix'), index: z.number().int().min(0).max(20) }),
  z.object({ intent: z.literal('undo_fix'), fixId: z.uuid() }),
  z.object({
    intent: z.literal('attest'),
    code: z.string().min(1).max(80),
    answer: z.enum(['yes', 'no']),
    choice: z.string().max(40).default(''),
    note: z.string().max(1_000).default(''),
    link: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .nullable()
      .default(null),
    file: z
      .object({
        name: z.string().min(1).max(200),
        type: z.string().max(100),
        /** Base64. */
        content: z.base64().max(700_000),
      })
      .nullable()
      .default(null),
    /** Last day on which it holds; null: until taken back. */
    until: day.nullable(),
  }),
  z.object({ intent: z.literal('withdraw'), attestationId: z.uuid() }),
  z.object({
    intent: z.literal('record_notice'),
    sentOn: day,
    newShipBy: day.nullable(),
    answer: z.enum(NOTICE_ANSWERS).default('none'),
  }),
  z.object({
    intent: z.literal('answer_notice'),
    noticeId: z.uuid(),
    answer: z.enum(NOTICE_ANSWERS),
  }),
  z.object({ intent: z.literal('remove_notice'), noticeId: z.uuid() }),
]);
export type FindingDetailAction = z.input<typeof findingDetailActionSchema>;

export type FindingDetailResult =
  | { ok: true; done: FindingDetailAction['intent'] }
  | { ok: false; code: FindingDetailError; field: string | null };

export const FINDING_DETAIL_ERRORS = [
  'bad_input', // `field` names it
  'gone', // the finding is no longer there
  'no_such_fix',
  'already_asked',
  'no_such_attestation',
  'until_is_past',
  'file_too_big',
  'not_an_order',
  'sent_in_future',
  'ship_by_before_sending',
] as const;
export type FindingDetailError = (typeof FINDING_DETAIL_ERRORS)[number];
