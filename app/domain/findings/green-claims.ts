import { sentenceAround, wordList } from '#app/domain/findings/word-list.ts';

/** A claim about the environment, quoted. */
export interface GreenClaim {
  /** `offset`: says that the product has no effect on the climate; `generic`: praise that says nothing in particular. */
  kind: 'generic' | 'offset';
  words: string;
  sentence: string;
  /** Something provable stands in the same sentence: a share, a standard, a certificate. Never helps an `offset`. */
  hasProof: boolean;
}

/** Claims in a text, in its order. */
export function greenClaims(text: string): GreenClaim[] {
  const found = [
    ...OFFSET.find(text).map((one) => ({ ...one, kind: 'offset' as const })),
    ...GENERIC.find(text).map((one) => ({ ...one, kind: 'generic' as const })),
  ].toSorted((a, b) => a.at - b.at);
  return found.map(({ kind, at, end }) => {
    const sentence = sentenceAround(text, { at, end });
    return { kind, words: text.slice(at, end), sentence, hasProof: PROOF.test(sentence) };
  });
}

/** Whether a text names a label of recognised excellent performance: EU Ecolabel or a national one of ISO 14024 type I. */
export function namesEcolabel(text: string): boolean {
  return ECOLABEL.test(text);
}

/**
 * Generic claims: in English the examples of recital 9 of Directive (EU) 2024/825 (for Directive 2005/29/EC Annex I 4a) and
 * words like them; the other languages render these by hand, and no language version of the Directive was compared.
 */
const GENERIC = wordList(
  [
    'eco friendly,ecofriendly,environmentally friendly,environment friendly,environmentally safe,environmentally correct,' +
      'nature friendly,nature s friend,carbon friendly,ecological,ecologically friendly,earth friendly,planet friendly,climate friendly,' +
      'gentle on the environment,good for the planet,green product,green products,green choice,go green,eco conscious,' +
      'environmentally conscious,sustainable product,sustainable choice,energy efficient,biodegradable,bio based,biobased,eco safe',
    'umweltfreundlich*,umweltschonend*,umweltgerecht*,umweltbewusst*,naturfreundlich*,klimafreundlich*,ökologisch*,' +
      'okologisch*,nachhaltiges produkt,nachhaltige wahl,gut für die umwelt,biologisch abbaubar*,grünes produkt',
    'respectueux de l environnement,respectueuse de l environnement,respectueux de la nature,respectueux de la planète,' +
      'écologique,écologiques,éco responsable,écoresponsable,ami de la nature,bon pour la planète,biodégradable,produit vert',
    'respetuoso con el medio ambiente,respetuosa con el medio ambiente,ecológico,ecológica,ecológicos,ecológicas,' +
      'amigable con el medio ambiente,bueno para el planeta,producto verde,producto sostenible',
    'rispettoso dell ambiente,rispettosa dell ambiente,ecologico,ecologica,ecologici,ecologiche,ecosostenibile,ecosostenibili,' +
      'amico dell ambiente,prodotto verde,prodotto sostenibile',
    'milieuvriendelijk*,milieubewust*,natuurvriendelijk*,klimaatvriendelijk*,ecologisch*,goed voor het milieu,groen product,' +
      'duurzaam product,biologisch afbreekbaar*',
    '环保,環保,绿色产品,綠色產品,生态友好,生態友好,环境友好,環境友好,对环境友好,可持续产品,永續產品',
  ].flatMap((list) => list.split(',')),
);

/**
 * Claims that rest on offsetting (Directive 2005/29/EC Annex I 4c): in English the examples of recital 12 of Directive (EU)
 * 2024/825 and words like them; the other languages by hand.
 */
const OFFSET = wordList(
  [
    'climate neutral,climate positive,climate compensated,carbon neutral,carbon negative,carbon positive,co2 neutral,' +
      'carbon neutral certified,co2 compensated,zero carbon,net zero product,climate net zero,limited co2 footprint,reduced climate impact',
    'klimaneutral*,klimapositiv*,co2 neutral*,klimakompensiert*,co2 kompensiert*',
    'neutre en carbone,neutre pour le climat,neutralité carbone,zéro carbone,bilan carbone neutre',
    'neutro en carbono,neutra en carbono,climáticamente neutro,cero emisiones',
    'a impatto zero,carbon neutral,neutro per il clima,neutrale per il clima',
    'klimaatneutra*,co2 neutra*,klimaatpositief',
    '碳中和,零碳,气候中性,氣候中性,气候中和,氣候中和,负碳,負碳',
  ].flatMap((list) => list.split(',')),
);

/** A share, a standard or a certificate. A house list. */
const PROOF =
  /\d{1,3}(?:[.,]\d+)?\s?(?:%|percent|prozent|pour cent)|\b(?:certified (?:by|to|under)|certificate|zertifiziert (?:nach|durch)|certifié\w* (?:par|selon)|certificado por|certificato da|gecertificeerd door|gots|fsc|pefc|oeko-?tex|grs|global recycled standard|recycled claim standard|cradle to cradle|en ?13432|iso ?140\d\d|energy class [a-g])\b|经.{0,12}认证|經.{0,12}認證/i;

const ECOLABEL =
  /\b(?:eu ecolabel|ecolabel eu|eu-?umweltzeichen|eu flower|blauer engel|blue angel|nordic swan|nordischer schwan|svanen\w*|écolabel européen|ecolabel europ\w+|österreichisches umweltzeichen|milieukeur)\b|欧盟生态标签|歐盟生態標章/i;
