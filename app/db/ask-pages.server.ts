import type { PoolClient } from 'pg';
import type { AskState } from '#app/contracts/asks.ts';
import { askColumns, openText } from '#app/db/asks.server.ts';
import type { AskRecord, SealedText } from '#app/db/asks.server.ts';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** Where a page of a tab goes on: behind this ask. */
export interface AskPlace {
  at: Date;
  askId: string;
}

export interface ListedAsk extends AskRecord {
  /** Null: it is of the order as a whole, or the parcel is gone. */
  verdict: VerdictKind | 'unassessed' | null;
  number: string | null;
  /** What the shopper wrote last; null: nothing, or it was erased. */
  lastText: string | null;
}

/** By what a tab is sorted: open ones by the time that was promised, the others by when they got there, newest first. */
const ORDER: Record<AskState, { column: 'due_at' | 'answered_at' | 'closed_at'; isUp: boolean }> = {
  open: { column: 'due_at', isUp: true },
  answered: { column: 'answered_at', isUp: false },
  closed: { column: 'closed_at', isUp: false },
};

/** The asks of a tab behind a place; null: from the beginning. */
export async function readAskPage(
  sql: PoolClient,
  shopId: number,
  { tab, after, limit }: { tab: AskState; after: AskPlace | null; limit: number },
): Promise<ListedAsk[]> {
  const { column, isUp } = ORDER[tab];
  const [than, direction] = isUp ? ['>', 'asc'] : ['<', 'desc'];
  const { rows } = await sql.query<Omit<ListedAsk, 'lastText'> & SealedText>(
    `select ${askColumns('a')}, p.verdict, p.number, last.ciphertext, last."keyId"
     from asks a
     left join parcels p on p.shop_id = a.shop_id and p.fulfillment_id = a.fulfillment_id and p.position = a.position
     left join lateral (
       select encode(m.ciphertext, 'base64') as ciphertext, m.key_id as "keyId" from ask_messages m
       where m.shop_id = a.shop_id and m.ask_id = a.ask_id and m.author = 'shopper' order by m.seq desc limit 1
     ) last on true
     where a.shop_id = $1 and a.state = '${tab}'
       and ($2::timestamptz is null or (a.${column}, a.ask_id) ${than} ($2, $3::uuid))
     order by a.${column} ${direction}, a.ask_id ${direction} limit $4`,
    [shopId, after?.at ?? null, after?.askId ?? null, limit],
  );
  return rows.map(({ ciphertext, keyId, ...row }) => ({
    ...row,
    lastText: openText(shopId, { ciphertext, keyId }),
  }));
}

/** Where a listed ask stands in its tab. */
export function placeOf({ state, askId, ...ask }: ListedAsk): AskPlace {
  const times = { open: ask.dueAt, answered: ask.answeredAt, closed: ask.closedAt };
  return { at: times[state] ?? ask.dueAt, askId };
}
