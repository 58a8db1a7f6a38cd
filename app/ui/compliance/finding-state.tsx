import { Badge } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingRow } from '#app/contracts/findings.ts';

const TONES = {
  fail: 'critical',
  upcoming: 'warning',
  unknown: 'info',
  pass: 'success',
  not_applicable: undefined,
} as const;

/** A finding's state in words; the tone repeats what the words say. */
export function FindingState({ finding: { verdict } }: { finding: Pick<FindingRow, 'verdict'> }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[verdict]}>{t(`finding.verdict.${verdict}`)}</Badge>;
}
