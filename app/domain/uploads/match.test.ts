import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberKey } from '#app/domain/numbers/normalise.ts';
import type { MatchFacts, MatchParcel, MatchRow } from './claim.ts';
import { MOST_ROWS_PER_GROUP, groupOf, matchRows } from './match.ts';
import { ROW_OUTCOMES } from './upload.ts';
import type { UploadCells } from './upload.ts';

const EMPTY: UploadCells = {
  order: null,
  number: null,
  next: null,
  existing: null,
  carrier: null,
  sku: null,
  quantity: null,
  shippedOn: null,
  unread: null,
};
const A = 'LX123456785CN';
const B = 'YT2630712345678901';
const C = '9400111899223817428490';

function aRow(line: number, told: Partial<UploadCells>): MatchRow {
  return { line, cells: { ...EMPTY, ...told }, notes: [] };
}

let lastId = 0;
function aParcel(told: Partial<MatchParcel> & { numbers?: string[] } = {}): MatchParcel {
  lastId += 1;
  const { numbers = [], ...rest } = told;
  return {
    fulfillmentId: String(lastId),
    position: 0,
    orderId: String(1_000 + lastId),
    orderName: '#1001',
    number: numbers.at(-1) ?? null,
    numberKeys: numbers.map(numberKey),
    cancelled: false,
    shippedOn: '2026-11-03',
    orderedOn: '2026-11-02',
    ...rest,
  };
}

function facts(parcels: MatchParcel[], told: Partial<MatchFacts> = {}): MatchFacts {
  return {
    parcels,
    forms: [{ before: '#', after: '' }],
    unshippedOrders: new Set(),
    skusOf: () => [],
    numbersOfSeveral: new Set(),
    groupSizes: new Map(),
    areOpenParcelsAll: true,
    ...told,
  };
}

function verdictOf(cells: Partial<UploadCells>, given: MatchFacts) {
  const verdict = matchRows([aRow(2, cells)], given).get(2);
  if (verdict === undefined) throw new Error('Every row has a verdict');
  const { outcome, reasons, parcel, candidates } = verdict;
  return {
    outcome,
    code: reasons.at(0)?.code,
    parcel: parcel?.fulfillmentId ?? null,
    among: candidates.map(({ fulfillmentId }) => fulfillmentId),
  };
}

describe('by order name', () => {
  test.each(['#1001', '1001'])('%s finds the order’s only parcel', (order) => {
    const parcel = aParcel();
    expect(verdictOf({ order, number: A }, facts([parcel]))).toMatchObject({
      outcome: 'matched',
      code: 'only_parcel',
      parcel: parcel.fulfillmentId,
    });
  });

  test('digits alone find a shop’s own form, another shop’s letters do not', () => {
    const parcel = aParcel({ orderName: 'EN#1001' });
    const given = facts([parcel], { forms: [{ before: 'EN#', after: '' }] });
    expect(verdictOf({ order: '1001', number: A }, given).outcome).toBe('matched');
    expect(verdictOf({ order: 'EN1001', number: A }, given).outcome).toBe('matched');
    expect(verdictOf({ order: 'DE1001', number: A }, given)).toMatchObject({
      outcome: 'unmatched',
      code: 'order_unknown',
    });
  });

  test('a parcel with another number waits for a decision', () => {
    const parcel = aParcel({ numbers: [B] });
    expect(verdictOf({ order: '#1001', number: A }, facts([parcel]))).toEqual({
      outcome: 'unsure',
      code: 'parcel_has_other_number',
      parcel: null,
      among: [parcel.fulfillmentId],
    });
  });

  test('a last-mile number follows the only parcel’s number', () => {
    expect(
      verdictOf({ order: '#1001', next: C }, facts([aParcel({ numbers: [B] })])),
    ).toMatchObject({
      outcome: 'matched',
      code: 'only_parcel',
    });
  });

  test('the same number again is already there', () => {
    expect(
      verdictOf({ order: '#1001', number: A }, facts([aParcel({ numbers: [A, C] })])),
    ).toMatchObject({
      outcome: 'already',
      code: 'already_there',
    });
  });

  test('a number of another order waits, with a warning', () => {
    const mine = aParcel();
    const theirs = aParcel({ orderName: '#1002', numbers: [A] });
    expect(verdictOf({ order: '#1001', number: A }, facts([mine, theirs]))).toMatchObject({
      outcome: 'unsure',
      code: 'number_on_other_order',
    });
  });

  test('an order without parcels is told from one that does not exist', () => {
    const given = facts([], { unshippedOrders: new Set(['#1001']) });
    expect(verdictOf({ order: '1001', number: A }, given).code).toBe('order_not_shipped');
    expect(verdictOf({ order: '1002', number: A }, given).code).toBe('order_unknown');
  });

  test('a cancelled parcel takes no number by itself', () => {
    expect(
      verdictOf({ order: '#1001', number: A }, facts([aParcel({ cancelled: true })])),
    ).toMatchObject({
      outcome: 'unsure',
      code: 'order_cancelled',
    });
  });
});

