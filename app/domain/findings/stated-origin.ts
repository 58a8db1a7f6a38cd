import { countryNamed, countryOfCity } from '#app/domain/findings/country-names.ts';
import { sentenceAround } from '#app/domain/findings/word-list.ts';

/** A statement about a place in a text the merchant wrote. */
export interface StatedPlace {
  /** ISO alpha-2, `EU`, or null: a place is claimed that no list here knows. */
  country: string | null;
  sentence: string;
}

/** Where a text says that goods were made ("Made in Italy", "Hergestellt in unserem Atelier in Berlin", "意大利制造"). */
export function statedOrigins(text: string): StatedPlace[] {
  return [MADE_IN, ...MADE_AT_SEAT]
    .flatMap((pattern) => placesAfter(text, pattern))
    .concat(
      [...text.matchAll(MADE_IN_CHINESE)].flatMap((match) => {
        const [whole, place = ''] = match;
        const country = [4, 3, 2].map((length) => countryNamed(place.slice(-length)));
        const found = country.find((code) => code !== null);
        const range = { at: match.index, end: match.index + whole.length };
        return found === undefined || found === null
          ? []
          : [{ country: found, sentence: sentenceAround(text, range) }];
      }),
    );
}

/** Where a text says that goods were designed: a statement of its own, that says nothing of where they were made. */
export function statedDesigns(text: string): StatedPlace[] {
  return placesAfter(text, DESIGNED_IN);
}

/** Where a text places the seller's own shop, studio or store room ("our boutique in London", "local boutique"). */
export function statedSeats(text: string): StatedPlace[] {
  const named = SEATS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => {
      const [whole, place = ''] = match;
      const range = { at: match.index, end: match.index + whole.length };
      return { country: placeOf(place), sentence: sentenceAround(text, range) };
    }),
  );
  const local = [...text.matchAll(LOCAL)].map((match) => ({
    country: null,
    sentence: sentenceAround(text, { at: match.index, end: match.index + match[0].length }),
  }));
  return [...named, ...local];
}

/** A text that says where goods come from in the way US textile rules allow: "made in …" or "imported". */
export function saysImported(text: string): boolean {
  return /\bimported\b/i.test(text);
}

const NAME = String.raw`(?:(?:\p{Lu}\.){2,4}|\p{Lu}\p{L}{0,20}|of)`;
const PLACE = String.raw`(?:(?:the|den|der|les?|la|l’|l')\s?)?(${NAME}(?:\s${NAME}){0,3})`;
const MADE = String.raw`\b(?:[Mm]ade|MADE|[Mm]anufactured|[Pp]roduced|[Hh]andmade|[Hh]ergestellt|[Gg]efertigt|[Ff]abriqué[es]{0,2}|[Hh]echo|[Ff]abricado|[Pp]rodotto|[Gg]emaakt)\s`;
const MADE_IN = new RegExp(String.raw`${MADE}(?:in|IN|en|au|aux)\s${PLACE}`, 'gu');
const MADE_IN_CHINESE = /([\p{Script=Han}]{2,6}?)(?:制造|製造|生产|生產|原产|原產)/gu;
const DESIGNED_IN = new RegExp(
  String.raw`\b(?:[Dd]esigned|[Ee]ntworfen|[Dd]esignt|[Cc]onçue?s?|[Dd]iseñado|[Dd]isegnato|[Oo]ntworpen)\s(?:in|en|au|à|aux)\s` +
    PLACE,
  'gu',
);
const SEAT_BEFORE_PLACE = [
  String.raw`\b(?:[Oo]ur)\s(?:[\p{L}-]{1,20}\s){0,3}(?:boutique|studio|workshop|atelier|shop|store|showroom|warehouse)\sin\s`,
  String.raw`\b(?:[Uu]nser(?:e[mnrs]?)?)\s(?:[\p{L}-]{1,20}\s){0,3}(?:Boutique|Atelier|Werkstatt|Laden|Geschäft|Lager|Studio)\sin\s`,
  String.raw`\b(?:[Nn]otre)\s(?:[\p{L}-]{1,20}\s){0,3}(?:boutique|atelier|magasin|entrepôt|studio)\s(?:à|de|en)\s`,
];
const SEATS = SEAT_BEFORE_PLACE.map((before) => new RegExp(before + PLACE, 'gu'));
/** "Handmade in our studio in Brooklyn" says of the goods what "our studio in Brooklyn" says of the seller alone. */
const MADE_AT_SEAT = SEAT_BEFORE_PLACE.map(
  (before) => new RegExp(String.raw`${MADE}(?:in|at|dans)\s${before}${PLACE}`, 'gu'),
);
const LOCAL =
  /\b(?:local (?:boutique|small business|family business)|locally (?:owned|made)|lokale boutique|boutique locale)\b|本地精品店|本地小店/giu;

function placesAfter(text: string, pattern: RegExp): StatedPlace[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, place = ''] = match;
    const country = placeOf(place);
    const range = { at: match.index, end: match.index + whole.length };
    return country === null ? [] : [{ country, sentence: sentenceAround(text, range) }];
  });
}

/** The longest beginning of some words that names a country or a city. */
function placeOf(words: string): string | null {
  const parts = words.split(/\s/);
  for (let length = parts.length; length > 0; length -= 1) {
    const name = parts.slice(0, length).join(' ');
    const country = countryNamed(name) ?? countryOfCity(name);
    if (country !== null) return country;
  }
  return null;
}
