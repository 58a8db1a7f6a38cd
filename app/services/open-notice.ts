import type { NoticeRecord } from '#app/db/delay-notices.server.ts';

/** An order's notices of delay, oldest first, and what has become of the order. */
export interface OrderNotices {
  notices: readonly NoticeRecord[];
  isCancelled: boolean;
  /** Every parcel is with its carrier: a number that nobody has scanned is not. */
  isShipped: boolean;
}

/**
 * The notice that a buyer can answer, or has answered last; null: there is none. A buyer may cancel until the order ships, also
 * after having agreed to wait (16 CFR 435.2(b)(2)); only the newest notice is asked about, and none behind a cancellation.
 */
export function openNotice({ notices, isCancelled, isShipped }: OrderNotices): NoticeRecord | null {
  if (isCancelled || isShipped) return null;
  const before = notices.slice(0, -1);
  return before.some(({ answer }) => answer === 'cancelled') ? null : (notices.at(-1) ?? null);
}
