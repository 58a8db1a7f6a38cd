import { expect, test } from 'vitest';
import { syncStand } from '#tests/integration/sync/stand.ts';

const stand = await syncStand({ orders: 40 });
const DAY_MS = 86_400_000;

const suppliers = () =>
  stand.rows(
    `select supplier, count(*)::int as parcels from parcels where not cancelled and verdict <> 'unassessed'
     group by 1 order by 1`,
  );

/** The same by the counters. */
const counted = () =>
  stand.rows(
    `select name as supplier, sum(parcels)::int as parcels from score_cells
     where who = 'supplier' and grain = 'month' and origin = '*' group by 1 order by 1`,
  );

test('an import brings who fulfills: services by their own name, locations by theirs', async () => {
  await stand.install();
  await stand.settle();
  const known = await suppliers();
  expect(known.length).toBeGreaterThan(3);
  expect(known.filter(({ supplier }) => supplier === null)).toEqual([]);
  const { differing } = await stand.one(
    `select count(*)::int as differing from parcels p join fulfillments f using (shop_id, fulfillment_id)
     where p.supplier is distinct from f.supplier`,
  );
  expect(differing).toBe(0);
  expect(await counted()).toEqual(known);
});

test('so do orders that change later, and the counters follow', async () => {
  const { before } = await stand.one(
    'select max(fulfillment_id)::text as before from fulfillments',
  );
  for (let day = 0; day < 4; day += 1) {
    await stand.platform.advanceBy(DAY_MS);
    await stand.settle();
  }
  const later = await stand.rows(
    `select supplier from fulfillments where fulfillment_id > ${String(before)}`,
  );
  expect(later.length).toBeGreaterThan(0);
  expect(later.filter(({ supplier }) => supplier === null)).toEqual([]);
  expect(await counted()).toEqual(await suppliers());
});
