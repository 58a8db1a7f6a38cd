import { describe, expect, it } from 'vitest';
import {
  highestPrice,
  isRecordWhole,
  knownSince,
  lowestPrice,
  runningReduction,
} from '#app/domain/findings/price-reduction.ts';
import { pricePoint } from '#app/domain/findings/price-subject.fixture.ts';

const eur = (minor: number) => ({ minor, currency: 'EUR' });
const before = pricePoint('2026-09-01', 5_000);

describe('the running reduction', () => {
  it('is none without a compare-at price, and none at or below the price', () => {
    expect(runningReduction([])).toBeNull();
    expect(runningReduction([before])).toBeNull();
    expect(runningReduction([pricePoint('2026-09-01', 5_000, 5_000)])).toBeNull();
    expect(runningReduction([pricePoint('2026-09-01', 5_000, 5_001)])).not.toBeNull();
  });

  it('is over when the last price announces none', () => {
    expect(runningReduction([before, pricePoint('2026-10-01', 4_000, 5_000), before])).toBeNull();
  });

  it('begins when the price was first announced as reduced', () => {
    const cut = pricePoint('2026-10-01', 4_000, 5_000);
    expect(runningReduction([before, cut])).toStrictEqual({
      price: eur(4_000),
      compareAt: eur(5_000),
      startedAt: cut.at,
      startIsSeen: true,
      isStepwise: false,
    });
  });

  it('keeps its beginning through further steps downwards', () => {
    const steps = [
      before,
      pricePoint('2026-10-01', 4_000, 5_000),
      pricePoint('2026-10-08', 3_500, 5_000),
      pricePoint('2026-10-15', 3_000, 5_000),
    ];
    expect(runningReduction(steps)).toMatchObject({
      startedAt: new Date('2026-10-01'),
      isStepwise: true,
    });
  });

  it.each([
    ['a break without an announcement', pricePoint('2026-10-08', 5_000)],
    ['a price that went lower before', pricePoint('2026-10-08', 3_000, 5_000)],
    ['a lower compare-at price before', pricePoint('2026-10-08', 4_000, 4_500)],
  ])('begins anew after %s', (_, between) => {
    const history = [
      before,
      pricePoint('2026-10-01', 4_000, 5_000),
      between,
      pricePoint('2026-10-15', 3_500, 5_000),
    ];
    expect(runningReduction(history)?.startedAt).toStrictEqual(new Date('2026-10-15'));
  });

  it('counts edits of the last hour before the announcement as part of it, earlier ones not', () => {
    const cut = (at: string) => [
      before,
      pricePoint(at, 4_000),
      pricePoint('2026-10-01T10:00:00Z', 4_000, 5_000),
    ];
    const startOf = (at: string) => runningReduction(cut(at))?.startedAt.toISOString();
    expect(startOf('2026-10-01T09:00:00Z')).toBe('2026-10-01T09:00:00.000Z');
    expect(startOf('2026-10-01T08:59:59Z')).toBe('2026-10-01T10:00:00.000Z');
  });

  it('says when its beginning lies before the record', () => {
    const cut = pricePoint('2026-10-01', 4_000, 5_000);
    expect(runningReduction([cut])?.startIsSeen).toBe(false);
    expect(runningReduction([cut, pricePoint('2026-10-08', 3_500, 5_000)])?.startIsSeen).toBe(
      false,
    );
  });
});

describe('the lowest price', () => {
  const history = [
    pricePoint('2026-09-01', 3_000),
    pricePoint('2026-10-01', 5_000),
    pricePoint('2026-10-20', 4_000),
  ];
  const lowest = (from: string, until: string) =>
    lowestPrice(history, { from: new Date(from), until: new Date(until) })?.minor;

  it('knows what was in force when the window opens, and not what ended at that instant', () => {
    expect(lowest('2026-09-30T23:59:59Z', '2026-10-10')).toBe(3_000);
    expect(lowest('2026-10-01', '2026-10-10')).toBe(5_000);
  });

  it('leaves out what begins when the window closes', () => {
    expect(lowest('2026-10-05', '2026-10-20')).toBe(5_000);
    expect(lowest('2026-10-05', '2026-10-20T00:00:01Z')).toBe(4_000);
  });

  it('is null where nothing was recorded', () => {
    expect(lowest('2026-08-01', '2026-09-01')).toBeUndefined();
  });

  it('never compares two currencies', () => {
    const yen = {
      at: new Date('2026-11-01'),
      price: { minor: 900, currency: 'JPY' },
      compareAt: null,
    };
    const window = { from: new Date('2026-09-01'), until: new Date('2026-12-01') };
    expect(lowestPrice([...history, yen], window)).toStrictEqual({ minor: 900, currency: 'JPY' });
    expect(knownSince([...history, yen], new Date('2026-09-01'))).toStrictEqual(yen.at);
    expect(knownSince(history, new Date('2026-08-30'))).toStrictEqual(new Date('2026-08-30'));
  });
});

it('the highest price is taken from the same window as the lowest', () => {
  const history = [pricePoint('2026-09-01', 6_000), pricePoint('2026-10-01', 5_000)];
  const until = new Date('2026-10-10');
  expect(highestPrice(history, { from: new Date('2026-10-01'), until })?.minor).toBe(5_000);
  expect(highestPrice(history, { from: new Date('2026-09-30'), until })?.minor).toBe(6_000);
});

describe('a record is whole', () => {
  const from = new Date('2026-10-01');
  const isWhole = (startIsSeen: boolean, recordedSince: string, productCreatedAt = '2026-01-01') =>
    isRecordWhole(
      { startIsSeen },
      {
        history: [before],
        recordedSince: new Date(recordedSince),
        productCreatedAt: new Date(productCreatedAt),
      },
      from,
    );

  it('when it reaches back and saw the reduction begin', () => {
    expect(isWhole(true, '2026-10-01')).toBe(true);
    expect(isWhole(true, '2026-10-01T00:00:01Z')).toBe(false);
    expect(isWhole(false, '2026-09-01')).toBe(false);
  });

  it('when it began within a day of the product', () => {
    expect(isWhole(false, '2026-10-11', '2026-10-10')).toBe(true);
    expect(isWhole(false, '2026-10-11T00:00:01Z', '2026-10-10')).toBe(false);
  });
});
