import { Badge } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingVerdict } from '#app/domain/findings/outcome.ts';
import type { Certainty } from '#app/domain/findings/rule.ts';

const TONES = {
  fail: 'critical',
  upcoming: 'warning',
  unknown: 'info',
  suppressed: undefined,
  pass: 'success',
  not_applicable: undefined,
} as const;

/**
 * A finding's state in words; the tone repeats what the words say. What words and patterns suggest is to be checked: it is not
 * said to be broken.
 */
export function FindingState({
  finding: { verdict, certainty },
}: {
  finding: { verdict: FindingVerdict; certainty: Certainty };
}) {
  const { t } = useTranslation();
  if (verdict === 'fail' && certainty === 'heuristic')
    return <Badge tone="attention">{t('finding.verdict.check')}</Badge>;
  return <Badge tone={TONES[verdict]}>{t(`finding.verdict.${verdict}`)}</Badge>;
}
