import type { WorldProduct, WorldVariant } from './effects.ts';
import { Random, seedFrom } from './random.ts';
import type { ProductMore, VariantMore } from './shop-side.ts';

/** What each demo product says of itself; some sentences are ones that a rule asks about. */
const SAID: Readonly<Record<string, { description: string; tags: readonly string[] }>> = {
  'Fjord Table Lamp': said('A turned foot and a linen shade.', 'oak', 'walnut'),
  'Aurora Pendant': said('Opal glass on a brass fitting.', 'glass'),
  'Lantern, rechargeable': said('With a lithium battery of 2,600 mAh and a USB lead.', 'outdoor'),
  'Clip Reading Light': said('Clips to a book or a shelf. Button cells included.', 'reading'),
  'Paper Shade': said('Eco-friendly paper on a bamboo frame.', 'paper', 'sustainable'),
  'Linen Cable': said('Three metres of cable in a linen sleeve. Made in Germany.', 'cable'),
  'Dimmer Plug': said('Dims filament bulbs of up to 60 watts.', 'dimmer'),
  'Filament Bulb E27': said('Four clear bulbs, 4 watts each.', 'bulb'),
  'Brass Wall Sconce': said('Solid brass that darkens with time. Made in Italy.', 'brass'),
  轻量双人帐篷: said('双层结构，净重 2.1 千克。采用环保面料。', '帐篷'),
  折叠露营椅: said('铝合金支架，承重 120 千克。', '家具'),
  钛合金水杯: said('纯钛杯身，可直接加热。', '餐具'),
  充电头灯: said('内置锂电池，USB 充电。', '照明'),
  防水收纳袋: said('容量 20 升，卷口密封。', '背包'),
  '登山杖（一对）': said('碳纤维杆身，三节可调。', '装备'),
};

const MAKERS = [
  ['Zhongshan Haoguang Lighting Co., Ltd.', '26 Fuqing Road, Zhongshan 528400, China'],
  ['Yiwu Mingtu Outdoor Co., Ltd.', '88 Chouzhou Road, Yiwu 322000, China'],
] as const;

/** Gaps as real shops have them: shares of products or variants. */
const RATES = { manufacturer: 0.6, responsible: 0.5, barcode: 0.8, wrongDigit: 0.12, usCode: 0.6 };

/** What a demo product says beside its title; drawn from a stream of its own. */
export function demoProductMore(
  product: WorldProduct,
  { seed, at, shopIndex }: { seed: number; at: number; shopIndex: number },
): ProductMore {
  const random = new Random(seedFrom(seed, 0x90d5, product.id));
  const text = SAID[product.title];
  const [name, address] = MAKERS[shopIndex === 0 ? 0 : 1];
  const isNamed = random.chance(RATES.manufacturer);
  const isAnswered = random.chance(RATES.responsible);
  return {
    productId: product.id,
    handle: `item-${product.id % 1_000_000}`,
    descriptionHtml: `<p>${text?.description ?? product.title}</p>`,
    tags: text?.tags ?? [],
    status: 'ACTIVE',
    category: null,
    mediaCount: random.whole(1, 5),
    metafields: [
      ...(isNamed
        ? [
            metafield('gpsr', 'manufacturer_name', name),
            metafield('gpsr', 'manufacturer_address', address),
            metafield('gpsr', 'manufacturer_email', 'quality@maker.example.com'),
          ]
        : []),
      ...(isNamed && isAnswered
        ? [
            metafield(
              'gpsr',
              'responsible_person',
              'Hafenkontor Compliance GmbH, Steinhöft 9, 20459 Hamburg, Germany, eu@hafenkontor.example.com',
            ),
          ]
        : []),
    ],
    publishedIn: null,
    updatedAt: at,
  };
}

/** The same of a variant: a barcode for most, wrong for some, and a ten-digit code for the United States. */
export function demoVariantMore(variant: WorldVariant, seed: number): VariantMore {
  const random = new Random(seedFrom(seed, 0x7a12, variant.id));
  const [hasBarcode, isWrong, hasCode] = [
    random.chance(RATES.barcode),
    random.chance(RATES.wrongDigit),
    random.chance(RATES.usCode),
  ];
  const { hsCode, requiresShipping } = variant;
  return {
    variantId: variant.id,
    barcode: hasBarcode && requiresShipping ? barcodeOf(variant.id, isWrong) : null,
    hsByCountry:
      hasCode && hsCode !== null ? [{ country: 'US', code: hsCode.padEnd(10, '0') }] : [],
    unitPrice: null,
    metafields: requiresShipping
      ? [metafield('custom', 'manufacturer_number', `M-${variant.id % 100_000}`)]
      : [],
    marketPrices: [],
    sellingPlans: [],
  };
}

/** A GTIN-13: weights 1 and 3 in turn, modulo 10. */
function barcodeOf(id: number, isWrong: boolean): string {
  const body = `6971${String(id % 100_000_000).padStart(8, '0')}`;
  const sum = [...body].reduce((all, digit, i) => all + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return `${body}${(10 - (sum % 10) + (isWrong ? 1 : 0)) % 10}`;
}

function said(description: string, ...tags: readonly string[]) {
  return { description, tags };
}

function metafield(
  namespace: string,
  key: string,
  value: string,
): ProductMore['metafields'][number] {
  return { namespace, key, type: 'single_line_text_field', value };
}
