import type { WorldShop } from './effects.ts';
import { Random, seedFrom } from './random.ts';
import type { SupplierPlan } from './suppliers.ts';

export interface Product {
  title: string;
  sku: string;
  unitMinor: number;
  requiresShipping: boolean;
  weight: number;
}

/** A shop with what it sells and over which lanes its suppliers ship. Invented, as are all people in the world. */
export interface ShopPlan {
  shop: WorldShop;
  products: readonly Product[];
  lanes: readonly { laneId: string; weight: number }[];
  /** Who ships across borders for it; within its country it ships from its own locations. */
  suppliers: readonly SupplierPlan[];
  /** Orders before the world starts, when the caller names no number. */
  defaultOrders: number;
}

const lamps: readonly Product[] = [
  product('Fjord Table Lamp, oak', 'NWL-FJ-OAK', 8900, 5),
  product('Fjord Table Lamp, walnut', 'NWL-FJ-WAL', 9400, 4),
  product('Aurora Pendant, 35 cm', 'NWL-AU-35', 12900, 4),
  product('Aurora Pendant, 50 cm', 'NWL-AU-50', 16900, 2),
  product('Lantern, rechargeable, sand', 'NWL-LA-SND', 4900, 6),
  product('Lantern, rechargeable, graphite', 'NWL-LA-GRA', 4900, 6),
  product('Clip Reading Light', 'NWL-CL-01', 2400, 7),
  product('Paper Shade, 60 cm', 'NWL-PS-60', 3200, 4),
  product('Linen Cable, 3 m', 'NWL-CB-3', 1900, 3),
  product('Dimmer Plug', 'NWL-DM-01', 2900, 3),
  product('Filament Bulb E27, set of 4', 'NWL-BU-4', 2600, 6),
  product('Brass Wall Sconce', 'NWL-WS-BR', 11900, 2),
  { ...product('Gift card', 'NWL-GIFT', 5000, 0.7), requiresShipping: false },
];

const outdoor: readonly Product[] = [
  product('轻量双人帐篷', 'HF-TENT-2', 12900, 3),
  product('折叠露营椅', 'HF-CHAIR', 3900, 5),
  product('钛合金水杯 450 ml', 'HF-CUP-450', 2900, 6),
  product('充电头灯', 'HF-LAMP', 2500, 6),
  product('防水收纳袋 20 L', 'HF-BAG-20', 1900, 5),
  product('登山杖（一对）', 'HF-POLES', 4900, 4),
  { ...product('电子路线图', 'HF-MAP', 900, 0.5), requiresShipping: false },
];

const MAIN: ShopPlan = {
  shop: {
    domain: 'northwind-lamps.myshopify.com',
    name: 'Northwind Lamps',
    currency: 'USD',
    timeZone: 'America/New_York',
    country: 'US',
    locale: 'en',
  },
  products: lamps,
  lanes: [
    { laneId: 'cn-us-yun', weight: 32 },
    { laneId: 'cn-us-post', weight: 11 },
    { laneId: 'cn-us-cne', weight: 2 },
    { laneId: 'cn-de-yanwen', weight: 8 },
    { laneId: 'cn-gb-yun', weight: 8 },
    { laneId: 'cn-au-4px', weight: 7 },
    { laneId: 'cn-br-cainiao', weight: 5 },
    { laneId: 'us-us-usps', weight: 15 },
    { laneId: 'us-us-ups', weight: 12 },
  ],
  suppliers: [
    supplier('Yiwu Bright Trading', 'Yiwu', 'good', null),
    supplier('Shenzhen Swiftline Supply', 'Shenzhen', 'numbers_early', 'shenzhen-swiftline-supply'),
    supplier('Guangzhou Meilin Goods', 'Guangzhou', 'numbers_late', null),
    supplier('Ningbo Harbourview Export', 'Ningbo', 'slow_hand_over', 'ningbo-harbourview-export'),
  ],
  defaultOrders: 2000,
};

const SECOND: ShopPlan = {
  shop: {
    domain: 'hanfeng-outdoor.myshopify.com',
    name: '汉风户外',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    country: 'DE',
    locale: 'zh-CN',
  },
  products: outdoor,
  lanes: [
    { laneId: 'cn-de-yanwen', weight: 40 },
    { laneId: 'de-de-dhl', weight: 35 },
    { laneId: 'cn-us-yun', weight: 15 },
    { laneId: 'cn-gb-yun', weight: 10 },
  ],
  suppliers: [
    supplier('义乌明途贸易', '义乌', 'good', null),
    supplier('深圳汉风供应链', '深圳', 'numbers_early', 'hanfeng-supply-chain'),
    supplier('广州锦程优品', '广州', 'numbers_late', null),
    supplier('宁波海陆通仓', '宁波', 'slow_hand_over', 'hailu-tongcang'),
  ],
  defaultOrders: 300,
};

/** The first `count` shops of the world: the main demo shop, a second small one, then generated ones. */
export function shopPlans(count: number, seed: number): ShopPlan[] {
  const plans: ShopPlan[] = [];
  for (let index = 0; index < count; index += 1) {
    plans.push(index === 0 ? MAIN : index === 1 ? SECOND : generatedPlan(index, seed));
  }
  return plans;
}

const FIRST_WORDS = ['Cedar', 'Harbor', 'Maple', 'Orchard', 'Juniper', 'Willow', 'Ember', 'Cobalt'];
const TRADES = ['Goods', 'Supply', 'Studio', 'Living', 'Outfitters', 'Works', 'Market', 'Kitchen'];

function generatedPlan(index: number, seed: number): ShopPlan {
  const random = new Random(seedFrom(seed, 0x5409, index));
  const name = `${random.pick(FIRST_WORDS)} ${random.pick(TRADES)} ${index + 1}`;
  const german = random.chance(0.3);
  const base = german ? SECOND : MAIN;
  return {
    shop: {
      ...base.shop,
      domain: `${name.toLowerCase().replaceAll(' ', '-')}.myshopify.com`,
      name,
      locale: 'en',
    },
    products: lamps,
    lanes: base.lanes,
    suppliers: base.suppliers,
    defaultOrders: 200,
  };
}

function supplier(
  name: string,
  city: string,
  manner: SupplierPlan['manner'],
  handle: string | null,
): SupplierPlan {
  return { name, city, manner, handle };
}

function product(title: string, sku: string, unitMinor: number, weight: number): Product {
  return { title, sku, unitMinor, requiresShipping: true, weight };
}
