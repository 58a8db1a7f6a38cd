import { expect, test } from 'vitest';
import { DAY } from './calendar.ts';
import { createWorld } from './create-world.ts';
import type { World, WorldEffect, WorldVariant } from './effects.ts';

const START = Date.parse('2026-11-20T14:00:00Z');
const UNTIL = START + 20 * DAY;
const world = createWorld({ seed: 7, startAt: START });
const effects = [...world.advanceTo(UNTIL)];
const variants = world.shops.flatMap(({ domain }) =>
  variantsOf(world, domain).map((variant) => ({ shop: domain, variant })),
);
const counted = variants.filter(({ variant }) => variant.tracked);

test('a shop has products with prices, costs and gaps, kept at one or two locations', () => {
  for (const { domain } of world.shops) {
    const places = world.locations(domain);
    expect([1, 2]).toContain(places.length);
    for (const variant of variantsOf(world, domain)) {
      expect(variant.priceMinor).toBeGreaterThan(variant.unitCostMinor ?? 0);
      expect(variant.compareAtMinor ?? Infinity).toBeGreaterThan(variant.priceMinor);
      expect(places.some(({ id }) => id === variant.locationId)).toBe(variant.tracked);
    }
  }
  expect(variants.some(({ variant }) => variant.hsCode === null && variant.tracked)).toBe(true);
  expect(variants.some(({ variant }) => !variant.tracked && variant.requiresShipping)).toBe(true);
  expect(world.products('nobody.myshopify.com')).toEqual([]);
  expect(world.locations('nobody.myshopify.com')).toEqual([]);
});

test('ids of goods are unique over all shops and the same for another run', () => {
  const ids = world.shops.flatMap(({ domain }) => [
    ...world.locations(domain).map(({ id }) => id),
    ...world.products(domain).map(({ id }) => id),
    ...variantsOf(world, domain).flatMap(({ id, inventoryItemId }) => [id, inventoryItemId]),
  ]);
  expect(new Set(ids).size).toBe(ids.length);
  const again = createWorld({ seed: 7, startAt: START });
  for (const { domain } of world.shops) {
    expect(again.products(domain)).toEqual(world.products(domain));
  }
});

test('every line names the variant and product it was sold from, at its price', () => {
  const wrong = effects.flatMap((effect) => {
    if (effect.kind !== 'order_created') return [];
    return effect.order.lineItems.filter((line) => {
      const product = world.products(effect.shop).find(({ id }) => id === line.productId);
      const variant = product?.variants.find(({ id }) => id === line.variantId);
      return variant?.sku !== line.sku || variant.priceMinor !== line.unitMinor;
    });
  });
  expect(wrong).toEqual([]);
});

test.each(counted)(
  '$variant.sku: what there was, minus sold, plus restocked, is what there is',
  ({ shop, variant }) => {
    const levels = levelsOf(shop, variant);
    let [fallen, risen] = [0, 0];
    for (const [index, level] of levels.entries()) {
      const change = level - (levels[index - 1] ?? level);
      if (change < 0) fallen -= change;
      else risen += change;
    }
    expect(fallen).toBe(soldOf(shop, variant));
    expect((levels[0] ?? NaN) - fallen + risen).toBe(levels.at(-1));
    expect(Math.min(...levels)).toBeGreaterThanOrEqual(variant.mayOversell ? -5 : 0);
  },
);

test('what the supplier ships directly and digital goods are never counted', () => {
  const uncounted = variants.filter(({ variant }) => !variant.tracked);
  expect(uncounted.length).toBeGreaterThan(3);
  expect(uncounted.filter(({ shop, variant }) => levelsOf(shop, variant).length > 0)).toEqual([]);
});

test('a few variants are out of stock for days, and restocks end it', () => {
  const longest = counted.map(({ shop, variant }) => longestOut(shop, variant) / DAY);
  const forDays = longest.filter((days) => days > 2).length;
  expect(forDays).toBeGreaterThanOrEqual(3);
  expect(forDays).toBeLessThan(counted.length / 2);
  expect(Math.max(...longest)).toBeLessThan(19);
});

function variantsOf(of: World, shop: string): WorldVariant[] {
  return of.products(shop).flatMap((product) => product.variants);
}

function changesOf(shop: string, { inventoryItemId }: WorldVariant) {
  return effects.filter(
    (effect): effect is Extract<WorldEffect, { kind: 'inventory_changed' }> =>
      effect.kind === 'inventory_changed' &&
      effect.shop === shop &&
      effect.inventoryItemId === inventoryItemId,
  );
}

function levelsOf(shop: string, variant: WorldVariant): number[] {
  return changesOf(shop, variant).map(({ available }) => available);
}

function soldOf(shop: string, variant: WorldVariant): number {
  let sold = 0;
  for (const effect of effects) {
    if (effect.kind !== 'order_created' || effect.shop !== shop) continue;
    for (const line of effect.order.lineItems) {
      if (line.variantId === variant.id) sold += line.quantity;
    }
  }
  return sold;
}

function longestOut(shop: string, variant: WorldVariant): number {
  let longest = 0;
  let since: number | null = null;
  for (const { at, available } of changesOf(shop, variant)) {
    if (available <= 0) since ??= at;
    else if (since !== null) {
      longest = Math.max(longest, at - since);
      since = null;
    }
  }
  return longest;
}
