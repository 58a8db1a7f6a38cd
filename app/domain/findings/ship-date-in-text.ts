import { sentencesOf } from '#app/domain/findings/stated-times.ts';

/**
 * The sentence of a plain text that names a day or a month on which goods ship, arrive or are on sale: English, German,
 * French, Chinese. Null: none does. Whether that day has passed is not read. Looks at most at 20,000 characters.
 */
export function shipDateIn(text: string): string | null {
  const kept = text.slice(0, 20_000).replace(DAY_POINT, `$1${POINT}`);
  const found = sentencesOf(kept).find(
    (sentence) => SHIPS.test(sentence) && DATES.some((date) => date.test(sentence)),
  );
  return found?.replaceAll(POINT, '. ') ?? null;
}

/** Stands for the point of "15. Januar", which ends no sentence. No text has it: it is for private use. */
const POINT = '\uE000';

const SHIPS =
  /\b(?:ship|dispatch|sent|leaves|available|arriv|deliver|restock|releas|pre-?order|liefer|versand|verschickt|verfügbar|erschein|vorbestell|expédi|envoy|livr|disponible|précommande|sortie)|发货|发出|出貨|寄出|到货|到貨|预售|預售|預購|发售|發售|上市|供货|供貨/iu;

const MONTH = [
  'jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|févr?(?:ier)?|mar(?:ch|s)?|märz|apr(?:il)?|avril|may|mai|june?|juni|juin',
  'july?|juli|juil(?:let)?|aug(?:ust)?|août|sep(?:t|tember|tembre)?|oct(?:ober|obre)?|okt(?:ober)?',
  'nov(?:ember|embre)?|dec(?:ember)?|dez(?:ember)?|déc(?:embre)?',
].join('|');

const DAY_POINT = new RegExp(String.raw`(\b\d{1,2})\. (?=(?:${MONTH})\b)`, 'giu');

const DATES: readonly RegExp[] = [
  /\b20\d{2}[-./]\d{1,2}(?:[-./]\d{1,2})?\b/u,
  /\b\d{1,2}[./]\d{1,2}[./](?:20)?\d{2}\b/u,
  new RegExp(String.raw`\b(?:${MONTH})\.? \d{1,4}\b`, 'iu'),
  new RegExp(String.raw`\b\d{1,2}(?:(?:st|nd|rd|th|er)? |${POINT})(?:${MONTH})\b`, 'iu'),
  /\d{1,2} ?月(?: ?\d{1,2} ?[日号號]|[初中底末]|上旬|中旬|下旬)?/u,
];
