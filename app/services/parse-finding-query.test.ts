import { describe, expect, it } from 'vitest';
import {
  DEFAULT_FINDING_QUERY,
  serialiseFindingQuery,
  type FindingQuery,
} from '#app/contracts/finding-query.ts';
import { parseFindingQuery } from '#app/services/parse-finding-query.ts';

const parse = (search: string) => parseFindingQuery(new URLSearchParams(search));

describe('parseFindingQuery', () => {
  it('reads back what was written into an address', () => {
    const query: FindingQuery = {
      state: 'suppressed',
      verdicts: ['fail', 'unknown'],
      rules: ['US-SHIP-01', 'DSP-01'],
      jurisdictions: ['EU', 'card_networks'],
      authorities: ['law'],
      severities: ['critical'],
      certainties: ['heuristic'],
      assignee: 'name:Mei & Co',
      search: '#1001 50%',
      group: 'subject',
      cursor: 'WyJ4Il0',
      direction: 'previous',
    };
    expect(parse(serialiseFindingQuery(query))).toEqual(query);
  });

  it('has an empty address for the list as one opens it', () => {
    expect(serialiseFindingQuery(DEFAULT_FINDING_QUERY)).toBe('');
    expect(parse('host=abc&embedded=1')).toEqual(DEFAULT_FINDING_QUERY);
  });

  it.each([
    ['state=lost'],
    ['verdict=pass'],
    ['rule=../../etc'],
    ['jurisdiction=%00'],
    ['authority=king'],
    ['by=colour'],
    ['q=x'],
    ['q=a%00b'],
    [`q=${'x'.repeat(101)}`],
    ['assignee='],
    [`cursor=${'x'.repeat(401)}`],
    ['direction=up'],
  ])('takes %s as if nothing were said', (search) => {
    expect(parse(search)).toEqual(DEFAULT_FINDING_QUERY);
  });

  it('names a choice once', () => {
    expect(parse('verdict=fail&verdict=fail&rule=IP-01&rule=IP-01')).toMatchObject({
      verdicts: ['fail'],
      rules: ['IP-01'],
    });
  });
});
