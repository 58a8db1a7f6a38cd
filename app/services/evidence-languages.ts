import type { Language } from '#app/i18n/languages.ts';
import { EN } from '#app/services/evidence-words-en.ts';
import { ZH_CN } from '#app/services/evidence-words-zh-cn.ts';
import { ZH_TW } from '#app/services/evidence-words-zh-tw.ts';
import type { EvidenceWords } from '#app/services/evidence-words.ts';

export const EVIDENCE_WORDS: Readonly<Record<Language, EvidenceWords>> = {
  en: EN,
  'zh-CN': ZH_CN,
  'zh-TW': ZH_TW,
};
