import { foldedSentence, policySentences, quoteOf } from '#app/domain/findings/policy-sentences.ts';
import type { Quote } from '#app/domain/findings/outcome.ts';
import type { PolicyText } from '#app/domain/findings/subjects.ts';

/** Sentences in which something was left to be filled in. */
export function placeholders(policy: PolicyText): Quote[] {
  return policySentences(policy.text)
    .filter(({ text }) => PLACEHOLDER.test(text) || SHOUTED.test(text))
    .map(({ text }) => quoteOf(policy, text));
}

const PLACEHOLDER =
  /\[\s?(?:insert|enter|add|your|company|store|shop|business|name|address|e-?mail|date|link|phone|country|state|firma|adresse|einf|hier|ihr|ihre|nom|ins[ée]re|votre|nombre|direcci|nome|indirizzo|naam|adres|插入|填写|填寫|请|請|公司|店铺|商店|地址|邮箱|電子|链接|連結)[^\]\n]{0,80}\]|\{\{[^}\n]{0,80}\}\}|\blorem ipsum\b|_{4,}|\b(?:your company name|your store name|max mustermann|musterstra(?:ß|ss)e|musterfirma|mustermann gmbh|123 main st(?:reet)?)\b/i;

/** In capitals only: in lower case these are words. */
const SHOUTED = /\bINSERT [A-Z]{2,}|\bTODO\b|\bXXX+\b/;

/**
 * How long a text is, so that a short Chinese policy is not taken for an empty one: a Chinese character says about as much as
 * three letters. Spaces do not count.
 */
export function lengthOfText(text: string): number {
  let length = 0;
  for (const character of text.slice(0, LENGTH_MAX))
    if (/\S/u.test(character)) length += /\p{Script=Han}/u.test(character) ? 3 : 1;
  return length;
}

/** More than this no rule asks for. */
const LENGTH_MAX = 2_000;

/** An e-mail address stands in the text, as such or with its `@` written out. */
export function namesEmail(text: string): boolean {
  return /[\w.+-]{1,64}(?:@| ?[[(](?:at|ät)[\])] ?)[\w-]{1,63}(?:\.| ?[[(](?:dot|punkt)[\])] ?)[a-z]{2,}/i.test(
    text,
  );
}

/**
 * A postal address seems to stand in the text: a postcode of the usual forms beside letters, telephone and register numbers
 * left aside. A post box alone is none.
 */
export function namesPostalAddress(text: string): boolean {
  const rest = text
    .replace(/\+?\d[\d ()./-]{6,20}\d/g, ' ')
    .replace(/\b(?:p\.? ?o\.? ?box|postfach|boite postale|apartado) ?\d{1,8}\b/gi, ' ')
    .replace(
      /\b(?:HRB|HRA|VAT|UID|USt-?IdNr\.?|SIREN|SIRET|NIF|KvK|register|registration)\b[^\n]{0,30}/gi,
      ' ',
    );
  return POSTCODES.some((pattern) => pattern.test(rest));
}

const POSTCODES = [
  /\b\d{5,6}(?:-\d{4})?\b/, // most of the world
  /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/, // United Kingdom
  /\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b/, // Canada
  /\b\d{4} ?[A-Z]{2}\b/, // Netherlands
  /\b(?:[A-Z]{1,2}-)?\d{4} \p{Lu}\p{Ll}+/u, // Austria, Switzerland, Denmark, Norway, Belgium
  /\b(?:NSW|VIC|QLD|SA|WA|TAS|NT|ACT) \d{4}\b/, // Australia
  /\b\d{3} \d{2}\b/, // Sweden, Czechia, Greece
  /\b\d{2}-\d{3}\b/, // Poland
];

/** The harmonised notice on the legal guarantee of conformity, by its words in a text or a title. */
export function namesGuarantee(text: string): boolean {
  return policySentences(text).some((sentence) => GUARANTEE.test(foldedSentence(sentence.text)));
}

const GUARANTEE =
  /\b(?:harmonised notice|legal guarantee of conformity|gesetzlich\w* gewahrleistung\w*|harmonisierte mitteilung|garantie legale de conformite|garantia legal de conformidad|garanzia legale di conformita|wettelijke garantie(?: van| op)? conformiteit|wettelijke conformiteitsgarantie)\b|法定(?:合规|合規|符合性|一致性|质量|品質)?(?:保证|保證|保固)|法定瑕疵(?:担保|擔保)/;
