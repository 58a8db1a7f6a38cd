import { hsCode } from '#app/domain/findings/hs-code.ts';
import type { ProductSubject } from '#app/domain/findings/subjects.ts';
import { wordList } from '#app/domain/findings/word-list.ts';

/** Whether a text says what a textile is made of: a fibre's name with a share of it, or with "pure" or the like. */
export function saysFibres(text: string): boolean {
  return FIBRES.find(text).some(({ at, end }) =>
    SHARE.test(text.slice(Math.max(0, at - 30), end + 15)),
  );
}

/** Whether goods are clothes made of textile: by the commodity code where there is one, else by the shop's category. */
export function isClothing({ variants, category, productType }: ProductSubject): boolean {
  const codes = variants.map((variant) => hsCode(variant.hsCode)).filter((code) => code !== null);
  if (codes.length > 0) return codes.some(({ chapter }) => CLOTHES.has(chapter));
  const name = category?.fullName ?? '';
  if (name !== '') return CLOTHES_CATEGORY.test(name);
  return CLOTHES_TYPE.test(productType);
}

/** Chapters 61 and 62 of the Harmonized System: clothes, knitted and not. */
const CLOTHES: ReadonlySet<string> = new Set(['61', '62']);
const CLOTHES_CATEGORY =
  /^Apparel & Accessories > Clothing(?: >|$)|> Clothing Accessories > (?:Scarves|Hats|Gloves|Neckties)/;
const CLOTHES_TYPE =
  /\b(?:shirts?|t-shirts?|tops?|dress(?:es)?|skirts?|trousers|pants|jeans|coats?|jackets?|sweaters?|hoodies?|socks|scarves|kleid(?:er)?|hosen?|robe|chemise)\b/i;
const SHARE = /\d{1,3}(?:[.,]\d)?\s?%|\b(?:pure|all|reine?[rs]?|pur|pura|puro|zuiver)\b|纯|純|全/iu;

/**
 * Names of fibres after Regulation (EU) 1007/2011 Annex I, and those that shops use instead, in English, German, French,
 * Spanish, Italian, Dutch and Chinese: by hand, not copied from the language versions.
 */
const FIBRES = wordList(
  (
    'cotton,wool,merino,cashmere,silk,linen,flax,hemp,jute,ramie,mohair,alpaca,angora,camel,viscose,modal,lyocell,cupro,' +
    'acetate,triacetate,polyester,polyamide,nylon,acrylic,modacrylic,elastane,spandex,elastodiene,polypropylene,polyurethane,' +
    'down,baumwoll*,wolle,schurwoll*,seide,leinen,hanf,viskose,polyacryl,elasthan,kaschmir,coton,laine,soie,lin,chanvre,' +
    'acrylique,elasthanne,cachemire,algodon,lana,seda,lino,canamo,viscosa,poliester,poliamida,elastano,cotone,seta,canapa,' +
    'poliestere,poliammide,katoen,wol,zijde,linnen,棉,羊毛,羊绒,羊絨,真丝,真絲,蚕丝,蠶絲,亚麻,亞麻,涤纶,滌綸,聚酯,锦纶,錦綸,' +
    '尼龙,尼龍,氨纶,氨綸,腈纶,腈綸,粘胶,黏膠,莫代尔,莫代爾'
  ).split(','),
);
