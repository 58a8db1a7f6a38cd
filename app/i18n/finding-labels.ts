import { createI18n } from './i18n.ts';
import type en from './en.json';
import type { Language } from './languages.ts';

type Column = keyof typeof en.compliance.file;

/** The words of an exported list of findings in one language. */
export function findingLabels(language: Language) {
  const { t } = createI18n(language);
  return {
    column: (name: Exclude<Column, 'money'>) => t(`compliance.file.${name}`),
    money: (currency: string) => t('compliance.file.money', { currency }),
    verdict: (code: keyof typeof en.finding.verdict) => t(`finding.verdict.${code}`),
    severity: (code: keyof typeof en.finding.severity) => t(`finding.severity.${code}`),
    certainty: (code: keyof typeof en.finding.certainty) => t(`finding.certainty.${code}`),
    authority: (code: keyof typeof en.compliance.authority) => t(`compliance.authority.${code}`),
    noDeadline: (code: keyof typeof en.compliance.noDeadline) => t(`compliance.noDeadline.${code}`),
  };
}
export type FindingLabels = ReturnType<typeof findingLabels>;
