import { afterAll, beforeAll, expect, test } from 'vitest';
import { Client } from 'pg';
import { shopsToJudge, shopsToJudgeAll } from '#app/db/judging-marks.server.ts';
import { catalogueWords } from '#app/domain/findings/asked-rules.ts';
import { RULES } from '#app/domain/findings/rules/catalogue.ts';
import { judgeAll } from '#app/services/judge-all.server.ts';
import { judgeMarked } from '#app/services/judge-subjects.server.ts';
import { installShop } from '#tests/integration/findings/facts.factory.ts';
import { dice, randomWorld } from '#tests/integration/findings/random-world.ts';
import { testDatabase } from '#tests/setup/database.ts';

const database = await testDatabase();
const admin = new Client({ connectionString: database.adminUrl });
beforeAll(() => admin.connect());
afterAll(() => admin.end());

const ROUNDS = 10;
const HOUR_MS = 3_600_000;
/** Enough for every scope that a rule asks for. */
const SCOPES = RULES.flatMap(({ requires }) => requires.scopes).join(',');

async function installed(domain: string): Promise<number> {
  const shopId = await installShop(domain, SCOPES);
  await admin.query(
    `insert into sync_runs (shop_id, kind, state, phase, started_at, phase_started_at)
     values ($1, 'import', 'done', 'done', now(), now())`,
    [shopId],
  );
  return shopId;
}

/** Works as the tick does, until nothing waits. */
async function catchUp(shopId: number, now: Date): Promise<void> {
  const isOf = (shop: { shopId: number }) => shop.shopId === shopId;
  for (;;) {
    const marked = (await shopsToJudge(now, 1_000)).some(isOf);
    const all = (await shopsToJudgeAll(catalogueWords(RULES), 1_000)).some(isOf);
    if (!marked && !all) return;
    if (marked) await judgeMarked({ shopId, now });
    if (all) await judgeAll({ shopId, now });
  }
}

async function judgeEverythingAgain(shopId: number, now: Date): Promise<void> {
  await admin.query(`update compliance_state set pass_wanted = '{*}' where shop_id = $1`, [shopId]);
  while ((await judgeAll({ shopId, now })).kind === 'again');
}

/** Every row, in a line: its digest stands for all that it says. */
async function rowsOf(shopId: number): Promise<string[]> {
  const { rows } = await admin.query<{ line: string }>(
    `select concat_ws(' ', fingerprint, verdict, label, digest, rule_version, first_seen_at, verdict_since, judged_at, cured_at)
       as line from findings where shop_id = $1
     union all
     select concat_ws(' ', 'review', rule_id, subject_kind, subject_id, review_at) from rule_reviews where shop_id = $1
     order by 1`,
    [shopId],
  );
  return rows.map(({ line }) => line);
}

/** What stands open, as far as it does not depend on when it was found. */
async function openOf(shopId: number): Promise<string[]> {
  const { rows } = await admin.query(
    `select fingerprint, verdict, label, message, deadline_at, exposure, missing, quotes, fixes, params, digest
     from findings where shop_id = $1 and cured_at is null order by fingerprint`,
    [shopId],
  );
  return rows.map((row) => JSON.stringify(row));
}

test.each([
  [1, 'small'],
  [2, 'small'],
  [3, 'small'],
  [4, 'small'],
  [5, 'any'],
  [6, 'any'],
] as const)(
  'judging what changed says, row by row, what judging everything says (world %d, %s changes)',
  { timeout: 120_000 },
  async (seed, kind) => {
    const shopId = await installed(`equal-${seed}.myshopify.com`);
    const roll = dice(seed);
    const world = randomWorld({ shopId, roll });
    await world.begin();
    let found = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const times = Math.ceil(roll() * 12);
      for (let count = 0; count < times; count += 1) await world.happen(kind);
      // What gathers many orders is judged once an hour.
      world.pass(HOUR_MS);
      await catchUp(shopId, world.now());
      const changed = await rowsOf(shopId);
      await judgeEverythingAgain(shopId, world.now());
      expect(await rowsOf(shopId)).toEqual(changed);
      found += changed.length;
    }
    expect(found).toBeGreaterThan(0);
    const open = await openOf(shopId);
    await admin.query('delete from findings where shop_id = $1', [shopId]);
    await judgeEverythingAgain(shopId, world.now());
    expect(await openOf(shopId)).toEqual(open);
    const { rows } = await admin.query('select note from subjects_to_judge where shop_id = $1', [
      shopId,
    ]);
    expect(rows).toEqual([]);
  },
);
