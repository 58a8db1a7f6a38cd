import fc from 'fast-check';
import { expect, test } from 'vitest';
import { registerShop } from '#app/db/shops.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
const now = new Date('2026-11-02T09:00:00Z');

type Step =
  | { kind: 'insert' | 'upsert'; ids: number[]; verdict: string; value: number; muted: boolean }
  | { kind: 'judge'; ids: number[]; verdict: string }
  | { kind: 'mute'; ids: number[]; muted: boolean }
  | { kind: 'price'; ids: number[]; value: number; currency: string }
  | { kind: 'delete'; ids: number[] };

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 8 });
const verdict = fc.constantFrom('unassessed', 'on_track', 'stalled', 'delivered');
const value = fc.integer({ min: 0, max: 5000 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('insert', 'upsert'),
    ids,
    verdict,
    value,
    muted: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('judge'), ids, verdict }),
  fc.record({ kind: fc.constant('mute'), ids, muted: fc.boolean() }),
  fc.record({ kind: fc.constant('price'), ids, value, currency: fc.constantFrom('EUR', 'USD') }),
  fc.record({ kind: fc.constant('delete'), ids }),
);

function statementOf(shopId: number, step: Step): [string, unknown[]] {
  const insert = `insert into parcels
      (shop_id, fulfillment_id, position, order_id, order_name, currency, shipped_at, search_text, verdict, value_minor, muted, carrier_key, destination)
    select $1, id, 0, 1, '#1', 'EUR', now(), '#1', $3, $4, $5, nullif(id % 3, 0)::text, case id % 2 when 0 then 'DE' end
    from unnest($2::int[]) id on conflict (shop_id, fulfillment_id, position) do`;
  const where = 'where shop_id = $1 and fulfillment_id = any($2)';
  switch (step.kind) {
    case 'insert':
      return [`${insert} nothing`, [shopId, step.ids, step.verdict, step.value, step.muted]];
    case 'upsert':
      return [
        `${insert} update set verdict = excluded.verdict, value_minor = excluded.value_minor`,
        [shopId, step.ids, step.verdict, step.value, step.muted],
      ];
    case 'judge':
      return [`update parcels set verdict = $3 ${where}`, [shopId, step.ids, step.verdict]];
    case 'mute':
      return [`update parcels set muted = $3 ${where}`, [shopId, step.ids, step.muted]];
    case 'price':
      return [
        `update parcels set value_minor = $3, currency = $4 ${where}`,
        [shopId, step.ids, step.value, step.currency],
      ];
    case 'delete':
      return [`delete from parcels ${where}`, [shopId, step.ids]];
  }
}

const DIFFERENCES = `
  with counted as (
    select verdict, muted, currency, count(*) n, sum(value_minor) v from parcels where shop_id = $1 group by 1, 2, 3
  ), kept as (
    select verdict, muted, currency, count n, value_minor v from parcel_counts where shop_id = $1 and (count <> 0 or value_minor <> 0)
  ) (table counted except table kept) union all (table kept except table counted)`;
const FACET_DIFFERENCES = `
  with counted as (
    select verdict, muted, coalesce(carrier_key, '') c, coalesce(destination, '') d, count(*) n
      from parcels where shop_id = $1 group by 1, 2, 3, 4
  ), kept as (
    select verdict, muted, carrier_key, destination, count from parcel_facets where shop_id = $1 and count <> 0
  ) (table counted except table kept) union all (table kept except table counted)`;

test('the counters equal a recount after any inserts, updates and deletes', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      run += 1;
      const { shopId } = await registerShop({ domain: `${run}.example`, scopes: '', now });
      for (const one of steps) {
        const [text, values] = statementOf(shopId, one);
        await withShopSql(shopId, (sql) => sql.query(text, values));
      }
      const differences = await withShopSql(shopId, async (sql) => [
        ...(await sql.query(DIFFERENCES, [shopId])).rows,
        ...(await sql.query(FACET_DIFFERENCES, [shopId])).rows,
      ]);
      expect(differences).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('the counters are right when many transactions change the same parcels at once', async () => {
  const { shopId } = await registerShop({ domain: 'busy.example', scopes: '', now });
  const all = Array.from({ length: 12 }, (_, index) => index + 1);
  const [text, values] = statementOf(shopId, {
    kind: 'insert',
    ids: all,
    verdict: 'unassessed',
    value: 10,
    muted: false,
  });
  await withShopSql(shopId, (sql) => sql.query(text, values));
  const verdicts = ['on_track', 'stalled', 'delivered', 'unassessed'];
  const changes = Array.from({ length: 40 }, (_, index) => {
    const half = all.filter((id) => (id + index) % 2 === 0);
    const [change, parameters] = statementOf(shopId, {
      kind: 'judge',
      ids: half,
      verdict: verdicts[index % 4] ?? '',
    });
    // Parcels are locked in one order, as the writers do.
    return withShopSql(shopId, async (sql) => {
      await sql.query(
        'select from parcels where shop_id = $1 and fulfillment_id = any($2) order by fulfillment_id for update',
        [shopId, half],
      );
      await sql.query(change, parameters);
    });
  });
  await Promise.all(changes);
  const { rows } = await withShopSql(shopId, (sql) => sql.query(DIFFERENCES, [shopId]));
  expect(rows).toEqual([]);
});
