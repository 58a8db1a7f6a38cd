import { OPEN_VERDICTS, type FindingQuery } from '#app/contracts/finding-query.ts';

/** The query's filters as the database asks them; null = not asked. */
export interface FindingFilter extends Pick<
  FindingQuery,
  | 'state'
  | 'verdicts'
  | 'rules'
  | 'jurisdictions'
  | 'authorities'
  | 'severities'
  | 'certainties'
  | 'search'
> {
  /** As stored; null: whoever. */
  assignee: string | 'nobody' | null;
}

/** Findings (alias `f`) that Compliance shows: plans of stock and the forecast of cash have pages of their own. */
export const OF_COMPLIANCE = `f.subject_kind not in ('variant', 'cash')`;

/**
 * What a query's text asks of findings (alias `f`), with its values from `$1` on; more values may follow behind them. What
 * was set aside counts as such until its end, without anybody having to write that it ended.
 */
export function findingConditions(
  shopId: number,
  filter: FindingFilter,
  now: Date,
): { text: string; values: unknown[] } {
  const values: unknown[] = [shopId];
  const asked: string[] = ['f.shop_id = $1', OF_COMPLIANCE];
  const ask = (condition: (place: string) => string, value: unknown) => {
    values.push(value);
    asked.push(condition(`$${values.length}`));
  };
  asked.push(`f.cured_at is ${filter.state === 'cured' ? 'not null' : 'null'}`);
  if (filter.state === 'open')
    ask((place) => `(f.suppressed_until is null or f.suppressed_until <= ${place})`, now);
  if (filter.state === 'suppressed') ask((place) => `f.suppressed_until > ${place}`, now);
  const verdicts = verdictsOf(filter);
  if (verdicts !== null) ask((place) => `f.verdict = any(${place}::text[])`, verdicts);
  const lists = [
    ['f.rule_id', filter.rules],
    ['f.authority', filter.authorities],
    ['f.severity', filter.severities],
    ['f.certainty', filter.certainties],
  ] as const;
  for (const [column, chosen] of lists)
    if (chosen.length > 0) ask((place) => `${column} = any(${place}::text[])`, chosen);
  if (filter.jurisdictions.length > 0)
    ask((place) => `f.jurisdictions && ${place}::text[]`, filter.jurisdictions);
  if (filter.assignee === 'nobody') asked.push('f.assignee is null');
  else if (filter.assignee !== null) ask((place) => `f.assignee = ${place}`, filter.assignee);
  if (filter.search !== null)
    ask((place) => `f.label ilike ${place}`, `%${filter.search.replaceAll(/[\\%_]/g, '\\$&')}%`);
  return { text: asked.join(' and '), values };
}

/** Null: whatever the verdict. Open findings are, unasked, those that somebody can do something about. */
function verdictsOf({ state, verdicts }: FindingFilter): readonly string[] | null {
  if (state === 'cured') return null;
  if (verdicts.length > 0) return verdicts;
  return state === 'open' ? ['fail', 'upcoming'] : OPEN_VERDICTS;
}
