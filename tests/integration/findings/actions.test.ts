import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { FindingAction } from '#app/contracts/finding-actions.ts';
import { DEFAULT_FINDING_QUERY, type FindingQuery } from '#app/contracts/finding-query.ts';
import { updateShopFacts } from '#app/db/shops.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { findingLabels } from '#app/i18n/finding-labels.ts';
import { actOnFindings } from '#app/services/act-on-findings.server.ts';
import { exportFindings } from '#app/services/export-findings.server.ts';
import { loadFindings } from '#app/services/load-findings.server.ts';
import { aFinding, shopWithFindings } from '#tests/integration/findings/findings-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
const now = new Date('2026-11-20T12:00:00Z');
const actor = 'user:7';

const act = (shopId: number, body: FindingAction | object, at = now) =>
  actOnFindings({ shopId, actor, body, now: at });

async function rowsOf(shopId: number, query: Partial<FindingQuery> = {}, at = now) {
  const page = await loadFindings({
    shopId,
    query: { ...DEFAULT_FINDING_QUERY, group: 'none', ...query },
    reader: actor,
    language: 'en',
    now: at,
  });
  return page.groups.flatMap(({ rows }) => rows);
}

async function eventsOf(shopId: number) {
  return withShopSql(shopId, async (sql) => {
    const { rows } = await sql.query<{ kind: string; actor: string; detail: unknown }>(
      `select kind, actor, detail from finding_events where shop_id = $1 order by at, seq`,
      [shopId],
    );
    return rows;
  });
}

describe('setting aside', () => {
  it('takes findings out of the list until a day of the shop’s begins, then they return by themselves', async () => {
    const finding = aFinding();
    const shopId = await shopWithFindings([finding]);
    await updateShopFacts(shopId, { timeZone: 'America/New_York' });
    const done = await act(shopId, {
      intent: 'suppress',
      ids: [finding.id],
      why: '  Agreed by phone ',
      on: '2026-12-01',
    });
    expect(done).toEqual({
      ok: true,
      done: 'suppress',
      count: 1,
      on: '2026-12-01',
      previous: [{ id: finding.id, suppressed: null }],
    });
    expect(await rowsOf(shopId)).toEqual([]);
    expect(await rowsOf(shopId, { state: 'suppressed' })).toMatchObject([
      {
        suppressed: { until: '2026-12-01T05:00:00.000Z', why: 'Agreed by phone', by: actor },
      },
    ]);
    const before = new Date('2026-12-01T04:59:59.999Z');
    const after = new Date('2026-12-01T05:00:00Z');
    expect(await rowsOf(shopId, {}, before)).toEqual([]);
    expect(await rowsOf(shopId, {}, after)).toMatchObject([{ suppressed: null }]);
  });

  it('is undone, to nothing or to what it was before, and every step stands in the history', async () => {
    const [fresh, aside] = [
      aFinding(),
      aFinding({
        suppressedUntil: '2026-11-25T00:00:00Z',
        suppressedWhy: 'first',
        suppressedBy: 'user:1',
      }),
    ];
    const shopId = await shopWithFindings([fresh, aside]);
    const ids = [fresh.id, aside.id];
    const done = await act(shopId, { intent: 'suppress', ids, why: 'second', on: '2026-12-20' });
    expect(await rowsOf(shopId, { state: 'suppressed' })).toHaveLength(2);
    const previous = done.ok && done.done === 'suppress' ? done.previous : [];
    await act(shopId, { intent: 'restore_suppressions', previous });
    expect((await rowsOf(shopId)).map(({ id }) => id)).toEqual([fresh.id]);
    expect(await rowsOf(shopId, { state: 'suppressed' })).toMatchObject([
      {
        id: aside.id,
        suppressed: { until: '2026-11-25T00:00:00.000Z', why: 'first', by: 'user:1' },
      },
    ]);
    expect((await eventsOf(shopId)).map(({ kind }) => kind).toSorted()).toEqual([
      'suppressed',
      'suppressed',
      'suppressed',
      'unsuppressed',
    ]);
    expect((await eventsOf(shopId))[0]).toMatchObject({
      actor,
      detail: { until: '2026-12-20T00:00:00.000Z', why: 'second' },
    });
  });

  it('stays ended where its undo comes after its end', async () => {
    const aside = aFinding({ suppressedUntil: '2026-11-21T00:00:00Z', suppressedWhy: 'x' });
    const shopId = await shopWithFindings([aside]);
    const done = await act(shopId, { intent: 'unsuppress', ids: [aside.id] });
    const previous = done.ok && done.done === 'unsuppress' ? done.previous : [];
    const late = new Date('2026-11-21T00:00:00Z');
    await act(shopId, { intent: 'restore_suppressions', previous }, late);
    expect(await rowsOf(shopId, {}, late)).toHaveLength(1);
  });

  it.each([
    ['without a reason', { why: ' \n' }, 'reason_missing'],
    ['with the longest reason', { why: 'x'.repeat(500) }, null],
    ['with a longer one', { why: 'x'.repeat(501) }, 'reason_too_long'],
    ['until today', { on: '2026-11-20' }, 'not_in_future'],
    ['until tomorrow', { on: '2026-11-21' }, null],
    ['for 366 days', { on: '2027-11-21' }, null],
    ['for longer', { on: '2027-11-22' }, 'too_far_away'],
    ['until no day', { on: '2026-02-30' }, 'failed'],
    ['of nothing', { ids: [] }, 'nothing_chosen'],
    ['of what is no finding', { ids: ['x'] }, 'bad_id'],
    ['of too many', { ids: Array.from({ length: 1_001 }, () => crypto.randomUUID()) }, 'too_many'],
  ])('%s', async (_how, told, error) => {
    const finding = aFinding();
    const shopId = await shopWithFindings([finding]);
    const asked = { intent: 'suppress', ids: [finding.id], why: 'agreed', on: '2026-12-01' };
    const result = await act(shopId, { ...asked, ...told });
    expect(result.ok ? null : result.error).toBe(error);
    expect(await rowsOf(shopId)).toHaveLength(error === null ? 0 : 1);
  });
});

