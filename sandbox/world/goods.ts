import type { Product } from './catalogue.ts';
import type { WorldLocation, WorldProduct, WorldVariant } from './effects.ts';

/** What a shop has to sell and where it keeps it. */
export interface Goods {
  products: readonly WorldProduct[];
  locations: readonly WorldLocation[];
  bySku: ReadonlyMap<string, { productId: number; variant: WorldVariant }>;
}

/** How a variant is stocked: counted, counted but sold on when out, sent by the supplier, or no thing at all. */
type Keeping = 'counted' | 'oversold' | 'dropship' | 'digital';

interface Facts {
  product: string;
  variant: string | null;
  type: string;
  keeping: Keeping;
  /** Share of the price. */
  cost: number | null;
  origin: string | null;
  hsCode: string | null;
  grams: number;
  /** Compare-at price as a multiple of the price. */
  was: number | null;
}

/** Invented but plausible: HS codes are six-digit headings of such goods; two gaps are left for good. */
const FACTS: Readonly<Record<string, Facts>> = {
  'NWL-FJ-OAK': { ...of('Fjord Table Lamp', 'Oak', 'Lamps'), ...goods(0.34, '940521', 1900) },
  'NWL-FJ-WAL': {
    ...of('Fjord Table Lamp', 'Walnut', 'Lamps'),
    ...goods(0.36, '940521', 1950),
    was: 1.15,
  },
  'NWL-AU-35': { ...of('Aurora Pendant', '35 cm', 'Lamps'), ...goods(0.31, '940511', 1600) },
  'NWL-AU-50': {
    ...of('Aurora Pendant', '50 cm', 'Lamps'),
    ...goods(0.33, '940511', 2600),
    keeping: 'oversold',
  },
  'NWL-LA-SND': {
    ...of('Lantern, rechargeable', 'Sand', 'Lanterns'),
    ...goods(0.28, '851310', 620),
  },
  'NWL-LA-GRA': {
    ...of('Lantern, rechargeable', 'Graphite', 'Lanterns'),
    ...goods(0.28, '851310', 620),
    was: 1.2,
  },
  'NWL-CL-01': {
    ...of('Clip Reading Light', null, 'Lamps'),
    ...goods(0.25, '940521', 180),
    keeping: 'dropship',
  },
  'NWL-PS-60': {
    ...of('Paper Shade', '60 cm', 'Parts'),
    ...goods(0.22, null, 400),
    keeping: 'oversold',
  },
  'NWL-CB-3': { ...of('Linen Cable', '3 m', 'Parts'), ...goods(0.3, '854442', 240), origin: 'DE' },
  'NWL-DM-01': {
    ...of('Dimmer Plug', null, 'Parts'),
    ...goods(0.35, '853650', 150),
    keeping: 'dropship',
  },
  'NWL-BU-4': { ...of('Filament Bulb E27', 'Set of 4', 'Bulbs'), ...goods(0.26, '853952', 320) },
  'NWL-WS-BR': {
    ...of('Brass Wall Sconce', null, 'Lamps'),
    ...goods(0.38, '940511', 1400),
    origin: null,
    keeping: 'oversold',
  },
  'NWL-GIFT': { ...of('Gift card', null, 'Gift cards'), ...nothing() },
  'HF-TENT-2': {
    ...of('轻量双人帐篷', null, '帐篷'),
    ...goods(0.41, '630622', 2100),
    keeping: 'oversold',
  },
  'HF-CHAIR': { ...of('折叠露营椅', null, '家具'), ...goods(0.37, '940179', 2900) },
  'HF-CUP-450': { ...of('钛合金水杯', '450 ml', '餐具'), ...goods(0.4, '810890', 90) },
  'HF-LAMP': {
    ...of('充电头灯', null, '照明'),
    ...goods(0.3, '851310', 85),
    was: 1.25,
    keeping: 'dropship',
  },
  'HF-BAG-20': { ...of('防水收纳袋', '20 L', '背包'), ...goods(0.29, '420292', 210) },
  'HF-POLES': { ...of('登山杖（一对）', null, '装备'), ...goods(0.33, '660200', 480) },
  'HF-MAP': { ...of('电子路线图', null, '数字商品'), ...nothing() },
};

const FIRST_PRODUCT = 8_100_000_000_000;
const FIRST_VARIANT = 44_200_000_000_000;
const FIRST_ITEM = 46_300_000_000_000;
const FIRST_LOCATION = 71_000_000_000;
/** Ids of different shops lie apart, so that one shop's id never names another's thing. */
const SHOP_STRIDE = 1_000_000;

/** The shop's catalogue with ids that depend on its place in the world alone. */
export function goodsOf(
  listed: readonly Product[],
  shop: { index: number; name: string; country: string },
  createdAt: number,
): Goods {
  const offset = shop.index * SHOP_STRIDE;
  const locations = locationsOf(shop.country, FIRST_LOCATION + offset);
  const products = new Map<string, WorldProduct & { variants: WorldVariant[] }>();
  const bySku = new Map<string, { productId: number; variant: WorldVariant }>();
  for (const [index, { sku, unitMinor }] of listed.entries()) {
    const facts = FACTS[sku];
    if (facts === undefined) throw new Error(`no facts about ${sku}`);
    let product = products.get(facts.product);
    if (product === undefined) {
      product = {
        id: FIRST_PRODUCT + offset + products.size * 31,
        title: facts.product,
        vendor: shop.name,
        productType: facts.type,
        createdAt,
        variants: [],
      };
      products.set(facts.product, product);
    }
    const tracked = facts.keeping === 'counted' || facts.keeping === 'oversold';
    const variant: WorldVariant = {
      id: FIRST_VARIANT + offset + index * 53,
      title: facts.variant ?? 'Default Title',
      sku,
      priceMinor: unitMinor,
      compareAtMinor: facts.was === null ? null : Math.round((unitMinor * facts.was) / 100) * 100,
      unitCostMinor: facts.cost === null ? null : Math.round(unitMinor * facts.cost),
      originCountry: facts.origin,
      hsCode: facts.hsCode,
      weightGrams: facts.grams,
      requiresShipping: facts.keeping !== 'digital',
      inventoryItemId: FIRST_ITEM + offset + index * 59,
      tracked,
      mayOversell: facts.keeping === 'oversold',
      locationId: tracked ? (locations[index % locations.length]?.id ?? null) : null,
    };
    product.variants.push(variant);
    bySku.set(sku, { productId: product.id, variant });
  }
  return { products: [...products.values()], locations, bySku };
}

function locationsOf(country: string, firstId: number): WorldLocation[] {
  if (country !== 'US') return [{ id: firstId, name: 'Lager Berlin', city: 'Berlin', country }];
  return [
    { id: firstId, name: 'Newark warehouse', city: 'Newark', country },
    { id: firstId + 67, name: 'Reno warehouse', city: 'Reno', country },
  ];
}

function of(product: string, variant: string | null, type: string) {
  return { product, variant, type };
}

function goods(cost: number, hsCode: string | null, grams: number) {
  const keeping: Keeping = 'counted';
  return { cost, hsCode, grams, origin: 'CN', was: null, keeping };
}

function nothing() {
  const keeping: Keeping = 'digital';
  return { cost: null, hsCode: null, grams: 0, origin: null, was: null, keeping };
}
