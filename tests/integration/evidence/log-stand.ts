import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import { empty, scanRow, wholeBatch } from '#tests/integration/db/import-rows.factory.ts';
import type { ScanRow } from '#app/db/import-rows.ts';

/**
 * A database with two shops, each with an order of one parcel (order 1001, fulfillment 2001) of which nothing waits for the
 * log. Call at the top level of a test file; the app's modules are loaded after the environment points at it.
 */
export async function logStand() {
  const database = await testDatabase();
  process.env.LOG_LEVEL = 'silent';
  process.env.LASTSCAN_KEYS = `first:${randomBytes(32).toString('base64')}`;
  const { registerShop } = await import('#app/db/shops.server.ts');
  const { importBatch } = await import('#app/db/import-batch.server.ts');
  const { withShopSql } = await import('#app/db/with-shop.server.ts');
  const { addAsk, addMessage } = await import('#app/db/asks.server.ts');
  const owner = new Client({ connectionString: database.adminUrl });
  await owner.connect();
  afterAll(() => owner.end());
  const now = new Date('2026-11-12T15:00:00Z');
  const newShop = async (name: string) => {
    const domain = `${name}.myshopify.com`;
    const { shopId } = await registerShop({ domain, scopes: '', now });
    await withShopSql(shopId, (sql) => importBatch(sql, shopId, wholeBatch()));
    return shopId;
  };
  const [one, two] = [await newShop('one'), await newShop('two')];
  await owner.query('delete from evidence_queue');
  const rows = async (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
    (await owner.query<Record<string, unknown>>(text, values)).rows;
  return {
    database,
    one,
    two,
    now,
    owner,
    withShopSql,
    rows,
    /** What waits, in order: kinds and rows. */
    queued: (shopId = one) =>
      rows('select kind, order_id, record from evidence_queue where shop_id = $1 order by seq', [
        shopId,
      ]),
    /** Stores scans as one batch of the import. */
    async hear(scans: readonly Partial<ScanRow>[], shopId = one): Promise<void> {
      const told = scans.map((scan) => scanRow(scan));
      await withShopSql(shopId, (sql) => importBatch(sql, shopId, { ...empty, scans: told }));
    },
    /** An ask of the order with what was written in it. */
    async ask(texts: readonly string[], shopId = one): Promise<string> {
      const askId = randomUUID();
      await withShopSql(shopId, async (sql) => {
        await addAsk(sql, shopId, {
          askId,
          orderId: '1001',
          fulfillmentId: '2001',
          position: 0,
          kind: 'damaged',
          customerHash: 'planted-customer-hash',
          language: 'de',
          requestKey: `ask-${askId}`,
          askedAt: now,
          dueAt: now,
        });
        for (const [place, text] of texts.entries()) {
          const requestKey = `message-${place}`;
          const by = { author: 'shopper', actor: 'shopper' } as const;
          await addMessage(sql, shopId, { ...by, askId, text, requestKey, at: now });
        }
      });
      return askId;
    },
    /** The shop's entries by index, as anybody may read them. */
    async entries(shopId = one): Promise<Buffer[]> {
      const found = await owner.query<{ commitment: Buffer }>(
        'select commitment from evidence_leaves where shop_id = $1 order by leaf_index',
        [shopId],
      );
      return found.rows.map(({ commitment }) => commitment);
    },
    /** Sizes and notes, the newest first. */
    async checkpoints(shopId = one): Promise<{ size: number; note: string }[]> {
      const found = await owner.query<{ size: string; note: string }>(
        'select size, note from evidence_checkpoints where shop_id = $1 order by size desc',
        [shopId],
      );
      return found.rows.map(({ size, note }) => ({ size: Number(size), note }));
    },
    /** Makes every write to a table fail for as long as `work` takes, as a kill at that point would. */
    async failing<T>(table: string, work: () => Promise<T>): Promise<T> {
      await owner.query(`create function fail_here() returns trigger language plpgsql as
        $$ begin raise exception 'killed at ${table}'; end $$`);
      await owner.query(`create trigger fail_here before insert or update on ${table}
        for each row execute function fail_here()`);
      try {
        return await work();
      } finally {
        await owner.query(`drop trigger fail_here on ${table}`);
        await owner.query('drop function fail_here');
      }
    },
  };
}

/** So many scans, a minute apart. */
export function scansOf(count: number, about: Partial<ScanRow> = {}): Partial<ScanRow>[] {
  return Array.from({ length: count }, (_, place) => ({
    eventId: `event-${String(place).padStart(5, '0')}`,
    occurredAt: new Date(Date.UTC(2026, 10, 2) + place * 60_000),
    receivedAt: new Date(Date.UTC(2026, 10, 3) + place * 60_000),
    ...about,
  }));
}

/** The root of RFC 6962 section 2.1 over entries, word for word. */
export function naiveRoot(entries: readonly Uint8Array[]): Buffer {
  const [first] = entries;
  if (first === undefined) return createHash('sha256').digest();
  if (entries.length === 1)
    return createHash('sha256').update(Uint8Array.of(0)).update(first).digest();
  let half = 1;
  while (half * 2 < entries.length) half *= 2;
  return createHash('sha256')
    .update(Uint8Array.of(1))
    .update(naiveRoot(entries.slice(0, half)))
    .update(naiveRoot(entries.slice(half)))
    .digest();
}

/** Size and root that a checkpoint states. */
export function statedBy(note: string): { origin: string; size: number; root: string } {
  const [origin = '', size = '', root = ''] = note.split('\n');
  return { origin, size: Number(size), root };
}
