import { describe, expect, it } from 'vitest';
import { DEFAULT_FINDING_QUERY, type FindingQuery } from '#app/contracts/finding-query.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { SUBJECT_KINDS } from '#app/domain/findings/subjects.ts';
import { loadFindings } from '#app/services/load-findings.server.ts';
import {
  aFinding,
  putFindings,
  shopWithFindings,
} from '#tests/integration/findings/findings-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
const now = new Date('2026-11-20T12:00:00Z');
const reader = 'user:7';

const load = (shopId: number, query: Partial<FindingQuery> = {}, at = now) =>
  loadFindings({
    shopId,
    query: { ...DEFAULT_FINDING_QUERY, ...query },
    reader,
    language: 'en',
    now: at,
  });
const labelsOf = (page: Awaited<ReturnType<typeof load>>) =>
  page.groups.flatMap(({ rows }) => rows).map(({ subject }) => subject.label);

/** All labels of a list, page by page, and back again. */
async function walk(shopId: number, query: Partial<FindingQuery>): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | null = null;
  let back: string | null = null;
  do {
    const page = await load(shopId, { ...query, cursor });
    pages.push(labelsOf(page));
    cursor = page.nextCursor;
    back = page.previousCursor;
  } while (cursor !== null);
  const returned = [pages.at(-1) ?? []];
  while (back !== null) {
    const page = await load(shopId, { ...query, cursor: back, direction: 'previous' });
    returned.unshift(labelsOf(page));
    back = page.previousCursor;
  }
  expect(returned).toEqual(pages);
  return pages;
}

describe('the first line', () => {
  it('counts what is broken and what ends within a week, with money by currency, an order once', async () => {
    const shopId = await shopWithFindings([
      aFinding({
        verdict: 'fail',
        deadlineAt: '2026-11-10T00:00:00Z',
        orderId: 1,
        exposure: [
          { minor: 500, currency: 'USD' },
          { minor: 9, currency: 'EUR' },
        ],
      }),
      aFinding({
        verdict: 'fail',
        ruleId: 'TRK-SCAN-01',
        subjectKind: 'parcel',
        orderId: 1,
        exposure: [{ minor: 700, currency: 'USD' }],
      }),
      aFinding({ deadlineAt: '2026-11-27T12:00:00Z', exposure: [{ minor: 30, currency: 'USD' }] }),
      aFinding({
        deadlineAt: '2026-11-27T12:00:00.001Z',
        exposure: [{ minor: 4_000, currency: 'USD' }],
      }),
      aFinding({ deadlineAt: null }),
      // Suggested by words: neither broken nor money that is said to depend on it.
      aFinding({
        verdict: 'fail',
        certainty: 'heuristic',
        exposure: [{ minor: 80_000, currency: 'USD' }],
      }),
      aFinding({ verdict: 'unknown' }),
      aFinding({ suppressedUntil: '2026-11-20T12:00:00.001Z', verdict: 'fail' }),
      aFinding({ suppressedUntil: '2026-11-20T12:00:00Z', verdict: 'fail', exposure: [] }),
      aFinding({ curedAt: '2026-11-19T00:00:00Z', verdict: 'pass' }),
    ]);
    expect((await load(shopId)).headline).toEqual({
      broken: 3,
      toCheck: 1,
      endSoon: 1,
      later: 2,
      unknown: 1,
      suppressed: 1,
      nextDeadlineAt: '2026-11-25T00:00:00.000Z',
      exposure: [
        { minor: 730, currency: 'USD' },
        { minor: 9, currency: 'EUR' },
      ],
    });
  });

  it('is quiet in a shop without findings, and says that judging has not begun', async () => {
    const page = await load(await shopWithFindings([]));
    expect(page).toMatchObject({
      groups: [],
      total: 0,
      firstPass: { state: 'reading', step: 0, steps: SUBJECT_KINDS.length },
    });
    expect(page.headline.broken).toBe(0);
  });

  it.each([
    [null, null, { state: 'reading', step: 0, steps: SUBJECT_KINDS.length }],
    [
      { words: ['*'], kind: 'parcel', after: '1', catalogue: '' },
      null,
      { state: 'judging', step: 2, steps: SUBJECT_KINDS.length },
    ],
    [{ words: ['*'], kind: 'parcel', after: '1', catalogue: '' }, '2026-11-19T00:00:00Z', null],
    [null, '2026-11-19T00:00:00Z', null],
  ])(
    'with a pass at %j and the last one at %s tells %j of the first',
    async (pass, lastAt, told) => {
      const shopId = await shopWithFindings([]);
      await withShopSql(shopId, (sql) =>
        sql.query(
          `insert into compliance_state (shop_id, watching_since, next_facts_at, full_pass, last_full_at)
         values ($1, $2, $2, $3, $4)`,
          [shopId, now, pass === null ? null : JSON.stringify(pass), lastAt],
        ),
      );
      expect((await load(shopId)).firstPass).toEqual(told);
    },
  );
});

