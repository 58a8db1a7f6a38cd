import { describe, expect, it } from 'vitest';
import { registerShop } from '#app/db/shops.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { NO_SETTINGS } from '#app/domain/findings/compliance-settings.ts';
import { RULES } from '#app/domain/findings/rules/catalogue.ts';
import { loadCoverage } from '#app/services/load-coverage.server.ts';
import { loadNextDates } from '#app/services/load-next-dates.server.ts';
import { loadOrderFindings } from '#app/services/load-order-findings.server.ts';
import {
  aFinding,
  putFindings,
  shopWithFindings,
} from '#tests/integration/findings/findings-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
const now = new Date('2026-11-20T12:00:00Z');
const language = 'en' as const;

async function ruleIn(shopId: number, id: string, at = now) {
  const { rules } = await loadCoverage({ shopId, language, now: at });
  const rule = rules.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`${id} is not covered`);
  return rule;
}

async function watchSince(shopId: number, since: string) {
  await withShopSql(shopId, (sql) =>
    sql.query(
      `insert into compliance_state (shop_id, watching_since, next_facts_at) values ($1, $2, $2)`,
      [shopId, since],
    ),
  );
}

describe('coverage', () => {
  it('names every rule of the catalogue in words, with its source’s age', async () => {
    const shopId = await shopWithFindings([]);
    const { rules, watchingSince } = await loadCoverage({ shopId, language, now });
    expect(rules.map(({ id }) => id).toSorted()).toEqual(RULES.map(({ id }) => id).toSorted());
    expect(rules.filter(({ id, title }) => id === title)).toEqual([]);
    expect(watchingSince).toBeNull();
    const { source } = await ruleIn(shopId, 'US-SHIP-01', new Date('2026-12-02T00:00:00Z'));
    expect(source).toMatchObject({ checkedOn: '2026-11-22', ageDays: 10, isStale: false });
    const later = await ruleIn(shopId, 'US-SHIP-01', new Date('2027-11-22T00:00:00Z'));
    expect(later.source.isStale).toBe(true);
  });

  it.each([
    ['', [{ kind: 'scope', scope: 'read_returns' }], false],
    ['read_orders,read_returns', [], true],
    ['write_returns', [], true],
  ])('with the scopes %j the rule of refunds lacks %j', async (scopes, lacks, isThere) => {
    const { shopId } = await registerShop({
      domain: `scopes-${scopes.length}.myshopify.com`,
      scopes,
      now,
    });
    const rule = await ruleIn(shopId, 'EU-RFD-01');
    expect(rule.lacks).toEqual(lacks);
    expect(rule.facts).toContainEqual({ group: 'returns', isThere });
  });

  it('counts what is open and what cannot be told, and for want of what', async () => {
    const asked = { ruleId: 'PRC-EU-01', verdict: 'unknown', deadlineAt: null };
    const rrp = RULES.find(({ id }) => id === 'PRC-EU-01')?.attestations[0] ?? '';
    const shopId = await shopWithFindings([
      aFinding({ ruleId: 'PRC-EU-01', verdict: 'fail' }),
      aFinding({ ruleId: 'PRC-EU-01', verdict: 'fail', curedAt: '2026-11-19T00:00:00Z' }),
      aFinding({ ...asked, missing: [{ kind: 'history', since: '2026-11-10', days: 30 }] }),
      aFinding({ ...asked, missing: [{ kind: 'history', since: '2026-11-10', days: 30 }] }),
      aFinding({ ...asked, missing: [{ kind: 'attestation', attestation: rrp }] }),
    ]);
    const rule = await ruleIn(shopId, 'PRC-EU-01');
    expect(rule).toMatchObject({ open: 1, unknown: 3 });
    expect(rule.lacks.filter(({ kind }) => kind !== 'scope')).toMatchObject([
      { kind: 'history', findings: 2 },
      { kind: 'attestation', findings: 1 },
    ]);
    expect(JSON.stringify(rule.lacks)).not.toContain(rrp);
  });

  it.each([
    ['2026-10-21T12:00:00.001Z', '2026-11-20T12:00:00.001Z'],
    ['2026-10-21T12:00:00.000Z', null],
  ])('recorded since %s, thirty days are whole at %s', async (since, at) => {
    const shopId = await shopWithFindings([]);
    await watchSince(shopId, since);
    expect((await ruleIn(shopId, 'PRC-EU-01')).recordsWholeAt).toBe(at);
    expect((await ruleIn(shopId, 'US-SHIP-01')).recordsWholeAt).toBeNull();
  });

  it('says which rules the merchant does not want', async () => {
    const shopId = await shopWithFindings([]);
    await withShopSql(shopId, (sql) =>
      sql.query(
        `insert into compliance_settings (shop_id, settings, updated_at) values ($1, $2, $3)`,
        [shopId, JSON.stringify({ ...NO_SETTINGS, rulesOff: ['US-SHIP-01'] }), now],
      ),
    );
    expect((await ruleIn(shopId, 'US-SHIP-01')).status).toBe('off');
    expect((await ruleIn(shopId, 'EU-DLV-01')).status).toBe('active');
  });
});

describe('the next dates', () => {
  it('are the three nearest still to come, without what is set aside, over or cannot be told', async () => {
    const shopId = await shopWithFindings([
      aFinding({ label: 'passed', verdict: 'fail', deadlineAt: '2026-11-20T12:00:00Z' }),
      aFinding({ label: 'third', deadlineAt: '2026-11-23T00:00:00Z' }),
      aFinding({ label: 'first', deadlineAt: '2026-11-20T12:00:00.001Z' }),
      aFinding({ label: 'second', deadlineAt: '2026-11-22T00:00:00Z' }),
      aFinding({ label: 'fourth', deadlineAt: '2026-11-24T00:00:00Z' }),
      aFinding({ deadlineAt: '2026-11-21T00:00:00Z', suppressedUntil: '2026-12-01T00:00:00Z' }),
      aFinding({ deadlineAt: '2026-11-21T00:00:00Z', curedAt: '2026-11-19T00:00:00Z' }),
      aFinding({ deadlineAt: '2026-11-21T00:00:00Z', verdict: 'unknown' }),
    ]);
    const dates = await loadNextDates({ shopId, language, now });
    expect(dates.map(({ subject }) => subject.label)).toEqual(['first', 'second', 'third']);
    const other = await shopWithFindings([]);
    expect(await loadNextDates({ shopId: other, language, now })).toEqual([]);
  });
});

describe('what an order owes', () => {
  it('is what stands open of it and its parcels, what cannot be told last', async () => {
    const shopId = await shopWithFindings([
      aFinding({ orderId: 77, label: 'later', deadlineAt: '2026-11-30T00:00:00Z' }),
      aFinding({ orderId: 77, label: 'unknown', verdict: 'unknown', deadlineAt: null }),
      aFinding({ orderId: 77, label: 'soon', subjectKind: 'parcel' }),
      aFinding({ orderId: 77, label: 'undated', verdict: 'fail', deadlineAt: null }),
      aFinding({ orderId: 77, curedAt: '2026-11-19T00:00:00Z' }),
      aFinding({ orderId: 77, suppressedUntil: '2026-12-01T00:00:00Z' }),
      aFinding({ orderId: 78 }),
    ]);
    const found = await loadOrderFindings({ shopId, orderId: '77', language, now });
    expect(found.map(({ subject }) => subject.label)).toEqual([
      'soon',
      'later',
      'undated',
      'unknown',
    ]);
    const other = await shopWithFindings([]);
    await putFindings(other, []);
    expect(await loadOrderFindings({ shopId: other, orderId: '77', language, now })).toEqual([]);
  });
});
