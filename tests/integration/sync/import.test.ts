import { describe, expect, test } from 'vitest';
import { syncStand } from './stand.ts';

const stand = await syncStand({
  orders: 120,
  platform: { switches: { bulkMalformedLines: [7, 30] } },
});

describe('the first import', () => {
  test('brings every order, fulfillment and event, names the bad lines, and parity agrees', async () => {
    await stand.install();
    await stand.settle();
    const { ours, theirs } = await stand.bothSides();
    // The two bad lines were no orders of the file; the sweep and the parity check bring them.
    expect(ours).toEqual(theirs);
    const run = await stand.one(`select * from sync_runs where kind = 'import'`);
    expect(run).toMatchObject({ state: 'done', phase: 'done', quarantined: '2' });
    expect(Number(run.events_fulfillments_done)).toBe(Number(run.events_fulfillments_total));
    const lines = await stand.rows(
      `select line_number, reason, raw from quarantined_lines order by line_number`,
    );
    expect(lines.map((line) => line.line_number)).toEqual(['7', '30']);
    const unassessed = await stand.one(
      `select count(*)::int as count from parcels where verdict = 'unassessed'`,
    );
    expect(unassessed.count).toBe(0);
  });

  test('keeps no name, street, mail address or phone of a buyer', async () => {
    const store = stand.platform.store(stand.shop);
    const planted = new Set<string>();
    for (const order of store.orders.values()) {
      for (const fact of order.packedCustomer.split('\u001f').slice(0, 5)) planted.add(fact);
    }
    const tables = await stand.rows(
      `select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind = 'r'`,
    );
    const found: string[] = [];
    for (const { relname } of tables) {
      const rows = await stand.rows(`select t::text as text from "${String(relname)}" t`);
      const all = rows.map((row) => String(row.text)).join('\n');
      for (const fact of planted) {
        if (fact.length > 5 && all.includes(fact)) found.push(`${String(relname)}: ${fact}`);
      }
    }
    expect(found).toEqual([]);
  });
});