describe('the list', () => {
  it('is sorted by deadline, then by money, and what has no deadline stands last', async () => {
    const shopId = await shopWithFindings([
      aFinding({
        label: 'no date, little',
        deadlineAt: null,
        exposure: [{ minor: 1, currency: 'USD' }],
      }),
      aFinding({
        label: 'later',
        deadlineAt: '2026-11-26T00:00:00Z',
        exposure: [{ minor: 9_000, currency: 'USD' }],
      }),
      aFinding({ label: 'soon, little', exposure: [{ minor: 1, currency: 'USD' }] }),
      aFinding({ label: 'soon, much', exposure: [{ minor: 2, currency: 'USD' }] }),
      aFinding({
        label: 'no date, much',
        deadlineAt: null,
        exposure: [{ minor: 2, currency: 'USD' }],
      }),
      aFinding({ label: 'passed', verdict: 'fail', deadlineAt: '2026-11-01T00:00:00Z' }),
    ]);
    expect(labelsOf(await load(shopId, { group: 'none' }))).toEqual([
      'passed',
      'soon, much',
      'soon, little',
      'later',
      'no date, much',
      'no date, little',
    ]);
  });

  it('loses and repeats nothing from page to page, forth and back, also where dates and money are equal', async () => {
    const shopId = await shopWithFindings(
      Array.from({ length: 173 }, (_, n) =>
        aFinding({
          deadlineAt: n % 3 === 0 ? null : `2026-11-2${n % 4}T00:00:00.123456Z`,
          exposure: [{ minor: n % 2, currency: 'USD' }],
        }),
      ),
    );
    const pages = await walk(shopId, { group: 'none' });
    expect(pages.map((page) => page.length)).toEqual([50, 50, 50, 23]);
    expect(new Set(pages.flat()).size).toBe(173);
    const cured = await shopWithFindings(
      Array.from({ length: 60 }, (_, n) =>
        aFinding({ curedAt: `2026-11-1${n % 4}T00:00:00Z`, verdict: 'pass' }),
      ),
    );
    const over = await walk(cured, { group: 'none', state: 'cured' });
    expect(over.map((page) => page.length)).toEqual([50, 10]);
    expect(new Set(over.flat()).size).toBe(60);
  });

  it('begins at its beginning for a cursor of another list or of nobody', async () => {
    const shopId = await shopWithFindings(Array.from({ length: 60 }, () => aFinding()));
    const first = await load(shopId, { group: 'none' });
    const second = await load(shopId, { group: 'none', cursor: first.nextCursor });
    expect(labelsOf(second)).toHaveLength(10);
    for (const cursor of ['x', first.nextCursor?.slice(3) ?? ''])
      expect(labelsOf(await load(shopId, { group: 'none', cursor }))).toEqual(labelsOf(first));
    const cured = await load(shopId, { group: 'none', state: 'cured', cursor: first.nextCursor });
    expect(cured.previousCursor).toBeNull();
  });

  it('puts rules together, the most pressing first, five of each, and all of one when asked', async () => {
    const shopId = await shopWithFindings([
      ...Array.from({ length: 7 }, () =>
        aFinding({
          ruleId: 'PRC-EU-01',
          deadlineAt: null,
          orderId: null,
          productId: 1,
          exposure: [{ minor: 5, currency: 'EUR' }],
        }),
      ),
      aFinding({ ruleId: 'DSP-01', deadlineAt: '2026-11-21T00:00:00Z' }),
      aFinding({ ruleId: 'US-SHIP-01', deadlineAt: '2026-11-22T00:00:00Z' }),
    ]);
    const page = await load(shopId);
    expect(page.groups.map(({ key, count, rows }) => [key, count, rows.length])).toEqual([
      ['DSP-01', 1, 1],
      ['US-SHIP-01', 1, 1],
      ['PRC-EU-01', 7, 5],
    ]);
    // Seven findings of one product: its sales count once.
    expect(page.groups[2]?.exposure).toEqual([{ minor: 5, currency: 'EUR' }]);
    expect(page.total).toBe(9);
    const one = await load(shopId, { rules: ['PRC-EU-01'] });
    expect(one.groups.map(({ rows }) => rows.length)).toEqual([7]);
    expect(one.total).toBe(7);
  });

  it('puts orders and products together, page by page', async () => {
    const findings = Array.from({ length: 40 }, (_, n) => [
      aFinding({
        orderId: 9_000 + n,
        label: `#${n}`,
        subjectId: String(9_000 + n),
        deadlineAt: n % 5 === 0 ? null : `2026-11-2${n % 5}T00:00:00Z`,
      }),
      aFinding({
        orderId: 9_000 + n,
        label: `RB${n}`,
        subjectKind: 'parcel',
        ruleId: 'TRK-SCAN-01',
        deadlineAt: null,
      }),
    ]).flat();
    const shopId = await shopWithFindings(findings);
    const pages = await walk(shopId, { group: 'subject' });
    expect(pages.map((page) => page.length)).toEqual([50, 30]);
    const page = await load(shopId, { group: 'subject' });
    expect(page.groups[0]).toMatchObject({
      title: '#1',
      count: 2,
      subject: { kind: 'order', orderId: '9001' },
    });
    expect(page.total).toBe(80);
  });
});

