import { describe, expect, test } from 'vitest';
import { DAY } from './calendar.ts';
import { createWorld } from './create-world.ts';
import type { WorldEffect } from './effects.ts';

const START = Date.parse('2026-11-20T14:00:00Z');
const world = createWorld({ seed: 7, startAt: START, shops: 3 });
const [main, second, generated] = world.shops;
const effects = [...world.advanceTo(START + 20 * DAY)];

describe('the merchant’s side of a demo shop', () => {
  test.each([main, second].map((shop) => [shop?.domain ?? '']))(
    '%s has policies, texts of every product and details of every variant',
    (domain) => {
      const own = effects.filter(({ shop }) => shop === domain);
      const products = world.products(domain);
      expect(own.filter(({ kind }) => kind === 'shop_side_changed')).toHaveLength(1);
      expect(productIds(own)).toEqual(products.map(({ id }) => id));
      expect(own.filter(({ kind }) => kind === 'variant_more')).toHaveLength(
        products.flatMap(({ variants }) => variants).length,
      );
    },
  );

  test('a generated shop has none', () => {
    const kinds = new Set(
      effects.filter(({ shop }) => shop === generated?.domain).map(({ kind }) => kind),
    );
    expect(kinds).not.toContain('shop_side_changed');
    expect(kinds).not.toContain('refund_created');
  });

  test('is the same for the same seed, and another for another', () => {
    const sideOf = (seed: number) =>
      [...createWorld({ seed, startAt: START, ordersPerShop: 60 }).advanceTo(START)].filter(isSide);
    expect(sideOf(3)).toEqual(sideOf(3));
    expect(sideOf(3)).not.toEqual(sideOf(4));
  });
});

describe('after the sale', () => {
  test('there are special orders, refunds, returns and disputes', () => {
    const count = (kind: WorldEffect['kind']) =>
      effects.filter((effect) => effect.kind === kind && effect.shop === main?.domain).length;
    const kinds = ['order_more', 'refund_created', 'return_changed', 'dispute_changed'] as const;
    expect(kinds.filter((kind) => count(kind) < 5)).toEqual([]);
  });

  test('most orders are paid by card, some by other gateways, and money goes back the way it came', () => {
    const gateways = new Map<string, string>();
    const wrong: WorldEffect[] = [];
    for (const effect of effects) {
      if (effect.kind === 'order_created')
        gateways.set(keyOf(effect.shop, effect.order.id), 'shopify_payments');
      if (effect.kind === 'order_more')
        gateways.set(
          keyOf(effect.shop, effect.more.orderId),
          effect.more.transactions[0]?.gateway ?? '',
        );
      if (effect.kind !== 'refund_created') continue;
      const [back] = effect.refund.transactions;
      if (back?.gateway !== gateways.get(keyOf(effect.shop, effect.refund.orderId)))
        wrong.push(effect);
    }
    expect(wrong).toEqual([]);
    const share = (gateway: string) =>
      [...gateways.values()].filter((each) => each === gateway).length / gateways.size;
    expect(share('paypal')).toBeGreaterThan(0.07);
    expect(share('paypal')).toBeLessThan(0.15);
    expect(share('shopify_payments')).toBeGreaterThan(0.8);
  });

  test('only what was delivered is sent back', () => {
    const arrivals = Map.groupBy(world.truth(main?.domain ?? ''), ({ orderId }) => orderId);
    const returns = effects.filter((effect) => effect.kind === 'return_changed');
    const early = returns.filter(({ shop, return: { orderId, createdAt } }) => {
      if (shop !== main?.domain) return false;
      const parcels = arrivals.get(orderId) ?? [];
      return (
        parcels.length === 0 ||
        parcels.some(({ deliveredAt }) => deliveredAt === null || deliveredAt > createdAt)
      );
    });
    expect(early).toEqual([]);
  });

  test('money goes back only after a cancellation or a return', () => {
    const entitled = new Set<string>();
    const early = effects.filter((effect) => {
      if (effect.kind === 'order_cancelled') entitled.add(`${effect.shop} ${effect.orderId}`);
      if (effect.kind === 'return_changed') entitled.add(`${effect.shop} ${effect.return.orderId}`);
      return (
        effect.kind === 'refund_created' && !entitled.has(`${effect.shop} ${effect.refund.orderId}`)
      );
    });
    expect(early).toEqual([]);
  });
});

function keyOf(shop: string, orderId: number): string {
  return `${shop} ${orderId}`;
}

function productIds(own: readonly WorldEffect[]): number[] {
  return own.flatMap((effect) => (effect.kind === 'product_more' ? [effect.more.productId] : []));
}

const SIDE: ReadonlySet<WorldEffect['kind']> = new Set([
  'shop_side_changed',
  'product_more',
  'variant_more',
  'order_more',
  'refund_created',
  'return_changed',
  'dispute_changed',
]);

function isSide({ kind }: WorldEffect): boolean {
  return SIDE.has(kind);
}
