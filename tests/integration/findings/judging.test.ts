import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Client } from 'pg';
import { readJudgingWaits, shopsToJudge } from '#app/db/judging-marks.server.ts';
import { recordPrices } from '#app/db/price-points.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { NO_SETTINGS } from '#app/domain/findings/compliance-settings.ts';
import { RULES } from '#app/domain/findings/rules/catalogue.ts';
import { judgeAll } from '#app/services/judge-all.server.ts';
import { judgeMarked } from '#app/services/judge-subjects.server.ts';
import { loadCoverage } from '#app/services/load-coverage.server.ts';
import { saveComplianceSettings } from '#app/services/save-compliance-settings.server.ts';
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

describe('what the merchant does not want', () => {
  const save = async (rulesOff: string[]) => {
    const form = { ...NO_SETTINGS, rulesOff, digestTo: '' };
    expect(await saveComplianceSettings({ shopId, form, now: LATE })).toEqual({ ok: true });
    await judgeEverything(LATE);
  };

  test('ends what the rule found and is not asked; wanted again, it finds the same again', async () => {
    await store({});
    await judgeEverything(LATE);
    await save(['US-SHIP-01']);
    expect(await findings()).toMatchObject([{ verdict: 'not_applicable', curedAt: LATE }]);
    await store({ order: { orderId: '1002', name: '#1002' } });
    await judgeChanges(LATE);
    expect(await findings()).toHaveLength(1);
    await save([]);
    expect(await findings()).toMatchObject([
      { id: '1001', verdict: 'fail', curedAt: null },
      { id: '1002', verdict: 'fail', curedAt: null },
    ]);
    // The last two are of one instant.
    expect((await events()).map(({ kind }) => kind).toSorted()).toEqual([
      'cured',
      'found',
      'found',
      'reopened',
    ]);
  });

  test('of a figure is judged by the merchant’s own', async () => {
    // Eleven days before the end: a week's notice is the rule's own.
    const halfWay = at('2026-10-20T09:00:00Z');
    await store({});
    await judgeEverything(halfWay);
    expect(await findings()).toEqual([]);
    const row = { ruleId: 'US-SHIP-01', name: 'warnDays', key: 'early', from: null, until: null };
    const overrides = [{ ...row, value: 29, note: 'We like to know early' }];
    const form = { ...NO_SETTINGS, overrides, digestTo: '' };
    await saveComplianceSettings({ shopId, form, now: halfWay });
    await judgeEverything(halfWay);
    expect(await findings()).toMatchObject([{ verdict: 'upcoming' }]);
  });
});

describe('a rule of another version', () => {
  test('is asked of everything at the next pass; the others are not', async () => {
    await store({});
    await judgeEverything(LATE);
    await admin.query(
      `update compliance_state set catalogue = replace(catalogue, 'US-SHIP-01 1.', 'US-SHIP-01 0.') where shop_id = $1`,
      [shopId],
    );
    await admin.query(
      `update findings set digest = 'of the version before', rule_version = '0.0.0' where shop_id = $1`,
      [shopId],
    );
    await judgeEverything(LATE);
    const { rows } = await admin.query(
      `select rule_id as rule from findings where shop_id = $1 and rule_version = '0.0.0'`,
      [shopId],
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ rule }) => rule)).not.toContain('US-SHIP-01');
  });

  test('that is gone leaves no finding open', async () => {
    await judgeEverything(LATE);
    await admin.query(
      `insert into findings (shop_id, fingerprint, rule_id, rule_version, subject_kind, subject_id, label, verdict, authority,
         severity, severity_rank, certainty, jurisdictions, message, first_seen_at, verdict_since, judged_at)
       values ($1, 'OLD-01|order|1|', 'OLD-01', '1.0.0', 'order', '1', '#1', 'fail', 'law', 'high', 3, 'deterministic',
         '{US}', 'null', $2, $2, $2)`,
      [shopId, EARLY],
    );
    await admin.query(
      `update compliance_state set catalogue = catalogue || E'\\nOLD-01 1.0.0 active' where shop_id = $1`,
      [shopId],
    );
    await judgeEverything(LATE);
    expect(await findings('OLD-01')).toMatchObject([{ verdict: 'not_applicable', curedAt: LATE }]);
  });
});

describe('a rule that may not read what it rests on', () => {
  const RULE = 'DSP-01';

  test('says so once, of the shop, and takes it back when it may', async () => {
    await judgeEverything(LATE);
    expect(await findings(RULE)).toMatchObject([{ id: 'shop', verdict: 'unknown', curedAt: null }]);
    const scopes = RULES.flatMap(({ requires }) => requires.scopes).join(',');
    await admin.query('update shops set scopes = $2 where shop_id = $1', [shopId, scopes]);
    await judgeEverything(LATE);
    expect(await findings(RULE)).toMatchObject([{ id: 'shop', verdict: 'pass', curedAt: LATE }]);
  });
});