describe('filters', () => {
  const findings = [
    aFinding({ label: '#1001', verdict: 'fail' }),
    aFinding({
      label: '#1002',
      ruleId: 'DSP-01',
      jurisdictions: ['card_networks'],
      authority: 'network',
      severity: 'high',
    }),
    aFinding({
      label: 'Lamp 100%',
      ruleId: 'ENV-01',
      jurisdictions: ['EU', 'GB'],
      certainty: 'heuristic',
      severity: 'medium',
      assignee: 'name:Mei',
    }),
    aFinding({ label: 'Lamp 1000', verdict: 'unknown', assignee: 'user:7' }),
    aFinding({
      label: 'Set aside',
      suppressedUntil: '2026-12-01T00:00:00Z',
      suppressedWhy: 'agreed',
      suppressedBy: 'user:8',
    }),
    aFinding({ label: 'Cured', curedAt: '2026-11-18T00:00:00Z', verdict: 'pass' }),
  ];

  it.each<[Partial<FindingQuery>, string[]]>([
    [{}, ['#1001', '#1002', 'Lamp 100%']],
    [{ verdicts: ['fail'] }, ['#1001']],
    [{ verdicts: ['unknown'] }, ['Lamp 1000']],
    [{ verdicts: ['fail', 'unknown'] }, ['#1001', 'Lamp 1000']],
    [{ rules: ['DSP-01', 'ENV-01'] }, ['#1002', 'Lamp 100%']],
    [{ jurisdictions: ['GB'] }, ['Lamp 100%']],
    [{ authorities: ['network'] }, ['#1002']],
    [{ severities: ['high', 'medium'] }, ['#1002', 'Lamp 100%']],
    [{ certainties: ['heuristic'] }, ['Lamp 100%']],
    [{ assignee: 'nobody' }, ['#1001', '#1002']],
    [{ assignee: 'me', verdicts: ['unknown'] }, ['Lamp 1000']],
    [{ assignee: 'name:Mei' }, ['Lamp 100%']],
    [{ search: 'lamp' }, ['Lamp 100%']],
    [{ search: '100%' }, ['Lamp 100%']],
    [{ search: '#100' }, ['#1001', '#1002']],
    [{ state: 'suppressed' }, ['Set aside']],
    [{ state: 'cured' }, ['Cured']],
  ])('%j finds %j', async (query, labels) => {
    const shopId = await shopWithFindings([]);
    await putFindings(
      shopId,
      findings.map((each) => ({ ...each, id: crypto.randomUUID() })),
    );
    for (const group of ['none', 'rule', 'subject'] as const) {
      const page = await load(shopId, { ...query, group });
      expect(labelsOf(page).toSorted()).toEqual(labels.toSorted());
      expect(page.total).toBe(labels.length);
    }
  });

  it('offer what there is, and what is chosen even when nothing of it is left', async () => {
    const shopId = await shopWithFindings([
      aFinding({ assignee: 'name:Mei' }),
      aFinding({ assignee: reader, jurisdictions: ['EU'] }),
    ]);
    const { choices } = await load(shopId, { rules: ['IP-01'] });
    expect(choices).toMatchObject({
      jurisdictions: ['EU', 'US'],
      authorities: ['law'],
      assignees: ['name:Mei'],
    });
    expect(choices.rules.map(({ id }) => id).toSorted()).toEqual(['IP-01', 'US-SHIP-01']);
  });
});

it('shows one shop’s findings only', async () => {
  await shopWithFindings([aFinding({ verdict: 'fail' })]);
  const shopId = await shopWithFindings([]);
  for (const group of ['none', 'rule', 'subject'] as const)
    expect(await load(shopId, { group })).toMatchObject({
      total: 0,
      groups: [],
      headline: { broken: 0 },
    });
});
