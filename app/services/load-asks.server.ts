import { z } from 'zod';
import type { AskFacts, AskPage, AskRow, AskState } from '#app/contracts/asks.ts';
import { placeOf, readAskPage } from '#app/db/ask-pages.server.ts';
import type { AskPlace, ListedAsk } from '#app/db/ask-pages.server.ts';
import type { AskRecord } from '#app/db/asks.server.ts';
import { countAsks } from '#app/db/home-counts.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { firstLineOf } from '#app/services/ask-text.ts';

const ROWS_PER_PAGE = 50;

/** One tab of the queue of asks, 50 a page. A cursor that is none of this tab's begins at its beginning. */
export async function loadAsks({
  shopId,
  tab,
  cursor,
  now,
  rowsPerPage = ROWS_PER_PAGE,
}: {
  shopId: number;
  tab: AskState;
  cursor: string | null;
  now: Date;
  rowsPerPage?: number;
}): Promise<AskPage> {
  return withShopSql(shopId, async (sql) => {
    const after = readCursor(cursor, tab);
    const found = await readAskPage(sql, shopId, { tab, after, limit: rowsPerPage + 1 });
    const rows = found.slice(0, rowsPerPage);
    const last = rows.at(-1);
    return {
      tab,
      rows: rows.map((row) => rowOf(row, now)),
      nextCursor:
        last === undefined || found.length <= rowsPerPage ? null : writeCursor(placeOf(last), tab),
      counts: await countAsks(sql, shopId, now),
    };
  });
}

function rowOf({ verdict, number, lastText, ...ask }: ListedAsk, now: Date): AskRow {
  const { fulfillmentId, position } = ask;
  return {
    ...askFactsOf(ask, now),
    parcel:
      fulfillmentId === null || position === null || verdict === null
        ? null
        : { id: `${fulfillmentId}-${position}`, number, verdict },
    firstLine: lastText === null ? null : firstLineOf(lastText),
  };
}

/** What a row of the queue and an ask's own page both say of it. */
export function askFactsOf(ask: AskRecord, now: Date): AskFacts {
  return {
    id: ask.askId,
    orderId: ask.orderId,
    orderName: ask.orderName,
    kind: ask.kind,
    state: ask.state,
    language: ask.language,
    askedAt: ask.askedAt.toISOString(),
    dueAt: ask.dueAt.toISOString(),
    isOverdue: ask.state === 'open' && ask.dueAt <= now,
    answeredAt: ask.answeredAt?.toISOString() ?? null,
    closedAt: ask.closedAt?.toISOString() ?? null,
  };
}

/** A place in a tab as a link carries it; it says nothing that the list does not show. */
function writeCursor({ at, askId }: AskPlace, tab: AskState): string {
  return Buffer.from(JSON.stringify([tab, at.toISOString(), askId])).toString('base64url');
}

function readCursor(cursor: string | null, tab: AskState): AskPlace | null {
  if (cursor === null) return null;
  const parsed = cursorSchema.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success || parsed.data[0] !== tab) return null;
  return { at: new Date(parsed.data[1]), askId: parsed.data[2] };
}

const cursorSchema = z.tuple([z.string(), z.iso.datetime(), z.uuid()]);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
