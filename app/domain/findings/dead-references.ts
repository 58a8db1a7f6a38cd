import { foldedSentence, policySentences } from '#app/domain/findings/policy-sentences.ts';

/** Law and institutions that legal texts still name although they are gone. */
export const DEAD_REFERENCES = [
  {
    code: 'odr_platform',
    /** The first day without it, ISO. */
    deadOn: '2025-07-20',
    cite: 'Regulation (EU) 2024/3228',
    pattern:
      /ec\.europa\.eu\/(?:consumers\/)?odr\b|webgate\.ec\.europa\.eu\/odr\b|\b(?:odr[- ]platform|online dispute resolution platform|platform for online dispute resolution|os-plattform|plattform[^.]{0,40}online-streit(?:beilegung|schlichtung)|plateforme[^.]{0,40}reglement en ligne des litiges|plataforma[^.]{0,40}resolucion de litigios en linea|piattaforma[^.]{0,40}risoluzione[^.]{0,20}online delle controversie)\b|(?:在线|線上)(?:争议|爭議|纠纷|糾紛)(?:解决|解決)平(?:台|臺)/,
  },
  {
    code: 'tmg',
    deadOn: '2024-05-14',
    cite: 'Digitale-Dienste-Gesetz',
    pattern: /§{1,2} ?\d{1,2}[a-z]?[^§]{0,20}\btmg\b|\btelemediengesetz\w*/,
  },
  {
    code: 'privacy_shield',
    deadOn: '2020-07-16',
    cite: 'Court of Justice, C-311/18 (Schrems II)',
    pattern: /\bprivacy[- ]shield\b|隐私盾|隱私盾/,
  },
  {
    code: 'directive_2001_95',
    deadOn: '2024-12-13',
    cite: 'Regulation (EU) 2023/988',
    pattern: /\b2001\/95(?:\/(?:ec|eg|ce))?\b/,
  },
] as const;
export type DeadReference = (typeof DEAD_REFERENCES)[number]['code'];

export interface FoundReference {
  code: DeadReference;
  deadOn: string;
  /** The sentence, or the address of the link, as it stands there. */
  text: string;
}

/** Says itself that the thing is gone. */
const KNOWS_IT =
  /\b(?:closed|discontinued|no longer|invalid(?:ated)?|repealed|replaced|formerly|former|eingestellt|abgeschaltet|nicht mehr|ungultig|aufgehoben|ehemal\w*|ferme[es]?|n'est plus|abroge\w*|suspendid[oa]|derogad[oa]|abrogat[oa])\b|已关闭|已關閉|失效|废止|廢止|无效|無效/;

/** Where a plain text and its links name something that is gone or will be, in order, each sentence once for each. */
export function deadReferences({
  text,
  links,
}: {
  text: string;
  links: readonly string[];
}): FoundReference[] {
  const inText = policySentences(text).flatMap((sentence) => {
    const folded = foldedSentence(sentence.text);
    return KNOWS_IT.test(folded) ? [] : matching(folded, sentence.text);
  });
  const named = new Set(inText.map(({ code }) => code));
  const inLinks = links
    .flatMap((link) => matching(link.toLowerCase(), link))
    .filter(({ code }) => !named.has(code));
  return [...inText, ...inLinks];
}

function matching(folded: string, text: string): FoundReference[] {
  return DEAD_REFERENCES.flatMap(({ code, deadOn, pattern }) =>
    pattern.test(folded) ? [{ code, deadOn, text }] : [],
  );
}
