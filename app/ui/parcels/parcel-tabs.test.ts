import { expect, test } from 'vitest';
import { DEFAULT_PARCEL_QUERY } from '#app/contracts/parcel-query.ts';
import type { ParcelQuery } from '#app/contracts/pages.ts';
import { parcelTabs, selectedTab } from './parcel-tabs.ts';

const tabs = parcelTabs([
  { viewId: 'v1', name: 'Germany', query: 'destination=DE&sort=value_desc' },
]);
const tabOf = (query: Partial<ParcelQuery>) =>
  tabs[selectedTab(tabs, { ...DEFAULT_PARCEL_QUERY, ...query })]?.id;

test.each<[string, Partial<ParcelQuery>, string]>([
  ['nothing asked', {}, 'all'],
  ['one queue', { verdicts: ['stalled'] }, 'stalled'],
  ['one queue in another order', { verdicts: ['stalled'], sort: 'value_asc' }, 'stalled'],
  ['one queue narrowed down', { verdicts: ['stalled'], destinations: ['DE'] }, 'stalled'],
  ['two queues', { verdicts: ['stalled', 'late'] }, 'all'],
  ['a state that is no queue', { verdicts: ['on_track'] }, 'all'],
  ['a view', { destinations: ['DE'] }, 'v1'],
  ['a view, second page', { destinations: ['DE'], cursor: 'x' }, 'v1'],
  ['a view narrowed down', { destinations: ['DE'], search: 'LP' }, 'all'],
])('%s belongs to its tab', (_, query, expected) => {
  expect(tabOf(query)).toBe(expected);
});
