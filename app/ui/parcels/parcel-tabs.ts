import type { ParcelQuery, SavedView } from '#app/contracts/pages.ts';
import { serialiseParcelQuery } from '#app/contracts/parcel-query.ts';
import { QUEUES, type Queue } from '#app/domain/verdicts/verdict.ts';

export type ParcelTab =
  | { kind: 'all'; id: string; query: string }
  | { kind: 'queue'; id: string; queue: Queue; query: string }
  | { kind: 'view'; id: string; view: SavedView; query: string };

/** The list's tabs: everything, each queue, each saved view. `query` is the tab's search-parameter string. */
export function parcelTabs(views: readonly SavedView[]): ParcelTab[] {
  return [
    { kind: 'all', id: 'all', query: '' },
    ...QUEUES.map((queue) => ({
      kind: 'queue' as const,
      id: queue,
      queue,
      query: serialiseParcelQuery({ verdicts: [queue], sort: 'since_asc' }),
    })),
    ...views.map((view) => ({ kind: 'view' as const, id: view.viewId, view, query: view.query })),
  ];
}

/**
 * The tab a query belongs to: the view or queue that asks for the same parcels in whatever order, else the queue
 * that was narrowed down, else "all".
 */
export function selectedTab(tabs: readonly ParcelTab[], query: ParcelQuery): number {
  const asked = unordered(serialiseParcelQuery({ ...query, cursor: null }));
  // Views come last and are the most exact: a view of one queue alone is still the queue's tab.
  const exact = tabs.findIndex((tab) => unordered(tab.query) === asked);
  if (exact >= 0) return exact;
  const [only, ...others] = query.verdicts;
  const narrowed = tabs.findIndex((tab) => tab.kind === 'queue' && tab.queue === only);
  return others.length === 0 && narrowed >= 0 ? narrowed : 0;
}

function unordered(query: string): string {
  const parameters = new URLSearchParams(query);
  for (const name of ['sort', 'cursor', 'direction']) parameters.delete(name);
  parameters.sort();
  return parameters.toString();
}
