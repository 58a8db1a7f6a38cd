import type { AskPage, AskState } from '#app/contracts/asks.ts';

/** One tab of the queue of asks, 50 a page. A cursor that is none of this tab's begins at its beginning. */
export async function loadAsks({
  tab,
}: {
  shopId: number;
  tab: AskState;
  cursor: string | null;
  now: Date;
}): Promise<AskPage> {
  return { tab, rows: [], nextCursor: null, counts: { open: 0, overdue: 0, oldestDueAt: null } };
}
