import type { ProductMore, VariantMore } from '../shop-side.ts';
import { seedFrom } from '../random.ts';
import type { ShipsFrom, Verdict } from './plan.ts';

/** The rules that look at a product alone. */
export const PRODUCT_RULES = [
  'PRE-01',
  'CUS-EU-PID-01',
  'CUS-DATA-01',
  'CUS-DESC-01',
  'GPSR-01',
  'ORG-01',
  'DG-01',
  'ENV-01',
  'UNIT-01',
  'IP-01',
] as const;
export type ProductRule = (typeof PRODUCT_RULES)[number];

/** What a rule says of an article from a day on (from the beginning when no day stands). */
export interface Remark {
  rule: ProductRule;
  verdict: Verdict;
  why: string;
  fromDay?: number;
}

/** One article of the store with one variant, and what is true of it. */
export interface Article {
  /** Names it in orders; the SKU unless `sku` says otherwise. */
  key: string;
  sku: string;
  title: string;
  vendor: string;
  type: string;
  category: ProductMore['category'];
  priceMinor: number;
  compareAtMinor: number | null;
  from: ShipsFrom;
  hsCode: string | null;
  /** Ten digits, as the United States ask for. */
  usHsCode: string | null;
  origin: string | null;
  barcode: string | null;
  weightGrams: number;
  requiresShipping: boolean;
  description: string;
  tags: readonly string[];
  mediaCount: number;
  /** ISO alpha-2; null: sold everywhere. */
  soldIn: readonly string[] | null;
  manufacturerNumber: string | null;
  safety: Safety | null;
  metafields: ProductMore['metafields'];
  unitPrice: VariantMore['unitPrice'];
  sellingPlans: VariantMore['sellingPlans'];
  stock: number;
  mayOversell: boolean;
  /** Later counts, by day. */
  restocks: readonly { day: number; available: number }[];
  /** What the merchant fills in at nine o'clock of a day; null: nothing. */
  mended: { day: number; change: Partial<Mendable> } | null;
  /** Where a rule does not simply hold. */
  remarks: readonly Remark[];
}

type Mendable = Pick<
  Article,
  'manufacturerNumber' | 'safety' | 'unitPrice' | 'metafields' | 'description'
>;

/** Who made it and who answers for it in the European Union. */
export interface Safety {
  name: string;
  address: string;
  /** Empty: none is given. */
  email: string;
  /** Name and address; null: nobody is named. */
  responsible: string | null;
}

export const MAKER: Safety = {
  name: 'Shenzhen Lianfa Homeware Co., Ltd.',
  address: '18 Keji Road, Nanshan, Shenzhen 518057, China',
  email: 'safety@lianfa.example.com',
  responsible:
    'Meridian Europe GmbH, Hafenstraße 4, 20457 Hamburg, Germany, eu@meridian.example.com',
};

/** An article with which nothing is wrong, but for what is given. */
export function article(
  given: Partial<Article> & Pick<Article, 'key' | 'title' | 'hsCode'>,
): Article {
  const { key, hsCode } = given;
  const serial = seedFrom(...[...key].map((letter) => letter.charCodeAt(0))) % 100_000_000;
  return {
    sku: key,
    vendor: 'Meridian Goods',
    type: 'Homeware',
    category: { id: 'hg-3', fullName: 'Home & Garden > Decor' },
    priceMinor: 3400,
    compareAtMinor: null,
    from: 'shenzhen',
    usHsCode: hsCode === null ? null : hsCode.slice(0, 6).padEnd(10, '0'),
    origin: 'CN',
    barcode: ean13(serial),
    weightGrams: 640,
    requiresShipping: true,
    description: '<p>Comes in a carton of its own, with a card on how to look after it.</p>',
    tags: [],
    mediaCount: 3,
    soldIn: null,
    manufacturerNumber: `LF-${serial % 10_000}`,
    safety: MAKER,
    metafields: [],
    unitPrice: null,
    sellingPlans: [],
    stock: 120,
    mayOversell: false,
    restocks: [],
    mended: null,
    remarks: [],
    ...given,
  };
}

/** A made-up GTIN-13 with its check digit: weights 1 and 3 in turn, modulo 10. */
function ean13(serial: number): string {
  const body = `6988${String(serial).padStart(8, '0')}`;
  const sum = [...body].reduce(
    (total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3),
    0,
  );
  return `${body}${(10 - (sum % 10)) % 10}`;
}
