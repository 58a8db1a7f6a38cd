/**
 * What the Compliance screens are given: plain, serialisable, already worded where the words are a rule's own (the server
 * holds those texts; the browser holds the rest). Instants are ISO 8601 strings in UTC, money is integer minor units.
 */
import type { NoDeadline, NoExposure, FindingVerdict } from '#app/domain/findings/outcome.ts';
import type { Authority, Certainty, Severity } from '#app/domain/findings/rule.ts';
import type { SubjectKind } from '#app/domain/findings/subjects.ts';
import type { Money } from '#app/domain/shared/money.ts';
import type { FindingQuery } from './finding-query.ts';

export interface FindingSubject {
  kind: SubjectKind;
  id: string;
  /** As shown: the order's name, the product's title; for countries and the shop itself, their name in the reader's language. */
  label: string;
  orderId: string | null;
  productId: string | null;
}

export interface Suppressed {
  until: string;
  why: string;
  /** `user:<id>`. */
  by: string;
}

export interface FindingRow {
  /** A UUID, used in addresses: `/app/compliance/<id>`. */
  id: string;
  ruleId: string;
  /** In the reader's language. */
  ruleTitle: string;
  /** What is wrong, as one sentence in the reader's language. */
  what: string;
  verdict: Exclude<FindingVerdict, 'suppressed'>;
  subject: FindingSubject;
  deadlineAt: string | null;
  /** Why there is no date; null where there is one. */
  noDeadline: NoDeadline | null;
  /** One amount a currency. */
  exposure: Money[];
  noExposure: NoExposure | null;
  authority: Authority;
  severity: Severity;
  certainty: Certainty;
  jurisdictions: string[];
  verdictSince: string;
  curedAt: string | null;
  /** Null: not set aside, or no longer. */
  suppressed: Suppressed | null;
  /** `user:<id>` or `name:<as typed>`; null: nobody. */
  assignee: string | null;
}

/** Findings under one heading. */
export interface FindingGroup {
  /** The rule's id, or the subject: `order:1`, `product:2`, `destination:DE`. */
  key: string;
  /** The rule's title, or the subject's label. */
  title: string;
  /** Of a grouping by rule. */
  ruleId: string | null;
  /** Of a grouping by subject. */
  subject: FindingSubject | null;
  /** All of the group, which may be more than its rows. */
  count: number;
  /** The group's nearest. */
  deadlineAt: string | null;
  /** One amount a currency; an order or product that several findings name counts once, at its largest. */
  exposure: Money[];
  rows: FindingRow[];
}

/** The page's first line: what is about to be broken, by when, and how much money. */
export interface FindingHeadline {
  /** By dates and figures. */
  broken: number;
  /** Words and patterns suggest it: to be checked, not said to be broken. */
  toCheck: number;
  /** Not broken yet, with a deadline within seven days. */
  endSoon: number;
  /** The nearest deadline still to come of all that stands; null: none. */
  nextDeadlineAt: string | null;
  /** What depends on those counted here. One amount a currency; each order or product counts once. */
  exposure: Money[];
  /** Not broken yet, later. */
  later: number;
  unknown: number;
  suppressed: number;
}

/** While everything is being judged for the first time. `step` of `steps` kinds of subjects; `judged`: findings so far. */
export interface FirstPass {
  state: 'reading' | 'judging';
  step: number;
  steps: number;
}

export interface FindingPage {
  query: FindingQuery;
  headline: FindingHeadline;
  /** One group with an empty key where the list is not grouped. */
  groups: FindingGroup[];
  /** Findings that match, over all pages. */
  total: number;
  nextCursor: string | null;
  previousCursor: string | null;
  /** What exists, for the filters' choices. */
  choices: {
    rules: { id: string; title: string }[];
    jurisdictions: string[];
    authorities: Authority[];
    /** Besides the reader. */
    assignees: string[];
  };
  /** Who reads: `user:<id>`. */
  reader: string;
  /** Null: everything has been judged at least once. */
  firstPass: FirstPass | null;
}

/** A deadline for Home or a parcel's page. */
export type FindingDate = Pick<
  FindingRow,
  | 'id'
  | 'ruleId'
  | 'ruleTitle'
  | 'what'
  | 'verdict'
  | 'subject'
  | 'deadlineAt'
  | 'noDeadline'
  | 'exposure'
  | 'certainty'
>;
