import { createI18n } from '#app/i18n/i18n.ts';
import type { Language } from '#app/i18n/languages.ts';
import { proofsOf } from '#app/services/evidence-answer.ts';
import type { Block, PaperSource } from '#app/services/evidence-blocks.ts';
import { evidenceFormat } from '#app/services/evidence-format.ts';
import { EVIDENCE_WORDS } from '#app/services/evidence-languages.ts';
import { answerBlocks } from '#app/services/evidence-paper-answer.ts';
import { checkBlocks } from '#app/services/evidence-paper-check.ts';
import { messageBlocks } from '#app/services/evidence-paper-messages.ts';
import { parcelBlocks } from '#app/services/evidence-paper-parcel.ts';

/** The account of an order as a stranger reads it: the answer on the first page, then what it rests on, then how to check it. */
export interface EvidencePaper {
  title: string;
  subtitle: string;
  blocks: readonly Block[];
  page: (page: number, of: number) => string;
  /** Printed at the end when the fonts lack a character. */
  notPrinted: string;
}

export function evidencePaper(
  told: Pick<PaperSource, 'facts' | 'shopName' | 'madeAt' | 'log' | 'recordOf'>,
  language: Language,
): EvidencePaper {
  const words = EVIDENCE_WORDS[language];
  const { t } = createI18n(language);
  const source: PaperSource = {
    ...told,
    proofs: proofsOf(told.facts.parcels),
    words,
    format: evidenceFormat(language),
    t,
  };
  const { name } = told.facts.order;
  return {
    title: words.title(name),
    subtitle: words.madeAt(told.shopName, source.format.instant(told.madeAt)),
    blocks: [
      ...answerBlocks(source),
      ...source.proofs.flatMap((proof) => parcelBlocks(proof, source)),
      ...messageBlocks(source),
      ...checkBlocks(source),
    ],
    page: (page, of) => words.page(name, page, of),
    notPrinted: words.notPrinted,
  };
}
