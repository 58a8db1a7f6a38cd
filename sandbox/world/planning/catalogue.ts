import type { WorldProduct, WorldVariant } from '../effects.ts';
import { DAY, wholeSecond } from '../calendar.ts';
import { Random, seedFrom } from '../random.ts';
import { gamma } from './draws.ts';
import { MAKERS } from './makers.ts';
import type { Category, Kind, MakerKey } from './shapes.ts';
import { DIRECT_SUPPLIER, WAREHOUSE } from './store.ts';

/** How a variant sells, and how many of the store's variants at scale 1 sell so. */
export const KINDS = {
  steady: 40,
  seasonal: 44, // its category's year: winter or summer
  intermittent: 44,
  new: 14, // first sold four to six weeks before the start
  dying: 14,
  promoted: 14, // now and then a week of four times as much
  never_sold: 8,
  sold_once: 8,
  direct: 16, // a supplier ships it to the buyer
  preorder: 6, // sold on below zero while a slow supplier makes it
  dead: 12, // much in stock, hardly sold for most of a year
} as const satisfies Record<Kind, number>;

/** A year's wave of a category: 1 + height × cos, highest in week `peak` of the year; mean 1. */
const WAVES: Readonly<Record<Category, { height: number; peak: number }>> = {
  Outerwear: { height: 0.6, peak: 50 },
  Camp: { height: 0.6, peak: 27 },
  Packs: { height: 0, peak: 0 },
  Tools: { height: 0, peak: 0 },
  Accessories: { height: 0.15, peak: 51 },
};

export interface PlannedVariant {
  index: number;
  kind: Kind;
  category: Category;
  /** Null: the direct supplier. */
  maker: MakerKey | null;
  packSize: number;
  /** Expected units a week in a plain week, before season, trend and promotions. */
  level: number;
  /** Variance ÷ mean of a day's demand. */
  dispersion: number;
  /** Mean units of one demand; 1 but for intermittent ones. */
  size: number;
  /** Weeks before the start: when it came, and for dying and dead ones when it began to fade. Null: always, never. */
  cameWeeksAgo: number | null;
  fadesWeeksAgo: number | null;
  /** What it costs in truth, whatever Shopify knows. */
  costMinor: number;
  productId: number;
  variant: WorldVariant;
  title: string;
}

export const FIRST_PRODUCT = 8_170_000_000_000;
const FIRST_VARIANT = 44_270_000_000_000;
const FIRST_ITEM = 46_370_000_000_000;

const NAMES: Readonly<Record<Category, readonly string[]>> = {
  Outerwear: ['Gale Parka', 'Sleet Jacket', 'Fog Anorak', 'Frost Vest', 'Breaker Coat'],
  Camp: ['Dune Tent', 'Tarn Stove', 'Meadow Chair', 'Delta Hammock', 'Ridge Mat'],
  Packs: ['Pier Daypack', 'Jetty Duffel', 'Quay Tote', 'Wharf Roll'],
  Tools: ['Cleat Knife', 'Bowline Kit', 'Beacon Lamp', 'Anchor Tool'],
  Accessories: ['Knot Beanie', 'Drift Gloves', 'Shoal Scarf', 'Buoy Socks', 'Tide Cap'],
};
const SIZES = ['S', 'M', 'L', 'XL'];
const MAKER_OF: Readonly<Record<Category, readonly MakerKey[]>> = {
  Outerwear: ['borealis', 'cobalt'],
  Camp: ['cobalt', 'dunmore'],
  Packs: ['alder', 'dunmore'],
  Tools: ['alder', 'cobalt'],
  Accessories: ['alder', 'borealis', 'dunmore'],
};

/** Everything the store sells, at least one of each kind; `scale` 1 gives 220 variants. */
export function planCatalogue({ seed, scale }: { seed: number; scale: number }): PlannedVariant[] {
  let index = -1;
  return Object.entries(KINDS).flatMap(([name, count]) => {
    const kind = kindNamed(name);
    const size = Math.max(1, Math.round(count * scale));
    return Array.from({ length: size }, (_, place) =>
      planVariant({ kind, place, index: (index += 1), seed }),
    );
  });
}

/** Seasonal factor of a category in the middle of a local day (days since 1970-01-01). */
export function seasonOn(category: Category, day: number): number {
  const { height, peak } = WAVES[category];
  const date = new Date(day * DAY);
  const dayOfYear = day - Date.UTC(date.getUTCFullYear(), 0, 1) / DAY;
  return 1 + height * Math.cos((2 * Math.PI * (dayOfYear / 7 - peak)) / 52.18);
}

