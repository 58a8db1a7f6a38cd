import { Badge, InlineStack } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingView } from '#app/contracts/finding-detail.ts';
import { FindingState } from '../compliance/finding-state.tsx';

/** Verdict, how grave, how sure: three different things, so three words. */
export function FindingBadges({ finding }: { finding: FindingView }) {
  const { t } = useTranslation();
  const { verdict, rule } = finding;
  return (
    <InlineStack gap="100">
      <FindingState finding={{ verdict, certainty: rule.certainty }} />
      <Badge>{t(`finding.severity.${rule.severity}`)}</Badge>
      <Badge>{t(`finding.certainty.${rule.certainty}`)}</Badge>
      {rule.status === 'scheduled' && <Badge tone="info">{t('finding.scheduled')}</Badge>}
    </InlineStack>
  );
}
