import { BlockStack, Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingDate } from '#app/contracts/findings.ts';
import { FindingDateRow } from '../compliance/finding-date-row.tsx';

/** What the rules say of the page's subject, with deadlines; each leads to where it can be acted on or set aside. */
export function WarningsCard({ findings }: { findings: readonly FindingDate[] }) {
  const { t } = useTranslation();
  if (findings.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('finding.warnings')}
        </Text>
        <BlockStack gap="300" as="ul">
          {findings.map((finding) => (
            <li key={finding.id}>
              <FindingDateRow finding={finding} isSubjectShown={false} />
            </li>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}