describe('assigning', () => {
  it('gives findings to the reader, to a name, to nobody, and back', async () => {
    const findings = [aFinding(), aFinding({ assignee: 'user:9' })];
    const shopId = await shopWithFindings(findings);
    const ids = findings.map(({ id }) => id);
    const mine = await act(shopId, { intent: 'assign', ids, to: { kind: 'me' } });
    expect(await rowsOf(shopId, { assignee: 'me' })).toHaveLength(2);
    await act(shopId, { intent: 'assign', ids, to: { kind: 'name', name: ' Mei\tLin ' } });
    expect(await rowsOf(shopId, { assignee: 'name:Mei Lin' })).toHaveLength(2);
    await act(shopId, { intent: 'assign', ids, to: { kind: 'known', assignee: 'name:Mei Lin' } });
    await act(shopId, { intent: 'assign', ids, to: null });
    expect(await rowsOf(shopId, { assignee: 'nobody' })).toHaveLength(2);
    const previous = mine.ok && mine.done === 'assign' ? mine.previous : [];
    await act(shopId, { intent: 'restore_assignees', previous });
    expect((await rowsOf(shopId)).map(({ assignee }) => assignee).toSorted()).toEqual([
      null,
      'user:9',
    ]);
  });

  it.each([
    [{ kind: 'name', name: ' ' }, 'name_missing'],
    [{ kind: 'name', name: '名'.repeat(60) }, null],
    [{ kind: 'name', name: '名'.repeat(61) }, 'name_too_long'],
    [{ kind: 'known', assignee: 'x' }, 'failed'],
    [{ kind: 'boss' }, 'failed'],
  ])('to %j', async (to, error) => {
    const finding = aFinding();
    const shopId = await shopWithFindings([finding]);
    const result = await act(shopId, { intent: 'assign', ids: [finding.id], to });
    expect(result.ok ? null : result.error).toBe(error);
  });
});

it.each([null, 'x', {}, { intent: 'delete' }])('takes %j for no action', async (body) => {
  const shopId = await shopWithFindings([]);
  expect(await actOnFindings({ shopId, actor, body, now })).toEqual({ ok: false, error: 'failed' });
});

it('leaves another shop’s findings alone', async () => {
  const theirs = aFinding();
  const theirShopId = await shopWithFindings([theirs]);
  const shopId = await shopWithFindings([]);
  const ids = [theirs.id];
  for (const body of [
    { intent: 'suppress', ids, why: 'x', on: '2026-12-01' },
    { intent: 'assign', ids, to: { kind: 'me' } },
  ])
    expect(await act(shopId, body)).toMatchObject({ ok: true, count: 0, previous: [] });
  expect(await rowsOf(theirShopId)).toMatchObject([{ suppressed: null, assignee: null }]);
  expect(await eventsOf(theirShopId)).toEqual([]);
  expect(await linesOf(shopId, { ids })).toEqual([]);
});

describe('the export', () => {
  it('holds what the list asks, in its order, each currency in a column, and no formula', async () => {
    const shopId = await shopWithFindings([
      aFinding({
        label: '=cmd|x',
        exposure: [
          { minor: 1_999, currency: 'USD' },
          { minor: 300, currency: 'JPY' },
        ],
        suppressedUntil: null,
        assignee: 'name:+1',
      }),
      aFinding({ label: '#2', deadlineAt: null, exposure: [] }),
      aFinding({ label: 'cured', curedAt: '2026-11-19T00:00:00Z' }),
    ]);
    const lines = await linesOf(shopId, {});
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      Concerns: `'=cmd|x`,
      'By when': '2026-11-25T00:00:00.000Z',
      'Money (USD)': '19.99',
      'Money (JPY)': '300',
      'Assigned to': `'+1`,
    });
    expect(lines[1]).toMatchObject({ 'By when': '', 'Money (USD)': '', Concerns: '#2' });
  });

  it('goes on through all its chunks and holds chosen findings once each', async () => {
    const findings = Array.from({ length: 1_234 }, () => aFinding());
    const shopId = await shopWithFindings(findings);
    expect(new Set((await linesOf(shopId, {})).map((line) => line['Id'])).size).toBe(1_234);
    const [first, second] = findings.map(({ id }) => id);
    const ids = [first ?? '', second ?? '', first ?? '', 'nonsense'];
    expect(await linesOf(shopId, { ids })).toHaveLength(2);
  });
});

async function linesOf(
  shopId: number,
  { ids = [] }: { ids?: string[] },
): Promise<Record<string, string>[]> {
  let text = '';
  for await (const piece of exportFindings({
    shopId,
    query: DEFAULT_FINDING_QUERY,
    ids,
    reader: actor,
    language: 'en',
    labels: findingLabels('en'),
    now,
  }))
    text += piece;
  return parse(text, { columns: true, bom: true });
}