describe('several parcels in one order', () => {
  const two = (first: Partial<MatchParcel> & { numbers?: string[] }, second: typeof first = {}) => [
    aParcel({ orderId: '9', ...first }),
    aParcel({ orderId: '9', ...second }),
  ];

  test('the only one without a number takes it', () => {
    const [with_, without] = two({ numbers: [B] });
    const given = facts([with_, without].filter((parcel) => parcel !== undefined));
    expect(verdictOf({ order: '#1001', number: A }, given)).toMatchObject({
      outcome: 'matched',
      code: 'only_without_number',
      parcel: without?.fulfillmentId,
    });
  });

  test('the earlier number tells which', () => {
    const parcels = two({ numbers: [B] }, { numbers: [A] });
    expect(verdictOf({ order: '#1001', number: C, existing: A }, facts(parcels))).toMatchObject({
      outcome: 'matched',
      code: 'existing_number',
      parcel: parcels[1]?.fulfillmentId,
    });
    expect(
      verdictOf({ order: '#1001', number: C, existing: 'LX000000016CN' }, facts(parcels)),
    ).toMatchObject({
      outcome: 'unsure',
      code: 'existing_not_found',
    });
  });

  test('the article tells which when it is in one of them only', () => {
    const parcels = two({}, {});
    const [first, second] = parcels;
    const skusOf = (id: string) => (id === second?.fulfillmentId ? ['MUG', 'CUP'] : ['HAT']);
    expect(
      verdictOf({ order: '#1001', number: A, sku: 'mug' }, facts(parcels, { skusOf })),
    ).toMatchObject({
      outcome: 'matched',
      code: 'sku_in_order',
      parcel: second?.fulfillmentId,
    });
    const unknown = facts(parcels, { skusOf: () => null });
    expect(verdictOf({ order: '#1001', number: A, sku: 'mug' }, unknown).outcome).toBe('unsure');
    expect(first).toBeDefined();
  });

  test('the date tells which when the other is three days away, not when it is two', () => {
    const on = '2026-11-03';
    const far = facts(two({ shippedOn: '2026-11-03' }, { shippedOn: '2026-11-06' }));
    const near = facts(two({ shippedOn: '2026-11-03' }, { shippedOn: '2026-11-05' }));
    expect(verdictOf({ order: '#1001', number: A, shippedOn: on }, far)).toMatchObject({
      outcome: 'matched',
      code: 'date_in_order',
    });
    expect(verdictOf({ order: '#1001', number: A, shippedOn: on }, near).code).toBe(
      'several_parcels',
    );
  });

  test('two numbers for one free parcel both wait', () => {
    const parcels = two({ numbers: [C] });
    const verdicts = matchRows(
      [aRow(2, { order: '#1001', number: A }), aRow(3, { order: '1001', number: B })],
      facts(parcels),
    );
    for (const line of [2, 3])
      expect(verdicts.get(line)).toMatchObject({
        outcome: 'unsure',
        reasons: [{ code: 'parcel_wanted_twice' }, { code: 'only_without_number' }],
      });
  });
});

describe('without an order', () => {
  test('the earlier number leads to the parcel', () => {
    const parcel = aParcel({ numbers: [B] });
    expect(verdictOf({ existing: B, number: C }, facts([parcel]))).toMatchObject({
      outcome: 'matched',
      code: 'existing_number',
      parcel: parcel.fulfillmentId,
    });
    expect(verdictOf({ number: B, next: C }, facts([parcel])).outcome).toBe('matched');
    expect(verdictOf({ existing: A, number: C }, facts([parcel])).code).toBe('existing_not_found');
    expect(
      verdictOf({ existing: B, number: C }, facts([parcel, aParcel({ numbers: [B] })])).code,
    ).toBe('several_by_number');
  });

  test('a known number is already there', () => {
    expect(verdictOf({ number: B }, facts([aParcel({ numbers: [B] })]))).toMatchObject({
      outcome: 'already',
      code: 'number_known',
    });
  });

  test.each([
    ['shipped five days apart', '2026-11-08', 'matched'],
    ['shipped six days apart, ordered six days before', '2026-11-09', 'unmatched'],
  ])('article and date decide when %s', (_case, shippedOn, outcome) => {
    const parcel = aParcel({ orderedOn: '2026-11-01' });
    const given = facts([parcel], { skusOf: () => ['MUG'] });
    expect(verdictOf({ number: A, sku: 'MUG', shippedOn }, given).outcome).toBe(outcome);
  });

  test('article and date decide when it was ordered up to seven days before', () => {
    const parcel = aParcel({ shippedOn: '2026-11-20', orderedOn: '2026-11-02' });
    const given = facts([parcel], { skusOf: () => ['MUG'] });
    expect(verdictOf({ number: A, sku: 'MUG', shippedOn: '2026-11-09' }, given).outcome).toBe(
      'matched',
    );
    expect(verdictOf({ number: A, sku: 'MUG', shippedOn: '2026-11-10' }, given).outcome).toBe(
      'unmatched',
    );
  });

  test('several parcels with the article wait, the nearest in time first', () => {
    const far = aParcel({ shippedOn: '2026-11-06' });
    const near = aParcel({ orderName: '#1002', shippedOn: '2026-11-04' });
    const given = facts([far, near], { skusOf: () => ['MUG'] });
    expect(verdictOf({ number: A, sku: 'MUG', shippedOn: '2026-11-04' }, given)).toEqual({
      outcome: 'unsure',
      code: 'several_by_sku',
      parcel: null,
      among: [near.fulfillmentId, far.fulfillmentId],
    });
  });

  test('the only one among those that were looked at waits while there are more', () => {
    const cells = { number: A, sku: 'MUG', shippedOn: '2026-11-04' };
    const told = { skusOf: () => ['MUG'], areOpenParcelsAll: false };
    expect(verdictOf(cells, facts([aParcel()], told)).outcome).toBe('unsure');
    expect(verdictOf(cells, facts([aParcel()], { skusOf: () => ['MUG'] })).outcome).toBe('matched');
  });

  test('articles that could not be read decide nothing', () => {
    const given = facts([aParcel()], { skusOf: () => null });
    expect(verdictOf({ number: A, sku: 'MUG', shippedOn: '2026-11-04' }, given).code).toBe(
      'skus_not_read',
    );
  });

  test('a number alone fits nothing', () => {
    expect(verdictOf({ number: A }, facts([aParcel()])).code).toBe('nothing_to_match_by');
  });
});

