import { hsCode } from '#app/domain/findings/hs-code.ts';
import type { ProductSubject } from '#app/domain/findings/subjects.ts';
import { sentenceAround, wordList } from '#app/domain/findings/word-list.ts';

export const HAZARDS = [
  'power_bank',
  'battery',
  'lighter',
  'perfume',
  'spirits',
  'flammable',
  'magnet',
  'button_cell',
] as const;
export type Hazard = (typeof HAZARDS)[number];

export interface HazardSign {
  hazard: Hazard;
  /** A code, a category or the sentence that says so. */
  sign: string;
  where: 'hs_code' | 'category' | 'title' | 'description';
}

/** The gravest sign that a product is dangerous to carry by air; null: there is none. */
export function hazardOf(product: ProductSubject): HazardSign | null {
  const signs = [...byCode(product), ...byCategory(product), ...byWords(product)];
  return signs.toSorted((a, b) => HAZARDS.indexOf(a.hazard) - HAZARDS.indexOf(b.hazard))[0] ?? null;
}

/** Headings of HS 2022 whose goods are dangerous as such. */
const HEADINGS: Readonly<Record<string, Hazard>> = {
  '8506': 'battery',
  '8507': 'battery',
  '3303': 'perfume',
  '9613': 'lighter',
  '8505': 'magnet',
  '2208': 'spirits',
};

/** Categories of Shopify's product taxonomy (2026-10). */
const CATEGORIES: readonly (readonly [RegExp, Hazard])[] = [
  [/> (?:Power Banks|Portable Chargers)/i, 'power_bank'],
  [/> (?:Batteries|Battery Accessories|[\w &]+ Batteries)$/i, 'battery'],
  [/> Perfumes? & Colognes?/i, 'perfume'],
  [/> (?:Lighters|Lighters & Matches)$/i, 'lighter'],
  [/> Liquor & Spirits/i, 'spirits'],
  [/> Nail Polishes?/i, 'flammable'],
];

/**
 * Words for them: after IATA's guidance on hidden dangerous goods (DGR 67, 2.2), in the words that shops use in English, German,
 * French, Spanish, Italian, Dutch and Chinese. A house list.
 */
const WORDS: Readonly<Record<Hazard, string>> = {
  power_bank:
    'power bank,powerbank,portable charger,externer akku,batterie externe,bateria externa,batteria esterna,充电宝,移动电源,行動電源',
  battery:
    'lithium ion,lithium battery,lithium batteries,li ion,lipo,li po,lithium polymer,rechargeable battery,rechargeable batteries,' +
    'lithium akku,lithium ionen*,batterie lithium,batterie au lithium,bateria de litio,batteria al litio,lithium batterij,' +
    '锂电池,鋰電池,锂离子,鋰離子,充电电池,充電電池',
  lighter:
    'lighter refillable,gas lighter,butane lighter,jet lighter,candle lighter,cigarette lighter,torch lighter,feuerzeug*,' +
    'briquet,encendedor,accendino,aansteker,打火机,打火機',
  perfume:
    'perfume,eau de parfum,eau de toilette,cologne,parfum,parfüm,perfume oil,profumo,香水,room perfume,body spray',
  spirits: 'whisky,whiskey,vodka,gin bottle,rum bottle,tequila,brandy,cognac,白酒,烈酒',
  flammable:
    'aerosol,spray paint,nail polish,nail varnish,nagellack,vernis à ongles,butane,propane,gas cartridge,lighter fluid,' +
    'acetone,paint thinner,hairspray,hair spray,haarspray,指甲油,喷漆,噴漆,气雾剂,氣霧劑,丁烷',
  magnet: 'neodymium,neodym,neodyme,neodimio,strong magnets,钕磁铁,釹磁鐵,强磁,強磁',
  button_cell:
    'button cell,button cells,button battery,button batteries,coin cell,coin cells,knopfzelle*,pile bouton,piles bouton,' +
    'cr2032,cr2025,cr2016,lr44,lr41,ag13,pila de boton,pila a bottone,knoopcel,纽扣电池,鈕扣電池',
};

const hazards = new Map(
  HAZARDS.flatMap((hazard) => WORDS[hazard].split(',').map((phrase) => [phrase, hazard] as const)),
);
const PHRASES = wordList([...hazards.keys()]);

/** Words of the description count only where they speak of what is in the box. */
const IN_DESCRIPTION: readonly Hazard[] = ['power_bank', 'battery', 'button_cell', 'flammable'];
const NOT_IN_THE_BOX =
  /\b(?:not included|sold separately|without|excluding|excludes|free of|no need|for use with|nicht enthalten|ohne|non inclus\w*|sans|sin|no incluid\w+|senza|niet inbegrepen|zonder)\b|[a-z]-free\b|不含|不包括|不包含/i;

/** A title that counts cells, or calls them spare, sells them by themselves; one that says "with" sells what they are in. */
function sellsCells(title: string): boolean {
  return LOOSE.test(title) && !WITH_THEM.test(title);
}

const WITH_THEM = /\b(?:with|incl\w*|mit|inkl\w*|avec|con|met)\b|含|带|帶|附/iu;
const LOOSE =
  /\b(?:\d{1,4}[ -]?(?:x|pcs?|pieces?|packs?|pk|stück|st|pièces?|lot|stuks)|(?:pack|set|box|lot|card) of \d{1,4}|x ?\d{1,4}|spare|replacement|ersatz\w*|de rechange)\b|\d{1,4} ?(?:颗|顆|粒|枚|入)/iu;

function byCode({ variants }: ProductSubject): HazardSign[] {
  return variants.flatMap((variant) => {
    const code = hsCode(variant.hsCode);
    const hazard = code === null ? undefined : HEADINGS[code.digits.slice(0, 4)];
    return code === null || hazard === undefined
      ? []
      : [{ hazard, sign: code.digits, where: 'hs_code' as const }];
  });
}

function byCategory({ category }: ProductSubject): HazardSign[] {
  const name = category?.fullName ?? '';
  return CATEGORIES.filter(([pattern]) => pattern.test(name)).map(([, hazard]) => ({
    hazard,
    sign: name,
    where: 'category',
  }));
}

function byWords(product: ProductSubject): HazardSign[] {
  return (['title', 'description'] as const).flatMap((where) =>
    PHRASES.find(product[where]).flatMap((found) => {
      const hazard = hazards.get(found.phrase);
      if (hazard === undefined) return [];
      if (where === 'description' && !IN_DESCRIPTION.includes(hazard)) return [];
      const sign = sentenceAround(product[where], found);
      if (NOT_IN_THE_BOX.test(sign)) return [];
      const isLoose = hazard === 'button_cell' && where === 'title' && sellsCells(product.title);
      return [{ hazard: isLoose ? 'battery' : hazard, sign, where }];
    }),
  );
}
