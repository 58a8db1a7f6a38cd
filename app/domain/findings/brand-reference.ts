import { DUTY_TABLES } from '#app/domain/findings/duty-tables.ts';
import { FAMOUS_MARKS, type FamousMark } from '#app/domain/findings/famous-marks.ts';
import { niceClasses } from '#app/domain/findings/nice-classes.ts';
import type { ProductSubject } from '#app/domain/findings/subjects.ts';
import { wordList, wordsOf, type FoundWords } from '#app/domain/findings/word-list.ts';
import { minorUnitDigits } from '#app/domain/shared/money.ts';

/** What a listing says of a famous mark. Nothing here says that goods are copies: it says what to ask about. */
export interface BrandReference {
  /** Null: words for copies alone, without a mark. */
  mark: FamousMark | null;
  inTitle: boolean;
  isVendor: boolean;
  /** Words such as "replica" as they stand; null: none. */
  copyWords: string | null;
  /** Under the given share of the mark's floor; null: cannot be told. Supports other signals, and is none by itself. */
  isCheap: boolean | null;
}

/** The references of a listing, the plainest first. `floorSharePercent`: below it a price is far under what the mark costs. */
export function brandReferences(
  product: ProductSubject,
  { floorSharePercent }: { floorSharePercent: number },
): BrandReference[] {
  const { title, vendor, description } = product;
  const classes = niceClasses(product);
  const said = (mark: FamousMark) =>
    !mark.isCommonWord || mark.classes.some((one) => classes?.has(one) === true);
  const text = `${title}\n${description}`;
  const copyWords = COPY_WORDS.exec(text)?.[0] ?? null;
  const named = marksIn(title).filter((found) => said(found.mark));
  const inTitle = named.filter((found) => !namesWhatItFits(title, found, named));
  const asVendor = marksIn(vendor).filter(
    ({ mark, at, end }) => !mark.isCommonWord || (at === 0 && end === vendor.trim().length),
  );
  const beside =
    copyWords === null
      ? []
      : [...named, ...marksIn(description).filter((found) => said(found.mark))];
  const marks = new Set([...inTitle, ...asVendor, ...beside].map(({ mark }) => mark));
  const references = [...marks].map((mark) => ({
    mark,
    inTitle: inTitle.some((found) => found.mark === mark),
    isVendor: asVendor.some((found) => found.mark === mark),
    copyWords,
    isCheap: isFarBelow(product, mark, floorSharePercent),
  }));
  const alone = COPY_WORDS_ALONE.exec(text)?.[0] ?? null;
  if (references.length > 0 || alone === null)
    return references.toSorted((a, b) => Number(b.inTitle) - Number(a.inTitle));
  return [{ mark: null, inTitle: false, isVendor: false, copyWords: alone, isCheap: null }];
}

/** Words for copies. With a mark beside them all of these count; a few speak of nothing else and count alone. */
const COPY_WORDS =
  /\b(?:replicas?|replika|réplique|réplica|dupes?|mirror quality|mirror grade|aaa+ quality|super ?clones?|knock-?offs?|imitation of|imitazione)\b|(?<![\d:：])1\s?[:：]\s?1(?![\d:：])|高仿|精仿|复刻|復刻|仿品|山寨|超A|[Aa][货貨]|原单|原單/iu;
const COPY_WORDS_ALONE =
  /\b(?:mirror quality|mirror grade|super ?clones?)\b|高仿|精仿|仿品|山寨|超A货|超A貨/iu;

interface FoundMark extends FoundWords {
  mark: FamousMark;
}

