import { serialiseFindingQuery, type FindingQuery } from '#app/contracts/finding-query.ts';

/** The list's tabs: what can be done, then what cannot be told, then what is out of the way. */
export const FINDING_TABS = ['open', 'fail', 'upcoming', 'unknown', 'suppressed', 'cured'] as const;
export type FindingTab = (typeof FINDING_TABS)[number];

const ASKED: Readonly<Record<FindingTab, Pick<FindingQuery, 'state' | 'verdicts'>>> = {
  open: { state: 'open', verdicts: [] },
  fail: { state: 'open', verdicts: ['fail'] },
  upcoming: { state: 'open', verdicts: ['upcoming'] },
  unknown: { state: 'open', verdicts: ['unknown'] },
  suppressed: { state: 'suppressed', verdicts: [] },
  cured: { state: 'cured', verdicts: [] },
};

/** What a tab asks; the grouping stays as it is. */
export function askedBy(tab: FindingTab): Pick<FindingQuery, 'state' | 'verdicts'> {
  return ASKED[tab];
}

/** The tab that a query stands in: its own, or the nearest that holds it. */
export function tabOf({ state, verdicts }: Pick<FindingQuery, 'state' | 'verdicts'>): FindingTab {
  if (state !== 'open') return state;
  const [only] = verdicts;
  return verdicts.length === 1 && only !== undefined ? only : 'open';
}

/** Whether the query asks more than its tab and grouping do. */
export function isNarrowed(query: FindingQuery): boolean {
  const { group } = query;
  const own = serialiseFindingQuery({ ...query, cursor: null, direction: 'next' });
  return own !== serialiseFindingQuery({ group, ...askedBy(tabOf(query)) });
}

export function findingListAddress(query: Partial<FindingQuery>): string {
  const search = serialiseFindingQuery(query);
  return search === '' ? '/app/compliance' : `/app/compliance?${search}`;
}
