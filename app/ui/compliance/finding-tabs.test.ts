import { describe, expect, it } from 'vitest';
import { DEFAULT_FINDING_QUERY } from '#app/contracts/finding-query.ts';
import { askedBy, FINDING_TABS, findingListAddress, isNarrowed, tabOf } from './finding-tabs.ts';

describe('the tabs of the list', () => {
  it.each(FINDING_TABS)('%s is found again in what it asks, and does not narrow', (tab) => {
    const query = { ...DEFAULT_FINDING_QUERY, ...askedBy(tab), group: 'subject' as const };
    expect(tabOf(query)).toBe(tab);
    expect(isNarrowed(query)).toBe(false);
    expect(isNarrowed({ ...query, search: 'RB' })).toBe(true);
  });

  it('hold a choice of several states in the first', () => {
    const query = { ...DEFAULT_FINDING_QUERY, verdicts: ['fail' as const, 'unknown' as const] };
    expect(tabOf(query)).toBe('open');
    expect(isNarrowed(query)).toBe(true);
  });
});

describe('findingListAddress', () => {
  it('is short for the list as one opens it', () => {
    expect(findingListAddress({})).toBe('/app/compliance');
    expect(findingListAddress({ rules: ['DSP-01'] })).toBe('/app/compliance?rule=DSP-01');
  });
});
