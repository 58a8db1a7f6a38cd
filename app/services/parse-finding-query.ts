import { z } from 'zod';
import {
  DEFAULT_FINDING_QUERY,
  FINDING_GROUPINGS,
  FINDING_QUERY_PARAMETERS,
  FINDING_STATES,
  OPEN_VERDICTS,
  type FindingQuery,
} from '#app/contracts/finding-query.ts';
import { AUTHORITIES, CERTAINTIES, SEVERITIES } from '#app/domain/findings/rule.ts';

/**
 * What an address asks of the Compliance list; whatever it says that nobody knows is as if it said nothing, and the page
 * shows which filters are on.
 */
export function parseFindingQuery(parameters: URLSearchParams): FindingQuery {
  const name = FINDING_QUERY_PARAMETERS;
  const one = (field: keyof FindingQuery) => parameters.get(name[field]);
  const all = (field: keyof FindingQuery) => [...new Set(parameters.getAll(name[field]))];
  return {
    state: knownOf(FINDING_STATES, one('state')) ?? DEFAULT_FINDING_QUERY.state,
    verdicts: knownAmong(OPEN_VERDICTS, all('verdicts')),
    rules: all('rules')
      .filter((id) => RULE_ID.test(id))
      .slice(0, MOST_CHOICES),
    jurisdictions: all('jurisdictions')
      .filter((code) => JURISDICTION.test(code))
      .slice(0, MOST_CHOICES),
    authorities: knownAmong(AUTHORITIES, all('authorities')),
    severities: knownAmong(SEVERITIES, all('severities')),
    certainties: knownAmong(CERTAINTIES, all('certainties')),
    assignee: ASSIGNEE.safeParse(one('assignee')).data ?? null,
    search: SEARCH.safeParse(one('search')).data ?? null,
    group: knownOf(FINDING_GROUPINGS, one('group')) ?? DEFAULT_FINDING_QUERY.group,
    cursor: CURSOR.safeParse(one('cursor')).data ?? null,
    direction: one('direction') === 'previous' ? 'previous' : 'next',
  };
}

const MOST_CHOICES = 60;
const RULE_ID = /^[A-Z0-9-]{1,40}$/;
const JURISDICTION = /^[A-Za-z_]{2,20}$/;
/** PostgreSQL's text cannot hold NUL, and no name has a control character. */
const PLAIN = z.string().regex(/^\P{Cc}*$/u);
const ASSIGNEE = PLAIN.trim().min(1).max(80);
const SEARCH = PLAIN.trim().min(2).max(100);
const CURSOR = PLAIN.min(1).max(400);

function knownOf<T extends string>(known: readonly T[], text: string | null): T | null {
  return known.find((each) => each === text) ?? null;
}

function knownAmong<T extends string>(known: readonly T[], texts: readonly string[]): T[] {
  return known.filter((each) => texts.includes(each));
}