describe('a subject that cannot be read', () => {
  test('stops no other; it stays marked, with a note, and is tried again later or when it changes', async () => {
    await judgeEverything(EARLY);
    await store({});
    await store({ order: { orderId: '1002', name: '#1002' } });
    await admin.query(
      `update order_details set details = '{}' where shop_id = $1 and order_id = 1001`,
      [shopId],
    );
    await judgeChanges(LATE);
    expect(await findings()).toMatchObject([{ id: '1002', verdict: 'fail' }]);
    const view = await loadCoverage({ shopId, language: 'en', now: LATE });
    expect(view.unjudged.count).toBe(1);
    const waits = await withShopSql(shopId, (sql) => readJudgingWaits(sql, shopId));
    expect(waits).toMatchObject({
      waiting: 0,
      failed: [{ kind: 'order', id: '1001', name: '#1001', note: 'not_loaded' }],
    });
    const shopIds = (await shopsToJudge(LATE, 1_000)).map((shop) => shop.shopId);
    expect(shopIds).not.toContain(shopId);
    await store({ order: { updatedAt: LATE } });
    await judgeChanges(LATE);
    expect(await findings()).toMatchObject([{ id: '1001' }, { id: '1002' }]);
    expect((await marks()).filter(({ kind }) => kind === 'order')).toEqual([]);
  });
});

describe('a finding that was set aside', () => {
  test('goes on being judged', async () => {
    await judgeEverything(EARLY);
    await store({});
    await judgeChanges(at('2026-10-27T09:00:00Z'));
    await admin.query(`update findings set suppressed_until = $2 where shop_id = $1`, [
      shopId,
      at('2027-01-01T00:00:00Z'),
    ]);
    await judgeChanges(LATE);
    const { rows } = await admin.query(
      `select verdict, suppressed_until as until from findings where shop_id = $1 and rule_id = 'US-SHIP-01'`,
      [shopId],
    );
    expect(rows).toEqual([{ verdict: 'fail', until: at('2027-01-01T00:00:00Z') }]);
  });
});

describe('a second duty of the same order', () => {
  test('is a finding of its own, and ends the first', async () => {
    await store({});
    await judgeEverything(LATE);
    const later = at('2026-10-05T14:00:00Z');
    const payments = orderDetails().payments.map((one) => ({ ...one, at: later.toISOString() }));
    await store({ details: { payments } });
    await judgeChanges(LATE);
    expect(await findings()).toMatchObject([
      { verdict: 'not_applicable', curedAt: LATE },
      { verdict: 'fail', curedAt: null },
    ]);
  });
});

describe('what is summed up over many orders', () => {
  test('is judged at once while they are few', async () => {
    await judgeEverything(EARLY);
    for (const orderId of ['1001', '1002']) {
      await store({ order: { orderId, name: `#${orderId}` } });
      await judgeChanges(EARLY);
      expect(await marks()).toEqual([]);
    }
  });

  test('is judged once an hour in a large shop, not with each of them', async () => {
    await judgeEverything(EARLY);
    await admin.query(
      `insert into parcel_counts (shop_id, verdict, muted, currency, count, value_minor)
       values ($1, 'delivered', false, 'USD', 20000, 0)`,
      [shopId],
    );
    const kinds = async () => new Set((await marks()).map(({ kind }) => kind));
    await store({});
    await judgeChanges(new Date(EARLY.getTime() + 3_599_000));
    expect(await kinds()).toEqual(new Set(['destination', 'product', 'shop']));
    const anHourLater = new Date(EARLY.getTime() + 3_600_000);
    expect((await shopsToJudge(anHourLater, 1_000)).map((shop) => shop.shopId)).toContain(shopId);
    await judgeChanges(anHourLater);
    expect(await kinds()).toEqual(new Set());
  });
});

test('a price of the shop’s own country wakes the shop’s own price, for which it stands from then on', async () => {
  const record = (country: string, seenAt: Date) =>
    withShopSql(shopId, (sql) =>
      recordPrices(sql, shopId, {
        prices: [
          { variantId: '601', country, currency: 'USD', priceMinor: 5_000, compareAtMinor: null },
        ],
        seenAt,
      }),
    );
  await judgeEverything(EARLY);
  await record('', EARLY);
  await judgeChanges(EARLY);
  const marked = async () => (await marks()).map(({ id }) => String(id));
  await record('DE', LATE);
  expect(await marked()).toEqual(['601@DE']);
  await record('US', LATE);
  expect(await marked()).toEqual(['601@DE', '601@US', '601@shop']);
});
