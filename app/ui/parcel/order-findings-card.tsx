import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingDate } from '#app/contracts/findings.ts';
import { FindingDateRow } from '../compliance/finding-date-row.tsx';
import { findingListAddress } from '../compliance/finding-tabs.ts';

/** What the parcel's order owes under the rules, with its deadlines; nothing when it owes nothing. */
export function OrderFindingsCard({
  findings,
  orderName,
}: {
  findings: readonly FindingDate[];
  orderName: string;
}) {
  const { t } = useTranslation();
  if (findings.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('compliance.ofOrder.title')}
        </Text>
        <BlockStack gap="300" as="ul">
          {findings.map((finding) => (
            <li key={finding.id}>
              <FindingDateRow finding={finding} isSubjectShown={false} />
            </li>
          ))}
        </BlockStack>
        <Link url={findingListAddress({ search: orderName, group: 'none' })}>
          {t('compliance.ofOrder.see')}
        </Link>
      </BlockStack>
    </Card>
  );
}