/** Products of up to four variants each, of one kind, category and maker. */
export function productsOf(
  planned: readonly PlannedVariant[],
  openedAt: number,
  startAt: number,
): WorldProduct[] {
  const groups = Map.groupBy(planned, ({ productId }) => productId);
  return [...groups].map(([id, variants]) => {
    const [first] = variants;
    const weeks = first?.cameWeeksAgo ?? null;
    return {
      id,
      title: first?.title ?? '',
      vendor: first?.maker == null ? DIRECT_SUPPLIER.location.name : MAKERS[first.maker].name,
      productType: first?.category ?? '',
      createdAt: weeks === null ? openedAt : wholeSecond(startAt - weeks * 7 * DAY),
      variants: variants.map(({ variant }) => variant),
    };
  });
}

function planVariant({
  kind,
  place,
  index,
  seed,
}: {
  kind: Kind;
  place: number;
  index: number;
  seed: number;
}): PlannedVariant {
  // Variants of a product have its category and maker: those are drawn for four at a time.
  const group = Math.floor(place / 4);
  const shared = new Random(seedFrom(seed, 0x9709, kindIndex(kind), group));
  const own = new Random(seedFrom(seed, 0x9710, index));
  const category = shared.pick(categoriesOf(kind));
  const maker =
    kind === 'direct'
      ? null
      : kind === 'preorder'
        ? 'borealis'
        : (kind === 'dead' || kind === 'new') && group === 0
          ? 'eastgate'
          : shared.pick(MAKER_OF[category]);
  const priceMinor = shared.whole(18, 130) * 100 - 100;
  const costMinor = Math.round((priceMinor * shared.between(0.34, 0.48)) / 10) * 10;
  const cameWeeksAgo = kind === 'new' ? shared.whole(4, 6) : null;
  const noun = shared.pick(NAMES[category]);
  const title = `${noun} ${kindIndex(kind) * 20 + group + 1}`;
  return {
    index,
    kind,
    category,
    maker,
    packSize: maker === null ? 1 : shared.pick(MAKERS[maker].packSizes),
    level: levelOf(kind, own),
    dispersion: kind === 'intermittent' ? 1 : own.between(1, 1.8),
    size: kind === 'intermittent' ? own.between(1.2, 2.6) : 1,
    cameWeeksAgo,
    fadesWeeksAgo:
      kind === 'dying' ? own.whole(10, 30) : kind === 'dead' ? own.whole(36, 48) : null,
    costMinor,
    productId: FIRST_PRODUCT + (kindIndex(kind) * 20 + group) * 31,
    title,
    variant: {
      id: FIRST_VARIANT + index * 53,
      title: SIZES[place % 4] ?? 'M',
      sku: `HO-${kind.slice(0, 3).toUpperCase()}-${String(index + 1).padStart(3, '0')}`,
      priceMinor,
      compareAtMinor: null,
      ...costGapOf(index, costMinor),
      originCountry: 'US',
      hsCode: null,
      weightGrams: 500,
      requiresShipping: true,
      inventoryItemId: FIRST_ITEM + index * 59,
      tracked: kind !== 'direct',
      mayOversell: kind === 'preorder' || kind === 'direct',
      locationId: kind === 'direct' ? null : WAREHOUSE.id,
    },
  };
}

/** One cost in twenty is missing, and one is in another currency. */
function costGapOf(index: number, costMinor: number) {
  if (index % 20 === 7) return { unitCostMinor: null };
  return index === 3
    ? { unitCostMinor: costMinor, unitCostCurrency: 'EUR' }
    : { unitCostMinor: costMinor };
}

function levelOf(kind: Kind, random: Random): number {
  switch (kind) {
    case 'steady':
      return Math.max(0.8, gamma(random, { shape: 3, scale: 0.62 }));
    case 'seasonal':
      return Math.max(0.5, gamma(random, { shape: 3, scale: 0.42 }));
    case 'intermittent':
      return random.between(0.08, 0.25);
    case 'new':
      return random.between(0.8, 3.5);
    case 'dying':
      return random.between(1.3, 2.6);
    case 'promoted':
      return random.between(0.8, 1.8);
    case 'direct':
      return random.between(0.6, 2.6);
    case 'preorder':
      return random.between(1, 2.2);
    case 'dead':
      return random.between(0.8, 1.6);
    case 'never_sold':
      return 0;
    case 'sold_once':
      return 0.015;
  }
}

/** Season belongs to a category, so what is not seasonal lies in those without a year's wave. */
function categoriesOf(kind: Kind): readonly Category[] {
  if (kind === 'seasonal') return ['Outerwear', 'Camp'];
  if (kind === 'intermittent' || kind === 'direct') return ['Packs', 'Tools', 'Accessories'];
  if (kind === 'new' || kind === 'preorder') return ['Outerwear', 'Camp', 'Packs', 'Tools'];
  return ['Packs', 'Tools'];
}

function kindIndex(kind: Kind): number {
  return Object.keys(KINDS).indexOf(kind);
}

function kindNamed(name: string): Kind {
  const isKind = (text: string): text is Kind => text in KINDS;
  if (!isKind(name)) throw new Error(`no kind ${name}`);
  return name;
}
