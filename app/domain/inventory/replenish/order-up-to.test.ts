import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderUpTo, type Future } from './order-up-to.ts';

const future = (demand: number[], arriving: number[] = [], arrivesIn = 2): Future => ({
  demand,
  arriving,
  arrivesIn,
});

describe('an order', () => {
  it('fills what the week of its arrival wants beyond what is left by then', () => {
    const futures = [future([2, 3, 4], [0, 1])];
    // 6 − 2 = 4, + 1 − 3 = 2; the third week wants 4.
    expect(orderUpTo({ futures, onHand: 6, reviewPeriods: 1, serviceLevel: 0.5 })).toBe(2);
  });

  it('does not make up for what is lost before it comes', () => {
    const futures = [future([9, 0, 4])];
    expect(orderUpTo({ futures, onHand: 1, reviewPeriods: 1, serviceLevel: 0.5 })).toBe(4);
  });

  it('lasts until the next one can come, counting what comes on the way', () => {
    const futures = [future([0, 3, 5, 2], [0, 0, 4, 3], 1)];
    // The first week of the window is 3 short, the second 4, the third 3.
    expect(orderUpTo({ futures, onHand: 0, reviewPeriods: 3, serviceLevel: 0.5 })).toBe(4);
  });

  it.each([
    [0.2, 1],
    [0.21, 2],
    [0.8, 4],
    [0.81, 5],
    [1, 5],
    [0, 1],
  ])('at service level %d is enough in that share of futures: %d', (serviceLevel, quantity) => {
    const futures = [5, 3, 1, 2, 4].map((wanted) => future([wanted], [], 0));
    expect(orderUpTo({ futures, onHand: 0, reviewPeriods: 1, serviceLevel })).toBe(quantity);
  });

  it.each([
    { needed: 0, packSize: 6, minimumQuantity: 10, quantity: 0 },
    { needed: 1, packSize: 6, minimumQuantity: 0, quantity: 6 },
    { needed: 6, packSize: 6, minimumQuantity: 0, quantity: 6 },
    { needed: 7, packSize: 6, minimumQuantity: 0, quantity: 12 },
    { needed: 7, packSize: 6, minimumQuantity: 13, quantity: 18 },
    { needed: 7, packSize: 1, minimumQuantity: 10, quantity: 10 },
    { needed: 2.3, packSize: 1, minimumQuantity: 0, quantity: 3 },
  ])('of $needed in packs of $packSize, at least $minimumQuantity, is $quantity', (row) => {
    const { needed, quantity, ...rules } = row;
    const futures = [future([needed], [], 0)];
    const order = { futures, onHand: 0, reviewPeriods: 1, serviceLevel: 0.9, rules };
    expect(orderUpTo(order)).toBe(quantity);
  });

  it('of futures that differ in the time of arrival takes each with its own', () => {
    const demand = [2, 2, 2, 2];
    const futures = [future(demand, [], 1), future(demand, [], 3)];
    // From 5: 3 are left after a week, none after three.
    const order = { futures, onHand: 5, reviewPeriods: 1 };
    expect(orderUpTo({ ...order, serviceLevel: 0.5 })).toBe(0);
    expect(orderUpTo({ ...order, serviceLevel: 1 })).toBe(2);
  });

  it('without any future is none', () => {
    expect(orderUpTo({ futures: [], onHand: 0, reviewPeriods: 1, serviceLevel: 0.9 })).toBe(0);
  });

  const weeks = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 4, maxLength: 4 });
  const futures = fc.array(weeks, { minLength: 1, maxLength: 30 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  it('is none where stock is plentiful', () => {
    fc.assert(
      fc.property(futures, share, (paths, serviceLevel) => {
        const plenty = Math.max(...paths.map((path) => path.reduce((sum, each) => sum + each, 0)));
        const order = {
          futures: paths.map((path) => future(path)),
          reviewPeriods: 2,
          serviceLevel,
        };
        expect(orderUpTo({ ...order, onHand: plenty })).toBe(0);
      }),
    );
  });

  it('grows with the service level and shrinks with the stock', () => {
    fc.assert(
      fc.property(futures, share, share, fc.nat(30), fc.nat(30), (paths, a, b, stock, more) => {
        const order = { futures: paths.map((path) => future(path)), reviewPeriods: 2 };
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const usual = orderUpTo({ ...order, onHand: stock, serviceLevel: low });
        expect(orderUpTo({ ...order, onHand: stock, serviceLevel: high })).toBeGreaterThanOrEqual(
          usual,
        );
        expect(
          orderUpTo({ ...order, onHand: stock + more, serviceLevel: low }),
        ).toBeLessThanOrEqual(usual);
      }),
    );
  });
});
