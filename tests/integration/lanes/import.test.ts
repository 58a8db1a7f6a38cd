import { expect, test } from 'vitest';
import { syncStand } from '#tests/integration/sync/stand.ts';

const stand = await syncStand({ orders: 80 });

test('a first import ends with everything learned, one model, and open parcels judged by it', async () => {
  await stand.install();
  await stand.settle();
  expect(await stand.rows(`select * from parcels_to_learn`)).toEqual([]);
  expect(await stand.rows(`select version, basis from lane_models`)).toEqual([
    { version: 1, basis: 'usual_way' },
  ]);
  const silences = await stand.one(
    `select (select count(*)::int from parcel_journeys where outcome = 'delivered') as delivered,
       (select count(*)::int from lane_model_cells where kind = 'silence') as kinds`,
  );
  expect(silences.delivered).toBeGreaterThan(20);
  expect(silences.kinds).toBeGreaterThan(5);
  const versions = await stand.rows(
    `select distinct (population ->> 'version')::int as version from parcels
     where silence_limit_at is not null and population ->> 'basis' = 'learned'`,
  );
  expect(versions).toEqual([{ version: 1 }]);
});

test('days that bring scans bring a model each, and no more', async () => {
  const DAY_MS = 24 * 3_600_000;
  for (let day = 0; day < 3; day += 1) {
    await stand.platform.advanceBy(DAY_MS);
    await stand.settle();
  }
  const { versions } = await stand.one(`select count(*)::int as versions from lane_models`);
  expect(versions).toBeGreaterThan(1);
  expect(versions).toBeLessThanOrEqual(4);
  expect(await stand.rows(`select * from parcels_to_learn`)).toEqual([]);
});
