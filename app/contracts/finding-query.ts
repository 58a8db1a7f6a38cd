import type { Authority, Certainty, Severity } from '#app/domain/findings/rule.ts';

/** What a list is about: findings that stand, those a person set aside for a while, and those that are over. */
export const FINDING_STATES = ['open', 'suppressed', 'cured'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** What an open finding can say. */
export const OPEN_VERDICTS = ['fail', 'upcoming', 'unknown'] as const;
export type OpenVerdict = (typeof OPEN_VERDICTS)[number];

/** `rule` and `subject` put what belongs together under one heading; `none` is one long list. */
export const FINDING_GROUPINGS = ['rule', 'subject', 'none'] as const;
export type FindingGrouping = (typeof FINDING_GROUPINGS)[number];

/** What the Compliance list was asked for; all of it stands in its address. Empty lists ask nothing. */
export interface FindingQuery {
  state: FindingState;
  /** Empty: what is broken or about to be. What cannot be told is asked for by name. */
  verdicts: OpenVerdict[];
  rules: string[];
  jurisdictions: string[];
  authorities: Authority[];
  severities: Severity[];
  certainties: Certainty[];
  /** `me`, `nobody`, or as stored; null: whoever. */
  assignee: string | null;
  /** Part of an order's name or a product's title. */
  search: string | null;
  group: FindingGrouping;
  /** Null: the first page. */
  cursor: string | null;
  direction: 'next' | 'previous';
}

export const DEFAULT_FINDING_QUERY: FindingQuery = {
  state: 'open',
  verdicts: [],
  rules: [],
  jurisdictions: [],
  authorities: [],
  severities: [],
  certainties: [],
  assignee: null,
  search: null,
  group: 'rule',
  cursor: null,
  direction: 'next',
};

/** Name of each field in the page's address. Lists repeat their name: `?rule=DSP-01&rule=US-SHIP-01`. */
export const FINDING_QUERY_PARAMETERS = {
  state: 'state',
  verdicts: 'verdict',
  rules: 'rule',
  jurisdictions: 'jurisdiction',
  authorities: 'authority',
  severities: 'severity',
  certainties: 'certainty',
  assignee: 'assignee',
  search: 'q',
  group: 'by',
  cursor: 'cursor',
  direction: 'direction',
} as const satisfies Record<keyof FindingQuery, string>;

const LISTS = [
  'verdicts',
  'rules',
  'jurisdictions',
  'authorities',
  'severities',
  'certainties',
] as const satisfies (keyof FindingQuery)[];
const SINGLES = [
  'state',
  'assignee',
  'search',
  'group',
  'cursor',
] as const satisfies (keyof FindingQuery)[];

/** The search parameters (no leading `?`) that are read back as the same query; what is usual stays out of the address. */
export function serialiseFindingQuery(query: Partial<FindingQuery>): string {
  const full = { ...DEFAULT_FINDING_QUERY, ...query };
  const parameters = new URLSearchParams();
  for (const field of LISTS)
    for (const value of full[field]) parameters.append(FINDING_QUERY_PARAMETERS[field], value);
  for (const field of SINGLES) {
    const value = full[field];
    if (value !== null && value !== DEFAULT_FINDING_QUERY[field])
      parameters.set(FINDING_QUERY_PARAMETERS[field], value);
  }
  if (full.cursor !== null && full.direction === 'previous')
    parameters.set(FINDING_QUERY_PARAMETERS.direction, full.direction);
  return parameters.toString();
}

/** A list that shows all of one rule is not put under that rule's heading once more. */
export function groupingOf({
  group,
  rules,
}: Pick<FindingQuery, 'group' | 'rules'>): FindingGrouping {
  return group === 'rule' && rules.length === 1 ? 'none' : group;
}