describe('within a file', () => {
  test('rows of one order and number are one statement', () => {
    const verdicts = matchRows(
      [
        aRow(2, { order: '#1001', number: A, sku: 'MUG' }),
        aRow(3, { order: '1001', number: A, sku: 'CUP' }),
      ],
      facts([aParcel()]),
    );
    const outcomes = [2, 3].map((line) => verdicts.get(line)?.outcome).sort();
    expect(outcomes).toEqual(['duplicate', 'matched']);
  });

  test('a number of several orders waits at each', () => {
    const given = facts([aParcel()], { numbersOfSeveral: new Set([A]) });
    expect(verdictOf({ order: '#1001', number: A }, given)).toMatchObject({
      outcome: 'unsure',
      code: 'number_twice_in_file',
    });
  });

  test('an order with more rows than can be told apart waits', () => {
    const group = groupOf({ ...EMPTY, order: '#1001', number: A });
    const of = (size: number) => facts([aParcel()], { groupSizes: new Map([[group, size]]) });
    expect(verdictOf({ order: '#1001', number: A }, of(MOST_ROWS_PER_GROUP)).outcome).toBe(
      'matched',
    );
    expect(verdictOf({ order: '#1001', number: A }, of(MOST_ROWS_PER_GROUP + 1)).code).toBe(
      'too_many_for_order',
    );
  });
});

const anyCells = fc.record({
  order: fc.constantFrom(null, '#1001', '1001', '#1002', '#1009'),
  number: fc.constantFrom(null, A, B, C),
  next: fc.constantFrom(null, C, 'LX000000016CN'),
  existing: fc.constantFrom(null, A, B),
  sku: fc.constantFrom(null, 'MUG', 'CUP'),
  shippedOn: fc.constantFrom(null, '2026-11-03', '2026-11-12'),
});

test('every row ends in exactly one outcome, whatever the order of rows and parcels', () => {
  const parcels = [
    aParcel({ numbers: [A] }),
    aParcel({ orderId: '7', orderName: '#1002' }),
    aParcel({ orderId: '7', orderName: '#1002', shippedOn: '2026-11-12' }),
    aParcel({ orderName: '#1003', numbers: [B] }),
  ];
  const skusOf = (id: string) => (Number(id) % 2 === 0 ? ['MUG'] : ['CUP']);
  fc.assert(
    fc.property(
      fc.array(anyCells, { maxLength: 12 }),
      fc.integer({ min: 1, max: 97 }),
      (cells, step) => {
        const rows = cells
          .filter(({ number, next }) => number !== null || next !== null)
          .map((each, at) => aRow(at + 2, each));
        const shuffle = <T>(list: readonly T[]) =>
          list
            .map((each, at) => [((at + 1) * step) % 101, each] as const)
            .sort(([a], [b]) => a - b)
            .map(([, each]) => each);
        const one = matchRows(rows, facts(parcels, { skusOf }));
        const other = matchRows(shuffle(rows), facts(shuffle(parcels), { skusOf }));
        expect(Object.fromEntries(other)).toEqual(Object.fromEntries(one));
        expect([...one.keys()].sort()).toEqual(rows.map(({ line }) => line).sort());
        for (const { outcome, parcel } of one.values()) {
          expect(ROW_OUTCOMES).toContain(outcome);
          expect(parcel !== null).toBe(outcome === 'matched' || outcome === 'already');
        }
      },
    ),
  );
});
