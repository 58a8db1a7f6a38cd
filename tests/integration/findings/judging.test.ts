import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Client } from 'pg';
import { shopsToJudge } from '#app/db/judging-marks.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { judgeAll } from '#app/services/judge-all.server.ts';
import { judgeMarked } from '#app/services/judge-subjects.server.ts';
import {
  installShop,
  orderDetails,
  storeOrder,
} from '#tests/integration/findings/facts.factory.ts';
import { testDatabase } from '#tests/setup/database.ts';

const database = await testDatabase();
const admin = new Client({ connectionString: database.adminUrl });
beforeAll(() => admin.connect());
afterAll(() => admin.end());

const at = (iso: string) => new Date(iso);
/** Two days after the order, long before anything is due. */
const EARLY = at('2026-10-03T09:00:00Z');
const LATE = at('2026-11-05T09:00:00Z');
let shops = 0;
let shopId = 0;

beforeEach(async () => {
  shops += 1;
  shopId = await installShop(`shop-${shops}.myshopify.com`);
});

async function judgeEverything(now: Date): Promise<void> {
  while ((await judgeAll({ shopId, now })).kind === 'again');
}

async function judgeChanges(now: Date): Promise<void> {
  while ((await judgeMarked({ shopId, now })).kind === 'again');
}

async function store(order: Parameters<typeof storeOrder>[2]): Promise<void> {
  await withShopSql(shopId, (sql) => storeOrder(sql, shopId, order));
}

async function findings(rule = 'US-SHIP-01') {
  const { rows } = await admin.query(
    `select verdict, subject_id as id, message ->> 'code' as message, deadline_at as "deadlineAt", exposure,
       cured_at as "curedAt", verdict_since as "since", first_seen_at as "firstSeenAt"
     from findings where shop_id = $1 and rule_id = $2 order by subject_id, clock_start`,
    [shopId, rule],
  );
  return rows;
}

async function marks() {
  const { rows } = await admin.query(
    `select subject_kind as kind, subject_id as id, groups, note from subjects_to_judge where shop_id = $1 order by 1, 2`,
    [shopId],
  );
  return rows;
}

async function events() {
  const { rows } = await admin.query(
    `select e.kind, e.detail from finding_events e join findings f using (shop_id, finding_id)
     where shop_id = $1 and f.rule_id = 'US-SHIP-01' order by e.at, e.seq`,
    [shopId],
  );
  return rows;
}

describe('the first pass', () => {
  test('needs no marks: what comes before it is not marked', async () => {
    await store({});
    expect(await marks()).toEqual([]);
    await judgeEverything(LATE);
    expect(await findings()).toMatchObject([{ id: '1001', verdict: 'fail' }]);
  });
});

describe('a finding', () => {
  test('is found, turns and is cured, each with its event; and nothing is written where nothing changed', async () => {
    await judgeEverything(EARLY);
    await store({});
    expect(await marks()).toContainEqual({
      kind: 'order',
      id: '1001',
      groups: ['order', 'order.details'],
      note: null,
    });
    expect((await shopsToJudge(EARLY, 1_000)).map((shop) => shop.shopId)).toContain(shopId);
    await judgeChanges(EARLY);
    expect(await findings()).toEqual([]);
    expect((await shopsToJudge(EARLY, 1_000)).map((shop) => shop.shopId)).not.toContain(shopId);
    await judgeChanges(at('2026-10-27T09:00:00Z'));
    expect(await findings()).toMatchObject([{ id: '1001', verdict: 'upcoming' }]);
    await judgeChanges(LATE);
    expect(await findings()).toMatchObject([{ id: '1001', verdict: 'fail' }]);
    const { rows } = await admin.query(
      'select count(*)::int as n from finding_events where shop_id = $1',
      [shopId],
    );
    await judgeEverything(LATE);
    expect(
      await admin.query('select count(*)::int as n from finding_events where shop_id = $1', [
        shopId,
      ]),
    ).toMatchObject({ rows });
    await store({ order: { cancelledAt: LATE, updatedAt: LATE }, details: orderDetails() });
    await judgeChanges(LATE);
    expect(await findings()).toMatchObject([{ id: '1001', verdict: 'pass', curedAt: LATE }]);
    expect((await events()).map(({ kind }) => kind)).toEqual(['found', 'turned', 'cured']);
  });
});
