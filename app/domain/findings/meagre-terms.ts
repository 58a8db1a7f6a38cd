import { foldedSentence, policySentences } from '#app/domain/findings/policy-sentences.ts';
import { MEAGRE_PHRASES, type MeagreTerm } from '#app/domain/findings/meagre-phrases.ts';
import { returnWindowDays } from '#app/domain/findings/return-window.ts';

/** What spares a sentence: goods that may not be withdrawn from, buyers elsewhere, companies, terms of its own for the EU. */
export type MeagreExcuse = 'art_16_goods' | 'other_countries' | 'companies' | 'eu_section';

export interface MeagreSentence {
  term: MeagreTerm;
  sentence: string;
  /** Days of a short window; null for other terms. */
  days: number | null;
  excuse: MeagreExcuse | null;
}

/**
 * The sentences of a policy that may fall short, in order, in English, German, French, Spanish, Italian, Dutch and Chinese;
 * of each only the first term. Words suggest, they do not prove: a person has to read the sentence. `leastDays` is what the
 * law gives.
 */
export function meagreSentences(text: string, leastDays: number): MeagreSentence[] {
  const sentences = policySentences(text).map((sentence) => ({
    ...sentence,
    folded: foldedSentence(sentence.text),
  }));
  const hasEuSection = sentences.some(({ folded, heading }) =>
    grantsWithdrawal(folded, heading === null ? '' : foldedSentence(heading), leastDays),
  );
  return sentences.flatMap(({ text: sentence, heading, folded }) => {
    const found = termOf(folded, leastDays);
    if (found === null) return [];
    const context = heading === null ? sentence : `${heading} ${sentence}`;
    const own = excuseOf(context, found.term);
    const isForEu = NAMES_EU.test(foldedSentence(context));
    const excuse = own ?? (hasEuSection && !isForEu ? 'eu_section' : null);
    return [{ ...found, sentence, excuse }];
  });
}

function termOf(folded: string, leastDays: number): Pick<MeagreSentence, 'term' | 'days'> | null {
  for (const { term, pattern, unless } of MEAGRE_PHRASES)
    if (pattern.test(folded) && unless?.test(folded) !== true) return { term, days: null };
  const days = returnWindowDays(folded);
  return days !== null && days < leastDays ? { term: 'short_window', days } : null;
}

const NAMES_EU =
  /\b(?:eu|eea|ewr|uk|european|europe|united kingdom|europaisch\w*|europa|europeen\w*|union europea|unione europea|europese)\b|欧盟|歐盟|英国|英國/;
const WITHDRAWAL =
  /\b(?:withdraw\w*|cancel\w*|cooling[- ]off|return\w*|widerruf\w*|retract\w*|desist\w*|recess\w*|herroep\w*)\b|撤回|退货|退貨|解除/;
const FOURTEEN =
  /\b(?:14|fourteen|vierzehn|quatorze|catorce|quattordici|veertien)\b|十四|14 ?[天日]/;

/** A sentence that gives buyers in the EU or the United Kingdom the right that the law does. */
function grantsWithdrawal(folded: string, heading: string, leastDays: number): boolean {
  if (!NAMES_EU.test(folded) && !NAMES_EU.test(heading)) return false;
  if (!WITHDRAWAL.test(folded)) return false;
  const days = returnWindowDays(folded);
  return FOURTEEN.test(folded) || (days !== null && days >= leastDays);
}

/** Goods of Article 16 of Directive 2011/83/EU: made to measure, perishable, sealed for hygiene, digital. */
const ART_16 =
  /\b(?:personali[sz]ed|custom(?:[- ]made|i[sz]ed)?|made[- ]to[- ](?:order|measure)|bespoke|engraved|perishables?|food|hygien\w*|underwear|lingerie|swimwear|intimate\w*|cosmetics?|earrings?|digital|downloads?|gift cards?|software|flowers?|personalisiert\w*|massgefertigt\w*|massanfertigung\w*|verderblich\w*|unterwasche|bademode|geschenkkarten?|digitale\w*|personnalisee?s?|sur mesure|perissables?|sous-vetements|cartes?-cadeaux?|personalizad[oa]s?|perecederos?|ropa interior|tarjetas? regalo|personalizzat[oi]|su misura|deperibil[ei]|igienic\w*|intimo|gepersonaliseerde?|maatwerk|bederfelijke?|ondergoed|cadeaubon\w*)\b|定制|定製|客製|个性化|個人化|生鲜|生鮮|易腐|卫生|衛生|内衣|內衣|贴身|貼身|数字商品|數位商品|下载|下載/;
const COMPANIES =
  /\b(?:b2b|wholesale|business (?:customers?|buyers?|orders?)|trade customers?|resellers?|unternehmer|geschaftskunden|firmenkunden|clients? professionnels?|mayoristas?|clienti aziendali|zakelijke klanten)\b|批发|批發|企业客户|企業客戶/;
const ELSEWHERE = new RegExp(
  [
    String.raw`\b(?:outside (?:of )?(?:the )?(?:eu|european union|europe|eea)|non-eu|ausserhalb der eu|hors (?:de l')?(?:ue|union europeenne)|fuera de la (?:ue|union europea)|fuori dall'(?:ue|unione europea)|buiten de (?:eu|europese unie))\b`,
    String.raw`\b(?:american|canadian|australian) (?:customers?|orders?|buyers?)\b`,
    String.raw`\b(?:customers?|orders?|residents?|buyers?|returns?) (?:in|from|to|within) (?:the )?(?:usa|united states|canada|australia|new zealand|japan)\b`,
    String.raw`\b(?:usa|united states|canada|australia) (?:only|customers?|orders?|returns?)\b`,
    String.raw`\b(?:bestellungen|lieferungen|kunden|kaufer) (?:in die|in den|aus den|nach|aus) (?:usa|vereinigten staaten|kanada|australien)\b`,
    String.raw`\b(?:commandes|livraisons|clients) (?:vers les|vers le|aux|au|des|du) (?:etats-unis|canada)\b`,
    String.raw`\b(?:pedidos|clientes) (?:a|en|de) (?:los )?(?:estados unidos|ee\. ?uu\.|canada)`,
    String.raw`\b(?:ordini|clienti) (?:verso|negli|per|degli) (?:gli )?stati uniti\b`,
    String.raw`\b(?:bestellingen|klanten) (?:naar|in|uit) (?:de )?(?:vs|verenigde staten|canada)\b`,
    String.raw`(?:欧盟|歐盟)(?:以外|境外)|非(?:欧盟|歐盟)|(?:美国|美國|加拿大|澳大利亚|澳洲)(?:的)?(?:订单|訂單|客户|客戶|买家|買家)|(?:寄往|发往|發往|送往|运往|運往)(?:美国|美國|加拿大|澳大利亚|澳洲)`,
  ].join('|'),
);
/** In capitals only: in lower case it is a pronoun. */
const US_ONLY = /\bU\.?S\.?(?:A\.?)? (?:only|customers?|orders?|residents?|buyers?|returns?)\b/;

function excuseOf(context: string, term: MeagreTerm): MeagreExcuse | null {
  const folded = foldedSentence(context);
  if (COMPANIES.test(folded)) return 'companies';
  if (ELSEWHERE.test(folded) || US_ONLY.test(context)) return 'other_countries';
  const isAboutGoods = term === 'final_sale' || term === 'unopened_only' || term === 'short_window';
  return isAboutGoods && ART_16.test(folded) ? 'art_16_goods' : null;
}