const byPhrase = new Map(
  FAMOUS_MARKS.flatMap((mark) =>
    [mark.name, ...mark.aliases].map((phrase) => [phrase, mark] as const),
  ),
);
/** Phrases in which a listed word is a plain one whatever the goods are. A house list. */
const PLAIN_PHRASES = [
  'mulberry silk',
  'boss babe',
  'girl boss',
  'boss lady',
  'apple green',
  'camel coat',
  'vans life',
  'like a boss',
  'stanley knife',
  'galaxy print',
  'champion of',
  'diesel fuel',
  'omega 3',
];
// A plain phrase is longer than the mark in it, so it is found in its place, and stands for no mark.
const MARKS = wordList([...byPhrase.keys(), ...PLAIN_PHRASES]);

function marksIn(text: string): FoundMark[] {
  return MARKS.find(text).flatMap((found) => {
    const mark = byPhrase.get(found.phrase);
    return mark === undefined ? [] : [{ ...found, mark }];
  });
}

/** Words that say: this fits goods of that make, it is none of them. */
const FITS: ReadonlySet<string> = new Set(
  'for fits fit compatible fur passend kompatibel pour para per voor compatibile compatibel geschikt convient'.split(
    ' ',
  ),
);
/** "with" and its like say so only after one of those, or after "works" and "use". */
const WITH: ReadonlySet<string> = new Set('with mit avec con met to a'.split(' '));
const BEFORE_WITH: ReadonlySet<string> = new Set(
  'compatible kompatibel compatibile compatibel works work use used using'.split(' '),
);
const BETWEEN: ReadonlySet<string> = new Set(
  'the your all most any and or series model models pro max plus mini ultra air und oder alle et ou y o e en der die das'.split(
    ' ',
  ),
);
const FITS_AFTER: ReadonlySet<string> = new Set(
  'compatible kompatibel compatibile compatibel'.split(' '),
);
const FITS_CHINESE = /(?:适用于?|適用於?|兼容|相容|适配|適配)[^\p{L}]{0,3}$/u;
const FITS_CHINESE_AFTER = /^\s{0,3}(?:[\w ]{0,15})(?:适用|適用|兼容|相容|适配|適配|专用|專用)/u;

function namesWhatItFits(title: string, found: FoundMark, others: readonly FoundMark[]): boolean {
  if (
    FITS_CHINESE.test(title.slice(0, found.at)) ||
    FITS_CHINESE_AFTER.test(title.slice(found.end))
  )
    return true;
  const words = wordsOf(title);
  const after = words.find(({ at, phrase }) => at >= found.end && !/^\d/.test(phrase));
  if (after !== undefined && FITS_AFTER.has(after.phrase)) return true;
  const before = words.filter(({ end }) => end <= found.at).toReversed();
  const isSkipped = (word: FoundWords) =>
    BETWEEN.has(word.phrase) ||
    /\d/.test(word.phrase) ||
    others.some(({ at, end }) => at <= word.at && word.end <= end);
  const at = before.findIndex((word) => !isSkipped(word));
  const last = before[at]?.phrase ?? '';
  return FITS.has(last) || (WITH.has(last) && BEFORE_WITH.has(before[at + 1]?.phrase ?? ''));
}

/** Whether the dearest variant costs less than a share of the mark's floor, in rough rates. */
function isFarBelow(
  { variants }: ProductSubject,
  { floorUsd }: FamousMark,
  sharePercent: number,
): boolean | null {
  if (floorUsd === null) return null;
  const dollars = variants.map(({ price }) => roughDollars(price.minor, price.currency));
  if (dollars.length === 0 || dollars.includes(null)) return null;
  const dearest = Math.max(...dollars.map((value) => value ?? 0));
  return dearest < (floorUsd * sharePercent) / 100;
}

function roughDollars(minor: number, currency: string): number | null {
  const amount = minor / 10 ** minorUnitDigits(currency);
  if (currency === 'USD') return amount;
  const euros = (code: string) =>
    DUTY_TABLES.eurosPer100.rows.find(({ key }) => key === code)?.value ?? null;
  const [own, dollar] = [euros(currency), euros('USD')];
  return own === null || dollar === null ? null : (amount * own) / dollar;
}
